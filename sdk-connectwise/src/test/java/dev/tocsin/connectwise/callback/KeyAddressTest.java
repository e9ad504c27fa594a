package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAddressTest {
    private static final String PATH = "/v2025_1//system/callbackkey/index.rails";
    private static final String QUERY = "?companyName=Cobalt&id=e17e6674-42f6-4105-9cff-4cd6cb4e62e8";
    private static final KeyAddress CLOUD = at("https://na.myconnectwise.net");

    private static KeyAddress at(String site) {
        return new KeyAddress(URI.create(site), "Cobalt", Set.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://na.myconnectwise.net" + PATH + QUERY,
                "https://api-na.myconnectwise.net" + PATH + QUERY,
                "https://NA.MyConnectWise.net:443" + PATH + QUERY,
                "HTTPS://na.myconnectwise.net/v4_6_release/system/callbackkey/index.rails" + QUERY,
                "https://na.myconnectwise.net/system/callbackkey/index.rails" + QUERY,
                "https://na.myconnectwise.net" + PATH + "?id=1&companyName=cobalt",
                "https://na.myconnectwise.net" + PATH + "?companyName=C%6Fbalt&id=1",
            })
    void theConfiguredServersKeysAreAllowed(String keyUrl) {
        assertThat(CLOUD.pinned(keyUrl)).contains(URI.create(keyUrl));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example" + PATH + QUERY,
                "https://na.myconnectwise.net@evil.example" + PATH + QUERY,
                "https://user:pass@na.myconnectwise.net" + PATH + QUERY,
                "https://@na.myconnectwise.net" + PATH + QUERY,
                "https://na.myconnectwise.net.evil.example" + PATH + QUERY,
                "https://evil-myconnectwise.net" + PATH + QUERY,
                "https://evilna.myconnectwise.net" + PATH + QUERY,
                "https://evil.na.myconnectwise.net" + PATH + QUERY,
                "https://na.myconnectwise.net." + PATH + QUERY,
                "https://na.myconnectwise.net\\@evil.example" + PATH + QUERY,
                "https://evil.example\\.na.myconnectwise.net" + PATH + QUERY,
                "https://n\u0430.myconnectwise.net" + PATH + QUERY,
                "https://127.0.0.1" + PATH + QUERY,
                "https://[::1]" + PATH + QUERY,
                "https://169.254.169.254" + PATH + QUERY,
                "https:///evil" + PATH + QUERY,
                "//na.myconnectwise.net" + PATH + QUERY,
                PATH + QUERY,
                "mailto:na.myconnectwise.net",
                "",
            })
    void noOtherHostIsAllowed(String keyUrl) {
        assertThat(CLOUD.pinned(keyUrl)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://na.myconnectwise.net" + PATH + QUERY,
                "http://localhost" + PATH + QUERY,
                "ftp://na.myconnectwise.net" + PATH + QUERY,
                "file://na.myconnectwise.net" + PATH + QUERY,
                "https://na.myconnectwise.net:80" + PATH + QUERY,
                "https://na.myconnectwise.net:8443" + PATH + QUERY,
                "https://na.myconnectwise.net" + PATH + QUERY + "#fragment",
            })
    void noOtherSchemePortOrFragmentIsAllowed(String keyUrl) {
        assertThat(CLOUD.pinned(keyUrl)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v2025_1/apis/3.0/system/info",
                "/v2025_1//system/callbackkey/index.rails/more",
                "/v2025_1//system/callbackkey/index.rails;x",
                "/v2025_1/%2e%2e/system/callbackkey/index.rails",
                "/v2025_1/../system/callbackkey/index.rails",
                "/documents/evil%2fsystem/callbackkey/index.rails",
                "/a/b/c/d/system/callbackkey/index.rails",
                "/evilsystem/callbackkey/index.rails",
                "/v2025_1//system/callbackkey/indexXrails",
            })
    void noOtherPathIsAllowed(String path) {
        assertThat(CLOUD.pinned("https://na.myconnectwise.net" + path + QUERY)).isEmpty();
    }

    /** One host of the cloud serves many companies, and each could sign with its own key what names another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?id=1",
                "?companyName=Evil&id=1",
                "?companyName=&id=1",
                "?companyName=Cobalt&companyName=Cobalt",
                "?companyName=Cobalt&companyName=Evil",
                "?companyName=Evil&companyName=Cobalt",
                "?companyName=Cobalt&COMPANYNAME=Evil",
                "?companyName=Cobalt&company%4eame=Evil",
                "?companyName=Cobalt;companyName=Evil",
                "?companyName=Cobalt&companyName[]=Evil",
                "?companyName=Cobalt&companyName",
                "?companyName=Cobalt%00Evil",
                "?companyName=Cobalt%2",
                "?companyName=Cobalt&&id=1",
            })
    void noOtherCompanysKeyIsAllowed(String query) {
        assertThat(CLOUD.pinned("https://na.myconnectwise.net" + PATH + query)).isEmpty();
    }

    @Test
    void anotherRegionOfTheVendorIsAllowedOnlyIfTheOperatorSaysSo() {
        String elsewhere = "https://aus.myconnectwise.net" + PATH + QUERY;

        assertThat(CLOUD.pinned(elsewhere)).isEmpty();
        assertThat(new KeyAddress(URI.create("https://na.myconnectwise.net"), "Cobalt", Set.of("AUS.myconnectwise.net"))
                        .pinned(elsewhere))
                .isPresent();
    }

    @Test
    void theTwinWithoutApiIsAllowedForASiteWithIt() {
        KeyAddress api = at("https://api-eu.myconnectwise.net");

        assertThat(api.pinned("https://eu.myconnectwise.net" + PATH + QUERY)).isPresent();
        assertThat(api.pinned("https://api-api-eu.myconnectwise.net" + PATH + QUERY))
                .isEmpty();
    }

    @Test
    void anOwnServerHasNoTwinAndKeepsItsPort() {
        KeyAddress own = at("https://psa.example.com:8443");

        assertThat(own.pinned("https://psa.example.com:8443" + PATH + QUERY)).isPresent();
        assertThat(own.pinned("https://psa.example.com" + PATH + QUERY)).isEmpty();
        assertThat(own.pinned("https://api-psa.example.com:8443" + PATH + QUERY))
                .isEmpty();
        assertThat(own.pinned("https://na.myconnectwise.net" + PATH + QUERY)).isEmpty();
    }

    @Test
    void plainHttpIsAllowedForALoopbackSiteAloneAndToItsVeryPort() {
        KeyAddress local = at("http://127.0.0.1:8080");

        assertThat(local.pinned("http://127.0.0.1:8080" + PATH + QUERY)).isPresent();
        assertThat(local.pinned("http://127.0.0.1:8081" + PATH + QUERY)).isEmpty();
        assertThat(local.pinned("http://127.0.0.2:8080" + PATH + QUERY)).isEmpty();
        assertThat(local.pinned("https://127.0.0.1:8080" + PATH + QUERY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://na.myconnectwise.net",
                "http://127.evil.example",
                "na.myconnectwise.net",
                "https://a@na.myconnectwise.net",
                "ftp://127.0.0.1"
            })
    void aSiteThatCannotBeTrustedIsRefused(String site) {
        assertThatThrownBy(() -> at(site))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("site: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://psa.example.com", "psa.example.com:443", "a@b", "", "*.example.com", "b."})
    void aFurtherHostMustBeANameAlone(String host) {
        assertThatThrownBy(() -> new KeyAddress(URI.create("https://na.myconnectwise.net"), "Cobalt", Set.of(host)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("keyHost: ");
    }
}

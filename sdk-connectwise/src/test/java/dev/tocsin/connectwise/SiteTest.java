package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    @ParameterizedTest
    @CsvSource({
        "na.myconnectwise.net,https://na.myconnectwise.net",
        "https://PSA.Example.com/,https://psa.example.com",
        "psa.example.com:8443,https://psa.example.com:8443",
        "http://localhost:8080,http://localhost:8080",
        "http://127.0.0.1:1,http://127.0.0.1:1",
        "http://[::1]:9,http://[::1]:9"
    })
    void readsWhatPeopleTypeIn(String typed, String expected) {
        assertThat(Site.parse(typed)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://psa.example.com",
                "http://127.0.0.1.example.com",
                "ftp://psa.example.com",
                "https://user:pw@psa.example.com",
                "https://psa.example.com/v4_6_release/apis/3.0",
                "https://psa.example.com?x=1",
                "https://",
                "not a host"
            })
    void refusesOtherAddresses(String typed) {
        assertThatThrownBy(() -> Site.parse(typed))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("site: ")
                .hasMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "na.myconnectwise.net",
                "eu.myconnectwise.net",
                "au.myconnectwise.net",
                "aus.myconnectwise.net",
                "za.myconnectwise.net",
                "staging.connectwisedev.com"
            })
    void prefixesTheVendorsCloudHosts(String host) {
        assertThat(Site.apiOrigin(Site.parse(host))).hasToString("https://api-" + host);
        assertThat(Site.apiOrigin(Site.parse("api-" + host))).hasToString("https://api-" + host);
    }

    @Test
    void leavesOtherHostsAlone() {
        assertThat(Site.apiOrigin(Site.parse("psa.example.com"))).hasToString("https://psa.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "na.myconnectwise.net,api-na.myconnectwise.net,https://api-na.myconnectwise.net",
        "na.myconnectwise.net,https://api-eu.myconnectwise.net/x,https://api-eu.myconnectwise.net",
        "na.myconnectwise.net,na.myconnectwise.net,https://api-na.myconnectwise.net",
        "psa.example.com:8443,psa.example.com,https://psa.example.com:8443",
        "http://localhost:80,https://localhost:9,http://localhost:80"
    })
    void followsTheServersOwnNameWithinItsDomain(String site, String siteUrl, String expected) {
        assertThat(Site.trusted(Site.parse(site), siteUrl)).hasValue(URI.create(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "na.myconnectwise.net,evil.example.com",
        "na.myconnectwise.net,myconnectwise.net.evil.com",
        "na.myconnectwise.net,evilmyconnectwise.net",
        "na.myconnectwise.net,api-na.myconnectwise.net@evil.com",
        "na.myconnectwise.net,api-na.myconnectwise.net:8443",
        "na.myconnectwise.net,staging.connectwisedev.com",
        "psa.example.com,other.example.com",
        "psa.example.com,api-na.myconnectwise.net",
        "psa.example.com,:::"
    })
    void neverFollowsItElsewhere(String site, String siteUrl) {
        assertThat(Site.trusted(Site.parse(site), siteUrl)).isEmpty();
    }

    @Test
    void namesTheMissingSetting() {
        ConnectWiseConnection.Builder builder = ConnectWiseConnection.builder();
        assertThatThrownBy(builder::build).hasMessageContaining("site");
        builder.site("na.myconnectwise.net");
        assertThatThrownBy(builder::build).hasMessageContaining("company");
        builder.company("acme");
        assertThatThrownBy(builder::build).hasMessageContaining("publicKey");
        builder.publicKey(Secret.of("a:b"));
        assertThatThrownBy(builder::build).hasMessageContaining("publicKey").hasMessageNotContaining("a:b");
        builder.publicKey(Secret.of("a")).privateKey(Secret.of("b\r\nx"));
        assertThatThrownBy(builder::build).hasMessageContaining("privateKey");
        builder.privateKey(Secret.of("b"));
        assertThatThrownBy(builder::build).hasMessageContaining("clientId");
        builder.clientId(Secret.of("c")).apiVersion("latest");
        assertThatThrownBy(builder::build).hasMessageContaining("apiVersion");
        assertThat(builder.apiVersion("2025.16").build())
                .hasToString("ConnectWiseConnection[https://na.myconnectwise.net, company acme]");
    }
}

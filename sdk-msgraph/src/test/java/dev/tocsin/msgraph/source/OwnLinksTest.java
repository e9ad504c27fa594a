package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.msgraph.source.OwnLinks.Place;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnLinksTest {
    private final OwnLinks links = new OwnLinks(URI.create("https://graph.microsoft.com/v1.0"), "tenant-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/v1.0/users/delta?$skiptoken=a_b-c",
                "https://GRAPH.microsoft.com:443/v1.0/users/delta()?$deltatoken=x%2By"
            })
    void ownLinksPass(String link) {
        assertThat(links.checked(link, "/users/delta")).isEqualTo(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://graph.microsoft.com/v1.0/users/delta?$skiptoken=a",
                "https://graph.microsoft.com.evil.example/v1.0/users/delta?$skiptoken=a",
                "https://graph.microsoft.com@evil.example/v1.0/users/delta?$skiptoken=a",
                "https://evil@graph.microsoft.com/v1.0/users/delta?$skiptoken=a",
                "https://graph.microsoft.com:8443/v1.0/users/delta?$skiptoken=a",
                "https://graph.microsoft.com/beta/users/delta?$skiptoken=a",
                "https://graph.microsoft.com/v1.0/users?$skiptoken=a",
                "https://graph.microsoft.com/v1.0/users/delta/../x?$skiptoken=a",
                "https://graph.microsoft.com/v1.0/users/delta?$skiptoken=a#b",
                "/v1.0/users/delta?$skiptoken=a",
                "no address at all",
                ""
            })
    void aLinkThatLeadsElsewhereIsNotFollowed(String link) {
        assertThatThrownBy(() -> links.checked(link, "/users/delta")).isInstanceOf(TocsinException.class);
    }

    @Test
    void aPlaceComesBackAsItWas() {
        Place place = new Place("changes", 12, "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=ä%20");
        assertThat(links.opened("token", links.sealed(place), List.of("all", "changes"), "/users/delta"))
                .isEqualTo(place);
    }

    @Test
    void aPlaceOfAnotherKindTenantOrCloudIsRefused() {
        String sealed =
                links.sealed(new Place("list", 0, "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a"));
        OwnLinks otherTenant = new OwnLinks(URI.create("https://graph.microsoft.com/v1.0"), "tenant-2");
        OwnLinks otherCloud = new OwnLinks(URI.create("https://graph.microsoft.us/v1.0"), "tenant-1");
        assertThat(links.opened("token", sealed, List.of("list"), "/users/delta"))
                .isNotNull();
        assertThatThrownBy(() -> links.opened("token", sealed, List.of("all"), "/users/delta"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> otherTenant.opened("token", sealed, List.of("list"), "/users/delta"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> otherCloud.opened("token", sealed, List.of("list"), "/users/delta"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

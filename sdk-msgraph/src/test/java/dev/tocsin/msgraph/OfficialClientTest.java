package dev.tocsin.msgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.users.UsersRequestBuilder;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.Secret;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.TenantSeed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OfficialClientTest {
    private final GraphSimulator simulator = GraphSimulator.builder()
            .tenant(TenantSeed.of("contoso.example").users(7).consented())
            .start();
    private final GraphTenant contoso = MicrosoftGraph.builder(
                    simulator.clientId(), AppCredential.secret(Secret.of(simulator.clientSecret())))
            .cloud(GraphCloud.at(
                    URI.create(simulator.graphUri().toString().replace("/v1.0", "")), simulator.loginUri()))
            .build()
            .tenant(simulator.tenant("contoso.example").id());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void usersAreListedOverPages() {
        UserCollectionResponse page = contoso.call(
                "reading users",
                () -> contoso.client().users().get(config -> {
                    config.queryParameters.top = 3;
                    config.queryParameters.select = new String[] {"id", "displayName"};
                }));
        List<User> users = new ArrayList<>(Objects.requireNonNull(page.getValue()));
        while (page.getOdataNextLink() != null) {
            UsersRequestBuilder next = contoso.client().users().withUrl(page.getOdataNextLink());
            page = contoso.call("reading users", next::get);
            users.addAll(Objects.requireNonNull(page.getValue()));
        }
        assertThat(users)
                .hasSize(7)
                .allSatisfy(user -> assertThat(user.getDisplayName()).isNotBlank());
        assertThat(simulator.requests().count("POST", "/*/oauth2/v2.0/token")).isEqualTo(1);
        assertThat(simulator.requests().all().get(1).query()).contains("$top=3");
    }

    @Test
    void anAnswerCanBeReadAsItIs() {
        RequestInformation request = contoso.client().users().toGetRequestInformation();
        assertThat(new String(contoso.raw("reading users", request), StandardCharsets.UTF_8))
                .startsWith("{")
                .contains("\"value\"");
    }

    @Test
    void theOrganizationProvesAccess() {
        Organization organization = contoso.organization();
        assertThat(organization.id()).isEqualTo(contoso.tenantId());
        assertThat(organization.verifiedDomains()).containsExactly("contoso.example");
        assertThat(organization.countryCode()).isEqualTo("US");
    }
}

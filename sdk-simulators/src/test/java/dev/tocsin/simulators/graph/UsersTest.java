package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.Client.Reply;
import dev.tocsin.simulators.graph.SimTenant.SignInPhone;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    private final GraphSimulator simulator = GraphSimulator.builder()
            .tenant(TenantSeed.of("contoso.example")
                    .users(250)
                    .user(Map.of(
                            "displayName", "Zoë O'Neil",
                            "givenName", "Zoë",
                            "surname", "O'Neil",
                            "userPrincipalName", "zoe@contoso.example",
                            "otherMails", List.of("zoe@home.example"),
                            "city", "Paris"))
                    .consented())
            .start();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final Client client = new Client(simulator, "contoso.example").login();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theListHasPagesOf100AndLosesNobody() {
        assertThat(client.get("/users").rows()).hasSize(100);
        List<JsonNode> all = client.pages("/users?$select=id,displayName");
        assertThat(all).hasSize(251);
        assertThat(all.stream().map(u -> u.path("id").asText()).collect(Collectors.toSet()))
                .isEqualTo(contoso.users().stream().map(SimUser::id).collect(Collectors.toSet()));
        assertThat(client.pages("/users?$top=999")).hasSize(251);
        assertThat(simulator.requests().count("GET", "/users")).isEqualTo(1 + 3 + 1);
    }

    @Test
    void theNextLinkIsOpaqueAndKeepsTheOptions() {
        Reply first = client.get("/users?$select=displayName&$top=7");
        assertThat(first.next()).contains("$skiptoken=").contains("$top=7").contains("displayName");
        Reply second = client.get(first.next());
        assertThat(second.rows()).hasSize(7);
        assertThat(second.rows().get(0).properties()).hasSize(1);
        assertThat(client.get("/users?$skiptoken=bm9uc2Vuc2U").code()).isEqualTo("Directory_InvalidPageToken");
        assertThat(client.get(first.next().replace("$top=7", "$top=8")).code()).isEqualTo("Directory_InvalidPageToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000", "-1", "x"})
    void aPageHolds1To999(String top) {
        assertThat(client.get("/users?$top=" + top).status()).isEqualTo(400);
    }

    @Test
    void withoutSelectTheDefaultPropertiesAreShownAndMissingOnesAreNull() {
        JsonNode user = client.get("/users/zoe@contoso.example").json();
        assertThat(user.has("accountEnabled")).isFalse();
        assertThat(user.has("mobilePhone")).isTrue();
        assertThat(user.path("mobilePhone").isNull()).isTrue();
        assertThat(user.path("businessPhones").isArray()).isTrue();
        assertThat(user.path("@odata.context").asText()).endsWith("/$metadata#users/$entity");
    }

    @Test
    void whatIsSelectedIsShownAndAnUnknownPropertyIsRefused() {
        JsonNode row =
                client.get("/users?$select=ID,accountEnabled&$top=1").rows().get(0);
        assertThat(row.properties().stream().map(Map.Entry::getKey)).containsExactly("id", "accountEnabled");
        Reply refused = client.get("/users?$select=phone");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Could not find a property named 'phone'");
        assertThat(refused.json().at("/error/innerError/request-id").asText()).isEqualTo(refused.header("request-id"));
    }

    @Test
    void searchNeedsTheHeaderOnEveryPage() {
        String search = "/users?$search=" + Client.encode("\"displayName:mü\"") + "&$top=1";
        assertThat(client.get(search).code()).isEqualTo("Request_UnsupportedQuery");
        Reply first = client.get(search, "ConsistencyLevel", "eventual");
        assertThat(first.rows().get(0).path("displayName").asText()).contains("Müller");
        assertThat(client.get(first.next()).code()).isEqualTo("Request_UnsupportedQuery");
        List<JsonNode> all = client.pages(search, "ConsistencyLevel", "eventual");
        assertThat(all).hasSize((int) contoso.users().stream()
                .filter(u -> u.displayName().contains("Müller"))
                .count());
    }

    @Test
    void searchTakesClausesWithAndAndOrInQuotes() {
        String both = Client.encode("\"displayName:o'neil\" AND \"mail:zoe@\" OR \"otherMails:nobody\"");
        assertThat(client.get("/users?$search=" + both, "ConsistencyLevel", "eventual")
                        .all("displayName"))
                .containsExactly("Zoë O'Neil");
        for (String wrong :
                List.of("displayName:x", "\"displayName:x\" \"mail:y\"", "\"displayName:x\" AND", "x\"mail:a\"")) {
            assertThat(client.get("/users?$search=" + Client.encode(wrong), "ConsistencyLevel", "eventual")
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(client.get("/users?$search=" + Client.encode("\"aboutMe:x\""), "ConsistencyLevel", "eventual")
                        .code())
                .isEqualTo("Request_UnsupportedQuery");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userPrincipalName eq 'ZOE@contoso.example'",
                "startswith(displayName,'Zoë O''N')",
                "startsWith(displayName, 'zoë o''n') and accountEnabled eq true",
                "surname in ('x','O''Neil')",
                "(city eq 'Paris')",
                "city eq 'Rome' or city eq 'Paris'",
                "otherMails/any(m:m eq 'zoe@home.example')",
                "otherMails/any(m:startswith(m,'zoe@'))",
                "city eq 'Paris' and mobilePhone eq null",
                "createdDateTime ge 2025-01-01T00:00:00Z"
            })
    void filtersThatAListNeedsAreUnderstood(String filter) {
        assertThat(client.filter("/users", filter).all("displayName"))
                .as(filter)
                .containsExactly("Zoë O'Neil");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "displayName ne 'x' | Request_UnsupportedQuery",
                "not startswith(displayName,'x') | Request_UnsupportedQuery",
                "endsWith(mail,'x') | Request_UnsupportedQuery",
                "contains(displayName,'x') | Request_UnsupportedQuery",
                "aboutMe eq 'x' | Request_UnsupportedQuery",
                "displayName eq | BadRequest",
                "displayName like 'x' | BadRequest",
                "displayName eq 'x | BadRequest",
                "(displayName eq 'x' | BadRequest",
                "displayName eq 'x' city | BadRequest",
                "nonsense(displayName,'x') | BadRequest",
                "createdDateTime ge '2025-01-01T00:00:00Z' | BadRequest"
            })
    void filtersThatTheDirectoryDoesNotTakeAreRefused(String filter, String code) {
        Reply reply = client.filter("/users", filter);
        assertThat(reply.status()).as(filter).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void advancedFiltersNeedTheHeaderAndACount() {
        String path = "/users?$top=999&$filter=" + Client.encode("not (city eq 'Paris')");
        assertThat(client.get(path, "ConsistencyLevel", "eventual").status()).isEqualTo(400);
        assertThat(client.get(path + "&$count=true").status()).isEqualTo(400);
        Reply reply = client.get(path + "&$count=true", "ConsistencyLevel", "eventual");
        assertThat(reply.rows()).hasSize(250);
        assertThat(reply.json().path("@odata.count").asInt()).isEqualTo(250);
        String ends = "/users?$count=true&$filter=" + Client.encode("endswith(userPrincipalName,'@contoso.example')");
        assertThat(client.get(ends, "ConsistencyLevel", "eventual")
                        .json()
                        .path("@odata.count")
                        .asInt())
                .isGreaterThan(200);
    }

    @Test
    void theOrderGoesByNameAndNotTogetherWithAnOrdinaryFilter() {
        List<JsonNode> all = client.pages("/users?$orderby=displayName&$top=60");
        assertThat(all).hasSize(251);
        List<String> names = all.stream()
                .map(u -> u.path("displayName").asText().toLowerCase(java.util.Locale.ROOT))
                .toList();
        assertThat(names).isSorted();
        assertThat(client.get("/users?$orderby=displayName%20desc&$top=1").all("displayName"))
                .containsExactly(all.get(250).path("displayName").asText());
        String both = "/users?$orderby=displayName&$filter=" + Client.encode("accountEnabled eq true");
        assertThat(client.get(both).code()).isEqualTo("Request_UnsupportedQuery");
        assertThat(client.get(both + "&$count=true", "ConsistencyLevel", "eventual")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/users?$orderby=city").code()).isEqualTo("Request_UnsupportedQuery");
        assertThat(client.get("/users?$orderby=displayName%20up").code()).isEqualTo("BadRequest");
    }

    @Test
    void anUnknownOptionIsRefusedAndAnUnknownParameterIsPassedOver() {
        assertThat(client.get("/users?$skip=5").text()).contains("'$skip' is not supported by the service.");
        assertThat(client.get("/users?$foo=5").code()).isEqualTo("BadRequest");
        assertThat(client.get("/users?$expand=manager").status()).isEqualTo(400);
        assertThat(client.get("/users?foo=5&$top=1").rows()).hasSize(1);
    }

    @Test
    void aUserIsFoundByIdAndByNameInAnyCase() {
        for (SimUser user : contoso.users()) {
            assertThat(client.get("/users/" + user.id())
                            .json()
                            .path("displayName")
                            .asText())
                    .isEqualTo(user.displayName());
            String name = Client.encode(user.userPrincipalName().toUpperCase(java.util.Locale.ROOT));
            assertThat(client.get("/users/" + name).json().path("id").asText()).isEqualTo(user.id());
        }
        Reply nobody = client.get("/users/nobody@contoso.example");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.code()).isEqualTo("Request_ResourceNotFound");
        assertThat(client.get("/users/00000000-0000-4000-8000-000000000000").status())
                .isEqualTo(404);
    }

    @Test
    void aRenamedUserIsNoLongerFoundByTheOldName() {
        SimUser user = contoso.users().get(5);
        contoso.editUser(user.id(), Map.of("userPrincipalName", "new.name@contoso.example"));
        assertThat(client.get("/users/" + user.id()).status()).isEqualTo(200);
        assertThat(client.get("/users/new.name@contoso.example").status()).isEqualTo(200);
        assertThat(client.get("/users/" + Client.encode(user.userPrincipalName()))
                        .status())
                .isEqualTo(404);
        contoso.deleteUser(user.id());
        assertThat(client.get("/users/" + user.id()).status()).isEqualTo(404);
        assertThat(contoso.userCount()).isEqualTo(250);
    }

    @Test
    void theCrowdIsTheSameEveryTimeAndVaried() {
        try (GraphSimulator again = GraphSimulator.builder()
                .tenant(TenantSeed.of("contoso.example").users(250))
                .start()) {
            assertThat(again.tenant("contoso.example").users())
                    .isEqualTo(contoso.users().subList(0, 250));
        }
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        contoso.users().forEach(u -> {
            ids.add(u.id());
            names.add(u.userPrincipalName());
        });
        assertThat(ids).hasSize(251);
        assertThat(names).hasSize(251).anyMatch(n -> n.contains("#EXT#"));
        assertThat(contoso.users())
                .anyMatch(u -> !u.accountEnabled())
                .anyMatch(u -> u.mobilePhone() == null)
                .anyMatch(u -> u.mobilePhone() != null && !u.mobilePhone().matches(".*\\d{3}.*"))
                .anyMatch(u -> u.mail() == null);
    }

    @Test
    void signInPhonesAreListedAndMaskedWhenTold() {
        String zoe = contoso.user("zoe@contoso.example").id();
        String path = "/users/" + zoe + "/authentication/phoneMethods";
        assertThat(client.get(path).rows()).isEmpty();
        contoso.signInPhones(
                zoe,
                new SignInPhone(SignInPhoneType.MOBILE, "+33 612345678"),
                new SignInPhone(SignInPhoneType.OFFICE, "+33 123456789"));
        assertThat(client.get(path).all("phoneNumber")).containsExactly("+33 612345678", "+33 123456789");
        assertThat(client.get(path).all("phoneType")).containsExactly("mobile", "office");
        assertThat(client.get(path + "?$top=1").status()).isEqualTo(400);
        contoso.maskSignInPhones(true);
        assertThat(client.get(path).all("phoneNumber")).containsExactly("+XX XXXXXXX78", "+XX XXXXXXX89");
        contoso.maskSignInPhones(false);
        assertThat(client.get(path).all("phoneNumber")).contains("+33 612345678");
        assertThatThrownBy(() -> contoso.signInPhones(
                        zoe,
                        new SignInPhone(SignInPhoneType.MOBILE, "+1 2"),
                        new SignInPhone(SignInPhoneType.MOBILE, "+1 3")))
                .hasMessageContaining("at most one");
        assertThat(contoso.users().stream()
                        .filter(u -> !client.get("/users/" + u.id() + "/authentication/phoneMethods")
                                .rows()
                                .isEmpty())
                        .count())
                .isBetween(100L, 200L);
    }

    @Test
    void seedsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> contoso.addUser(Map.of("phone", "1"))).hasMessageContaining("'phone'");
        assertThatThrownBy(() -> contoso.addUser(Map.of("userPrincipalName", "zoe@contoso.example")))
                .hasMessageContaining("taken");
        assertThatThrownBy(() -> contoso.editUser("zoe@contoso.example", Map.of("id", "x")))
                .hasMessageContaining("id");
        assertThatThrownBy(() -> contoso.deleteUser("nobody")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> simulator.addTenant(TenantSeed.of("contoso.example")))
                .hasMessageContaining("there already");
        assertThatThrownBy(() -> TenantSeed.of("contoso")).hasMessageContaining("dot");
    }
}

package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.Client.Reply;
import dev.tocsin.simulators.graph.Client.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTest {
    private static final String SELECT = "/users/delta?$select=displayName,mobilePhone,accountEnabled";

    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tokenLifetime(Duration.ofDays(30))
            .tenant(TenantSeed.of("contoso.example").users(450).consented())
            .start();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final Client client = new Client(simulator, "contoso.example").login();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String id(int n) {
        return contoso.users().get(n).id();
    }

    @Test
    void theFirstRoundReadsEveryoneOnceOutOfOrderAndInPages() {
        Round all = client.round(SELECT);
        assertThat(all.ids()).hasSize(450).doesNotHaveDuplicates();
        List<String> inOrder = contoso.users().stream().map(SimUser::id).toList();
        assertThat(all.ids()).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(simulator.requests().count("GET", "/users/delta")).isEqualTo(3);
        assertThat(all.deltaLink()).contains("/users/delta?$deltatoken=");
    }

    @Test
    void theSpellingsOfTheFunctionMeanTheSame() {
        for (String path : List.of("/users/delta", "/users/delta()", "/users/microsoft.graph.delta()")) {
            assertThat(client.get(path).rows()).as(path).hasSize(200);
        }
    }

    @Test
    void theSelectionIsRememberedInTheTokenAndOnlyItsChangesCount() {
        String link = client.round(SELECT).deltaLink();
        contoso.editUser(id(3), Map.of("jobTitle", "Boss"));
        contoso.editUser(id(4), Map.of("mobilePhone", "+1 425 555 0100", "jobTitle", "Boss"));
        contoso.enableUser(id(5), !contoso.user(id(5)).accountEnabled());
        contoso.editUser(id(6), Map.of("displayName", contoso.user(id(6)).displayName()));
        Round changes = client.round(link);
        assertThat(changes.ids()).containsExactlyInAnyOrder(id(4), id(5));
        JsonNode user = changes.rows().get(changes.ids().indexOf(id(4)));
        assertThat(user.path("displayName").asText()).isNotEmpty();
        assertThat(user.has("jobTitle")).isFalse();
    }

    @Test
    void withoutSelectADisabledAccountGoesUnnoticed() {
        String link = client.round("/users/delta").deltaLink();
        contoso.enableUser(id(5), !contoso.user(id(5)).accountEnabled());
        contoso.editUser(id(7), Map.of("jobTitle", "Boss"));
        assertThat(client.round(link).ids()).containsExactly(id(7));
    }

    @Test
    void minimalShowsWhatChangedAndAClearedPropertyAsNull() {
        String link = client.round(SELECT).deltaLink();
        Map<String, Object> cleared = new HashMap<>();
        cleared.put("mobilePhone", null);
        contoso.editUser(id(1), Map.of("mobilePhone", "+1 425 555 0100"));
        contoso.editUser(id(1), cleared);
        JsonNode minimal = client.round(link, "Prefer", "return=minimal").rows().get(0);
        assertThat(minimal.properties().stream().map(Map.Entry::getKey)).containsExactlyInAnyOrder("id", "mobilePhone");
        assertThat(minimal.path("mobilePhone").isNull()).isTrue();
        assertThat(client.round(link).rows().get(0).has("displayName")).isTrue();
    }

    @Test
    void whatWasNeverSetIsLeftOut() {
        String id = contoso.addUser(Map.of("displayName", "No Phone"));
        Round all = client.round(SELECT);
        assertThat(all.rows().get(all.ids().indexOf(id)).has("mobilePhone")).isFalse();
    }

    @Test
    void usersComeGoAndComeBack() {
        String link = client.round(SELECT).deltaLink();
        String binned = id(1);
        String purged = id(2);
        String restored = id(3);
        contoso.deleteUser(binned);
        contoso.purgeUser(purged);
        contoso.deleteUser(restored);
        contoso.restoreUser(restored);
        String added = contoso.addUser(Map.of("displayName", "New"));
        Round changes = client.round(link);
        Map<String, JsonNode> byId = new HashMap<>();
        changes.rows().forEach(row -> byId.put(row.path("id").asText(), row));
        assertThat(byId).containsOnlyKeys(binned, purged, restored, added);
        assertThat(byId.get(binned).at("/@removed/reason").asText()).isEqualTo("changed");
        assertThat(byId.get(binned).properties()).hasSize(2);
        assertThat(byId.get(purged).at("/@removed/reason").asText()).isEqualTo("deleted");
        assertThat(byId.get(restored).has("@removed")).isFalse();
        assertThat(byId.get(restored).path("displayName").asText()).isNotEmpty();
        contoso.purgeUser(binned);
        Round later = client.round(changes.deltaLink());
        assertThat(later.ids()).containsExactly(binned);
        assertThat(later.rows().get(0).at("/@removed/reason").asText()).isEqualTo("deleted");
        assertThat(client.round("/users/delta").ids()).hasSize(449).doesNotContain(binned, purged);
    }

    @Test
    void latestBeginsNowWithoutReadingAnyone() {
        Reply latest = client.get(SELECT + "&$deltatoken=latest");
        assertThat(latest.rows()).isEmpty();
        contoso.editUser(id(9), Map.of("displayName", "Changed"));
        Round changes = client.round(latest.deltaLink());
        assertThat(changes.ids()).containsExactly(id(9));
        assertThat(changes.rows().get(0).has("accountEnabled")).isTrue();
    }

    @Test
    void aRoundWithoutChangesIsEmptyAndItsLinkIsAnotherOne() {
        String link = client.round(SELECT).deltaLink();
        Round nothing = client.round(link);
        assertThat(nothing.rows()).isEmpty();
        assertThat(nothing.deltaLink()).isNotEmpty().isNotEqualTo(link);
        assertThat(client.round(link).rows()).as("an old link still works").isEmpty();
    }

    @Test
    void whatChangesBetweenPagesComesWithTheNextRound() {
        Reply first = client.get(SELECT);
        contoso.editUser(first.rows().get(0).path("id").asText(), Map.of("displayName", "Changed"));
        String added = contoso.addUser(Map.of("displayName", "Late"));
        Round rest = client.round(first.next());
        List<String> seen = new ArrayList<>(first.all("id"));
        seen.addAll(rest.ids());
        assertThat(seen).hasSize(450);
        assertThat(client.round(rest.deltaLink()).ids())
                .containsExactlyInAnyOrder(first.rows().get(0).path("id").asText(), added);
    }

    @Test
    void manyChangesComeInPages() {
        String link = client.round(SELECT).deltaLink();
        simulator.deltaPageSize(10);
        List<String> changed = contoso.changePhones(35, 7);
        Round changes = client.round(link);
        assertThat(changes.ids()).containsExactlyInAnyOrderElementsOf(changed).isNotEqualTo(changed);
        assertThat(simulator.requests().count("GET", "/users/delta")).isEqualTo(3 + 4);
    }

    @Test
    void duplicatesAndReplaysHappenWhenTold() {
        simulator.deltaDuplicates(10);
        Round all = client.round(SELECT);
        assertThat(all.ids()).hasSize(450 + 45);
        assertThat(new HashSet<>(all.ids())).hasSize(450);
        simulator.deltaDuplicates(0);
        contoso.editUser(id(1), Map.of("displayName", "One"));
        contoso.editUser(id(2), Map.of("displayName", "Two"));
        simulator.deltaReplays(1);
        Round first = client.round(all.deltaLink());
        assertThat(first.ids()).hasSize(2);
        assertThat(client.round(first.deltaLink()).ids()).as("again").containsExactly(id(2));
    }

    @Test
    void aTokenExpiresAfterSevenDaysOrWhenTold() {
        String link = client.round(SELECT).deltaLink();
        clock.advance(Duration.ofDays(7));
        assertThat(client.get(link).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        Reply expired = client.get(link);
        assertThat(expired.status()).isEqualTo(400);
        assertThat(expired.code()).isEqualTo("syncStateNotFound");
        String fresh = client.round(SELECT).deltaLink();
        contoso.expireDeltaTokens();
        simulator.expiredDeltaStatus(404);
        assertThat(client.get(fresh).status()).isEqualTo(404);
        assertThat(client.get(fresh).code()).isEqualTo("syncStateNotFound");
        assertThat(client.round(client.round(SELECT).deltaLink()).rows()).isEmpty();
    }

    @Test
    void aLostStateAnswers410AndTheLocationReadsEverythingAnew() {
        String link = client.round(SELECT).deltaLink();
        contoso.requireDeltaResync();
        Reply gone = client.get(link);
        assertThat(gone.status()).isEqualTo(410);
        String location = gone.header("Location");
        assertThat(location).contains("/users/delta?").endsWith("$deltatoken=").contains("accountEnabled");
        Round again = client.round(location);
        assertThat(again.ids()).hasSize(450);
        assertThat(again.rows()).allMatch(row -> row.has("accountEnabled"));
        assertThat(client.round(again.deltaLink()).rows()).isEmpty();
    }

    @Test
    void someIdsCanBeFollowed() {
        String filter = Client.encode("id eq '" + id(1) + "' or id eq '" + id(2) + "'");
        Round two = client.round("/users/delta?$filter=" + filter);
        assertThat(two.ids()).containsExactly(id(1), id(2));
        contoso.editUser(id(2), Map.of("displayName", "Two"));
        contoso.editUser(id(3), Map.of("displayName", "Three"));
        assertThat(client.round(two.deltaLink()).ids()).containsExactly(id(2));
        String many = String.join(" or ", java.util.Collections.nCopies(51, "id eq 'x'"));
        assertThat(client.get("/users/delta?$filter=" + Client.encode(many)).status())
                .isEqualTo(400);
        assertThat(client.get("/users/delta?$filter=" + Client.encode("city eq 'x'"))
                        .code())
                .isEqualTo("Request_UnsupportedQuery");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$top=5",
                "$orderby=displayName",
                "$expand=manager",
                "$select=phone",
                "$deltatoken=x",
                "$skiptoken=x"
            })
    void whatDeltaDoesNotTakeIsRefused(String option) {
        assertThat(client.get("/users/delta?" + option).status()).isEqualTo(400);
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() {
        simulator.addTenant(TenantSeed.of("fabrikam.example").users(1).consented());
        String foreign =
                new Client(simulator, "fabrikam.example").login().round(SELECT).deltaLink();
        assertThat(client.get(foreign).status()).isEqualTo(400);
        assertThat(foreign).doesNotContain(simulator.tenant("fabrikam.example").id());
    }
}

package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.simulators.graph.TenantSeed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDirectoryListTest {
    @Test
    void pagesHoldAllUsersOnceGuestsAndDisabledOnesIncluded() {
        try (DirectoryStage stage = DirectoryStage.withUsers(25)) {
            stage.contoso().enableUser(stage.contoso().users().get(3).id(), false);
            String guest = stage.contoso()
                    .addUser(DirectoryStage.fields(
                            "displayName", "Gil Guest",
                            "userPrincipalName", "gil_mail.example#EXT#@contoso.example",
                            "userType", "Guest"));

            List<List<DirectoryUser>> pages = DirectoryStage.pages(stage.directory(), DirectoryQuery.all(10));

            assertThat(pages).extracting(List::size).containsExactly(10, 10, 6);
            List<DirectoryUser> all = pages.stream().flatMap(List::stream).toList();
            assertThat(all).extracting(DirectoryUser::id).contains(guest).doesNotHaveDuplicates();
            assertThat(all).filteredOn(user -> !user.enabled()).isNotEmpty();
            assertThat(DirectoryStage.folded(all)).isEqualTo(stage.truth());
        }
    }

    @Test
    void asksForNothingThatItDoesNotNeed() {
        try (DirectoryStage stage = DirectoryStage.withUsers(3)) {
            stage.directory().users(DirectoryQuery.all(999));
            assertThat(stage.simulator.requests().all())
                    .filteredOn(request -> request.path().equals("/users"))
                    .singleElement()
                    .extracting(request -> request.query())
                    .asString()
                    .contains("top=999")
                    .contains("accountEnabled")
                    .doesNotContain("department");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O'Brien",
                "o'b",
                "Müller",
                "mül",
                "R&D",
                "Ann \"The",
                "back\\slash",
                "100% sure",
                "a+b",
                "#1",
                "x,y",
                "(acting)",
                "'' or 1 eq 1",
                "Straße",
                "李",
                "?q=1/../",
                "{user}"
            })
    void aSearchFindsTheBeginningOfANameWhateverItHolds(String search) {
        try (DirectoryStage stage = DirectoryStage.withUsers(0)) {
            String name = switch (search) {
                case "o'b" -> "O'Brien";
                case "mül" -> "Müller";
                default -> search;
            };
            String wanted = stage.contoso()
                    .addUser(DirectoryStage.fields(
                            "displayName",
                            name + " and more",
                            "userPrincipalName",
                            "wanted@contoso.example",
                            "mail",
                            null));
            stage.contoso().addUser(DirectoryStage.fields("displayName", "Other", "mail", "other@contoso.example"));

            DirectoryPage page = stage.directory().users(DirectoryQuery.search(search, 50));

            assertThat(page.users()).extracting(DirectoryUser::id).containsExactly(wanted);
            assertThat(page.next()).isNull();
        }
    }

    @Test
    void aSearchFindsPrincipalNamesMailAddressesAndSurnames() {
        try (DirectoryStage stage = DirectoryStage.withUsers(0)) {
            String ada = stage.contoso()
                    .addUser(DirectoryStage.fields(
                            "displayName", "Ada King",
                            "surname", "Lovelace",
                            "givenName", "Augusta",
                            "userPrincipalName", "engine@contoso.example",
                            "mail", "difference@contoso.example"));
            stage.contoso().addUser(DirectoryStage.fields("displayName", "Bob"));
            for (String search : List.of("ada", "LOVE", "august", "engine@", "differ")) {
                assertThat(stage.directory()
                                .users(DirectoryQuery.search(search, 50))
                                .users())
                        .as(search)
                        .extracting(DirectoryUser::id)
                        .containsExactly(ada);
            }
            assertThat(stage.directory()
                            .users(DirectoryQuery.search("nobody", 50))
                            .users())
                    .isEmpty();
        }
    }

    @Test
    void theNextPagesOfASearchAreOfThatSearch() {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            for (int i = 0; i < 7; i++) {
                stage.contoso().addUser(DirectoryStage.fields("displayName", "Zz O'Brien & Söhne " + i));
            }
            List<List<DirectoryUser>> pages =
                    DirectoryStage.pages(stage.directory(), DirectoryQuery.search("zz o'brien & sö", 3));
            assertThat(pages).extracting(List::size).containsExactly(3, 3, 1);
            assertThat(pages.stream().flatMap(List::stream))
                    .allMatch(user -> String.valueOf(user.displayName()).startsWith("Zz O'Brien & Söhne"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aPageIsReadThroughARefusalForTheMoment() {
        try (DirectoryStage stage = DirectoryStage.withUsers(5)) {
            stage.simulator
                    .faults()
                    .next(
                            1,
                            dev.tocsin.simulators.http.Fault.tooManyRequests(java.time.Duration.ofSeconds(17)),
                            "GET",
                            "/users");
            java.time.Instant begun = stage.clock.instant();
            assertThat(stage.directory().users(DirectoryQuery.all(10)).users()).hasSize(5);
            assertThat(stage.clock.instant()).isAfterOrEqualTo(begun.plusSeconds(17));
        }
    }

    @Test
    void aCursorOfAnotherTenantOrOfNobodyIsRefused() {
        TenantSeed other = TenantSeed.of("fabrikam.example").users(30).consented();
        TenantSeed contoso = TenantSeed.of(DirectoryStage.DOMAIN).users(30).consented();
        try (DirectoryStage stage = new DirectoryStage(contoso, other)) {
            GraphDirectory fabrikam = new GraphDirectory(
                    stage.graph.tenant(
                            stage.simulator.tenant("fabrikam.example").id()),
                    SignInPhones.NEVER);
            DirectoryPage page = fabrikam.users(DirectoryQuery.all(10));
            String delta = fabrikam.changes(null).token();
            stage.simulator.requests().clear();
            for (String cursor :
                    List.of(String.valueOf(page.next()), delta, "", "nonsense", "%%%", "/users", "ö".repeat(40_000))) {
                assertThatThrownBy(() -> stage.directory().users(new DirectoryQuery(null, 10, cursor)))
                        .as(cursor)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("cursor: ");
                assertThatThrownBy(() -> stage.directory().changes(cursor))
                        .as(cursor)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("token: ");
            }
            assertThat(stage.simulator.requests().all()).isEmpty();
        }
    }

    @Test
    void aCursorThatWasBentToAnotherAddressIsRefused() {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            String next = String.valueOf(
                    stage.directory().users(DirectoryQuery.all(10)).next());
            String text = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
            int port = stage.simulator.graphUri().getPort();
            for (String bent : List.of(
                    text.replace("127.0.0.1:" + port, "evil.example"),
                    text.replace("127.0.0.1:" + port, "127.0.0.1:" + (port - 1)),
                    text.replace("/v1.0/users?", "/v1.0/auditLogs/signIns?"),
                    text.replace("/v1.0/users?", "/v1.0/users/../organization?"),
                    text.replace("http://", "http://evil@"),
                    text.replace("http://", "https://"))) {
                assertThat(bent).isNotEqualTo(text);
                String cursor = Base64.getUrlEncoder().encodeToString(bent.getBytes(StandardCharsets.UTF_8));
                assertThatThrownBy(() -> stage.directory().users(new DirectoryQuery(null, 10, cursor)))
                        .as(bent)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aUserIsFoundByIdAndByPrincipalNameInAnyCase() {
        try (DirectoryStage stage = DirectoryStage.withUsers(4)) {
            String id = stage.contoso()
                    .addUser(DirectoryStage.fields(
                            "displayName", "Pat O'Brien",
                            "userPrincipalName", "pat.o'brien_x#EXT#@contoso.example",
                            "accountEnabled", false));
            DirectoryUser pat = DirectoryStage.expected(stage.contoso().user(id));
            assertThat(stage.directory().user(id)).contains(pat);
            assertThat(stage.directory().user(id.toUpperCase(java.util.Locale.ROOT)))
                    .contains(pat);
            assertThat(stage.directory().user("Pat.O'Brien_X#ext#@Contoso.example"))
                    .contains(pat);
            stage.contoso().deleteUser(id);
            assertThat(stage.directory().user(id)).isEmpty();
            assertThat(stage.directory().user("pat.o'brien_x#EXT#@contoso.example"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "me",
                "delta",
                "$count",
                "../organization",
                "x' or userPrincipalName ne 'y@z",
                "00000000-0000-0000-0000-000000000000",
                "a/b@contoso.example",
                "a?$top=1@contoso.example",
                "@",
                "\u0000@contoso.example"
            })
    void aHostileIdIsNobody(String id) {
        try (DirectoryStage stage = DirectoryStage.withUsers(4)) {
            assertThat(stage.directory().user(id)).isEmpty();
        }
    }

    @Test
    void aTenantThatDoesNotPermitItIsAnAccessFailure() {
        try (DirectoryStage stage = DirectoryStage.withUsers(4)) {
            stage.contoso().grantConsent(Set.of("Mail.Send"));
            assertThatThrownBy(() -> stage.directory().users(DirectoryQuery.all(10)))
                    .isInstanceOf(GraphAccessException.class);
        }
    }
}

package dev.tocsin.testkit;

import static dev.tocsin.testkit.PeopleSamples.fullUser;
import static dev.tocsin.testkit.PeopleSamples.user;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.longText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.Person;
import dev.tocsin.core.people.UserMatch;
import dev.tocsin.core.people.UserMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store does with the users of customers. */
abstract class CompanyUserTests extends StoreTests {
    private static CompanyUser acme(String userId, @Nullable String principalName) {
        return user(MSP, "acme", "tenant", userId, principalName);
    }

    private void save(CompanyUser... users) {
        change(session -> session.companyUsers().save(List.of(users)));
    }

    private Optional<CompanyUser> get(String userId) {
        return read(session -> session.companyUsers().get(MSP, "tenant", userId));
    }

    private List<CompanyUser> candidates(@Nullable String objectId, @Nullable String principalName) {
        return read(session -> session.companyUsers().candidates(MSP, "acme", objectId, principalName));
    }

    private List<CompanyUser> page(@Nullable String after, int limit) {
        return read(session -> session.companyUsers().page(MSP, "tenant", after, limit));
    }

    private long count() {
        return read(session -> session.companyUsers().count(MSP, "tenant"));
    }

    private int removeAll(String connectionId) {
        return write(session -> session.companyUsers().removeAll(MSP, connectionId));
    }

    @Test
    void thereIsNobodyAtFirst() {
        assertThat(get("u1")).isEmpty();
        assertThat(candidates("u1", "a@acme.example")).isEmpty();
        assertThat(page(null, 9)).isEmpty();
        assertThat(count()).isZero();
        assertThat(removeAll("tenant")).isZero();
        save();
        assertThat(page(null, 9)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aUserIsKeptWithAllTheFields(AccountState state) {
        CompanyUser full = fullUser(state);
        DirectoryRef ref = full.directory();
        save(full);
        assertOptional(session -> session.companyUsers().get(MSP, ref.connectionId(), ref.userId()))
                .contains(full);
        assertList(session -> session.companyUsers().page(MSP, ref.connectionId(), null, 9))
                .containsExactly(full);
        assertList(session ->
                        session.companyUsers().candidates(MSP, full.companyId(), ref.userId(), full.principalName()))
                .containsExactly(full);
        assertList(session -> session.companyUsers().candidates(MSP, full.companyId(), null, full.principalName()))
                .containsExactly(full);
        CompanyUser bare = new CompanyUser(MSP, full.companyId(), ref, null, null, "", List.of(), state, List.of(), 0);
        save(bare);
        assertOptional(session -> session.companyUsers().get(MSP, ref.connectionId(), ref.userId()))
                .contains(bare);
        assertList(session -> session.companyUsers().candidates(MSP, full.companyId(), null, full.principalName()))
                .isEmpty();
        CompanyUser longest = new CompanyUser(
                MSP,
                full.companyId(),
                ref,
                longText(),
                longText(),
                longText(),
                full.phones(),
                state,
                List.of(),
                Long.MAX_VALUE);
        save(longest);
        assertList(session -> session.companyUsers().candidates(MSP, full.companyId(), null, longText()))
                .containsExactly(longest);
    }

    @Test
    void aUserTakesThePlaceOfTheSameDirectorysUserAndTheLastOfOneCallCounts() {
        save(acme("u1", "old@acme.example"), acme("u2", "b@acme.example"), acme("u1", "new@acme.example"));
        assertThat(get("u1")).contains(acme("u1", "new@acme.example"));
        assertThat(page(null, 9)).hasSize(2);
        assertThat(candidates(null, "old@acme.example")).isEmpty();

        save(acme("u1", "new@acme.example"));
        assertThat(candidates(null, "new@acme.example")).containsExactly(acme("u1", "new@acme.example"));
        CompanyUser moved = user(MSP, "beta", "tenant", "u1", "new@acme.example");
        save(moved);
        assertThat(candidates("u1", "new@acme.example")).isEmpty();
        assertList(session -> session.companyUsers().candidates(MSP, "beta", "u1", null))
                .containsExactly(moved);
        save(moved.withKnownSince(8));
        assertThat(get("u1")).contains(moved.withKnownSince(8));
        save(moved.gone());
        assertThat(get("u1")).contains(moved.gone());
    }

    @Test
    void candidatesAreFoundByObjectIdAndByPrincipalNameInAnyCase() {
        CompanyUser sigma = acme("ABCD-ef01", "Ὀδυσσεύς@Acme.example");
        CompanyUser umlaut = acme("u2", "Jörg@acme.example");
        CompanyUser nameless = acme("u3", null);
        save(sigma, umlaut, nameless);
        assertThat(candidates("abcd-EF01", null)).containsExactly(sigma);
        assertThat(candidates(null, "ὈΔΥΣΣΕΎΣ@ACME.EXAMPLE")).containsExactly(sigma);
        assertThat(candidates(null, "JO\u0308RG@acme.example")).as("decomposed").containsExactly(umlaut);
        assertThat(candidates("ABCD-EF01", " ὀδυσσεύσ@acme.example "))
                .as("found by both, given once")
                .containsExactly(sigma);
        assertThat(candidates("u3", "jörg@acme.example")).containsExactlyInAnyOrder(umlaut, nameless);
        assertThat(candidates(null, null)).isEmpty();
        assertThat(candidates("none", "none")).isEmpty();
        assertThat(candidates(null, "jörg")).as("no domain is cut off").isEmpty();
    }

    @Test
    void candidatesAreOfTheCompanyAlone() {
        CompanyUser first = user(MSP, "acme", "tenant", "same", "same@acme.example");
        CompanyUser second = user(MSP, "acme", "other tenant", "SAME", "same@acme.example");
        save(
                first,
                second,
                user(MSP, "ACME", "third", "same", "same@acme.example"),
                user(OTHER_MSP, "acme", "tenant", "same", "same@acme.example"));
        assertThat(candidates("same", null)).containsExactlyInAnyOrder(first, second);
        assertThat(candidates(null, "same@acme.example")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void whoMayBeMeantIsForTheMatchingToDecide() {
        CompanyUser gone = acme("u1", "jane@acme.example").gone();
        CompanyUser present = acme("u2", "Jane@acme.example");
        save(gone, present);
        List<CompanyUser> found = candidates(null, "jane@ACME.example");
        assertThat(found).containsExactlyInAnyOrder(gone, present);
        UserMatch match = UserMatching.over(found.stream().map(Person::of).toList())
                .match(new EventUser(null, "jane@ACME.example"));
        assertThat(match)
                .isEqualTo(new UserMatch.Ambiguous(
                        List.of(Person.of(present), Person.of(gone)), UserMatch.Key.PRINCIPAL_NAME));
    }

    @Test
    void aDirectoryIsGivenPageByPageInTheOrderOfUserIds() {
        // In the order of code points U+FFFD comes before U+1F680, in that of Java's chars after it.
        CompanyUser rocket = acme("\uD83D\uDE80", null);
        CompanyUser replacement = acme("\uFFFD", null).gone();
        CompanyUser small = acme("b", null);
        CompanyUser capital = acme("B", null);
        save(rocket, replacement, small, capital);
        save(user(MSP, "acme", "other tenant", "a", null), user(OTHER_MSP, "acme", "tenant", "a", null));
        assertThat(page(null, 9)).containsExactly(capital, small, replacement, rocket);
        assertThat(page(null, 2)).containsExactly(capital, small);
        assertThat(page("b", 1)).containsExactly(replacement);
        assertThat(page("c", 9)).containsExactly(replacement, rocket);
        assertThat(page("\uD83D\uDE80", 9)).isEmpty();
        assertThat(count()).as("who is gone does not count").isEqualTo(3);
    }

    @Test
    void aDirectoryIsForgottenWithAllItsUsers() {
        CompanyUser stays = user(MSP, "acme", "other tenant", "u1", "a@acme.example");
        CompanyUser theirs = user(OTHER_MSP, "acme", "tenant", "u1", "a@acme.example");
        save(acme("u1", "a@acme.example"), acme("u2", null).gone(), stays, theirs);
        assertThat(removeAll("tenant")).isEqualTo(2);
        assertThat(removeAll("tenant")).isZero();
        assertThat(page(null, 9)).isEmpty();
        assertThat(candidates("u1", "a@acme.example")).containsExactly(stays);
        assertList(session -> session.companyUsers().page(OTHER_MSP, "tenant", null, 9))
                .containsExactly(theirs);
        save(acme("u1", "a@acme.example"));
        assertThat(candidates("u1", null)).hasSize(2);
    }

    @Test
    void twoThousandUsersAreKeptInBatchesAndToldAgain() {
        List<CompanyUser> all = IntStream.range(0, 2_000)
                .mapToObj(i -> acme(String.format("user-%04d", i), "name" + i + "@acme.example"))
                .toList();
        for (int time = 0; time < 2; time++) {
            for (int from = 0; from < all.size(); from += 500) {
                List<CompanyUser> batch = all.subList(from, from + 500);
                change(session -> session.companyUsers().save(batch));
            }
            assertThat(count()).isEqualTo(2_000);
            assertThat(page(null, 5_000)).isEqualTo(all);
        }
        assertThat(candidates("USER-1234", "NAME77@acme.example"))
                .containsExactlyInAnyOrder(all.get(1_234), all.get(77));
        assertThat(removeAll("tenant")).isEqualTo(2_000);
    }

    @Test
    void aWorkThatFailsLeavesUsersAsTheyWere() {
        CompanyUser first = acme("u1", "a@acme.example");
        CompanyUser second = acme("u2", "b@acme.example");
        save(first, second);
        assertThatThrownBy(() -> change(session -> {
                    session.companyUsers().save(List.of(acme("u1", "c@acme.example"), acme("u3", "d@acme.example")));
                    assertThat(session.companyUsers().candidates(MSP, "acme", null, "C@acme.example"))
                            .as("a work sees what it kept")
                            .hasSize(1);
                    session.companyUsers().removeAll(MSP, "tenant");
                    session.companyUsers().save(List.of(acme("u4", "a@acme.example")));
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(page(null, 9)).containsExactly(first, second);
        assertThat(candidates("u1", "b@acme.example")).containsExactlyInAnyOrder(first, second);
        assertThat(candidates("u3", "c@acme.example")).isEmpty();
        assertThat(candidates("u4", "a@acme.example")).containsExactly(first);
    }

    @Test
    void aReadRefusesToKeepOrForgetUsers() {
        save(acme("u1", null));
        assertRefused(() -> read(session -> {
            session.companyUsers().save(List.of(acme("u1", null)));
            return true;
        }));
        assertRefused(() -> read(session -> session.companyUsers().removeAll(MSP, "tenant")));
        assertThat(count()).isOne();
    }

    @Test
    void writersOfTheSameDirectoryDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> works = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                CompanyUser own = acme("own-" + i, "own" + i + "@acme.example");
                CompanyUser shared = acme("shared", "shared@acme.example");
                works.add(callers.submit(() -> save(own, shared)));
            }
            for (Future<?> work : works) {
                work.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(count()).isEqualTo(21);
        assertThat(candidates("shared", "SHARED@acme.example")).hasSize(1);
    }
}

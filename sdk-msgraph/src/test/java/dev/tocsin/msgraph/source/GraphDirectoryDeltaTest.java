package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphDirectoryDeltaTest {
    @Test
    void theFirstReadingTellsAllUsersWholeWithoutReadingAnyOfThemAgain() {
        try (DirectoryStage stage = DirectoryStage.withUsers(25)) {
            stage.simulator.deltaPageSize(10);
            stage.simulator.deltaDuplicates(3);
            List<DirectoryDelta> round = DirectoryStage.round(stage.directory(), null);
            assertThat(round).extracting(DirectoryDelta::more).containsExactly(true, true, false);
            assertThat(round).noneMatch(DirectoryDelta::reset);
            assertThat(DirectoryStage.told(round)).extracting(DirectoryUser::id).doesNotHaveDuplicates();
            assertThat(DirectoryStage.folded(DirectoryStage.told(round))).isEqualTo(stage.truth());
            assertThat(stage.simulator.batchRequests().total()).isZero();
        }
    }

    @Test
    void nothingThatChangedIsOneRequestAndNoUser() {
        try (DirectoryStage stage = DirectoryStage.withUsers(25)) {
            String token = DirectoryStage.token(DirectoryStage.round(stage.directory(), null));
            stage.simulator.requests().clear();
            DirectoryDelta delta = stage.directory().changes(token);
            assertThat(delta.users()).isEmpty();
            assertThat(delta.more()).isFalse();
            assertThat(stage.simulator.requests().all()).hasSize(1);
        }
    }

    @Test
    void whatDidNotChangeIsToldWithWhatDid() {
        try (DirectoryStage stage = DirectoryStage.withUsers(5)) {
            String id = stage.contoso()
                    .addUser(DirectoryStage.fields(
                            "displayName", "Adele Vance",
                            "mobilePhone", "+1 425 555 0100",
                            "businessPhones", List.of("425-555-0101")));
            String token = DirectoryStage.token(DirectoryStage.round(stage.directory(), null));
            stage.contoso().enableUser(id, false);
            assertThat(stage.directory().changes(token).users())
                    .containsExactly(DirectoryStage.expected(stage.contoso().user(id)))
                    .allMatch(user -> user.accountState() == AccountState.DISABLED)
                    .allMatch(user -> "+1 425 555 0100".equals(user.mobilePhone()));
            stage.contoso().editUser(id, DirectoryStage.fields("mobilePhone", null, "businessPhones", List.of()));
            assertThat(stage.directory().changes(token).users()).singleElement().satisfies(user -> {
                assertThat(user.mobilePhone()).isNull();
                assertThat(user.businessPhones()).isEmpty();
                assertThat(user.displayName()).isEqualTo("Adele Vance");
            });
        }
    }

    @Test
    void deletedForAWhileAndForGoodIsGoneAndARestoredUserIsBack() {
        try (DirectoryStage stage = DirectoryStage.withUsers(6)) {
            List<String> ids =
                    stage.contoso().users().stream().map(user -> user.id()).toList();
            List<DirectoryDelta> first = DirectoryStage.round(stage.directory(), null);
            stage.contoso().deleteUser(ids.get(0));
            stage.contoso().purgeUser(ids.get(1));
            List<DirectoryDelta> second = DirectoryStage.round(stage.directory(), DirectoryStage.token(first));
            assertThat(DirectoryStage.told(second))
                    .containsExactlyInAnyOrder(DirectoryUser.gone(ids.get(0)), DirectoryUser.gone(ids.get(1)));
            assertThat(stage.simulator.batchRequests().all())
                    .as("who was deleted for good is not asked for")
                    .singleElement()
                    .satisfies(request -> assertThat(request.path()).endsWith(ids.get(0)));

            stage.contoso().restoreUser(ids.get(0));
            List<DirectoryDelta> third = DirectoryStage.round(stage.directory(), DirectoryStage.token(second));
            assertThat(DirectoryStage.told(third))
                    .containsExactly(DirectoryStage.expected(stage.contoso().user(ids.get(0))));
        }
    }

    @Test
    void whoIsRestoredBeforeBeingReadIsTold() {
        try (DirectoryStage stage = DirectoryStage.withUsers(6)) {
            String id = stage.contoso().users().get(0).id();
            String token = DirectoryStage.token(DirectoryStage.round(stage.directory(), null));
            stage.contoso().deleteUser(id);
            refuseOnce(stage);
            stage.duringTheNextWait(() -> stage.contoso().restoreUser(id));
            assertThat(stage.directory().changes(token).users())
                    .containsExactly(DirectoryStage.expected(stage.contoso().user(id)));
        }
    }

    @Test
    void whoIsDeletedBeforeBeingReadIsGone() {
        try (DirectoryStage stage = DirectoryStage.withUsers(6)) {
            String id = stage.contoso().users().get(0).id();
            String token = DirectoryStage.token(DirectoryStage.round(stage.directory(), null));
            stage.contoso().editUser(id, Map.of("displayName", "New Name"));
            refuseOnce(stage);
            stage.duringTheNextWait(() -> stage.contoso().deleteUser(id));
            assertThat(stage.directory().changes(token).users()).containsExactly(DirectoryUser.gone(id));
        }
    }

    private static void refuseOnce(DirectoryStage stage) {
        stage.simulator
                .batchFaults()
                .next(1, dev.tocsin.simulators.http.Fault.tooManyRequests(Duration.ofSeconds(3)), "GET", "/users/*");
    }

    @Test
    void oldChangesThatComeAgainOutOfOrderAndTwiceLeadToWhatIsNow() {
        try (DirectoryStage stage = DirectoryStage.withUsers(40)) {
            stage.simulator.deltaPageSize(7);
            stage.simulator.deltaDuplicates(2);
            stage.simulator.deltaReplays(25);
            List<String> ids =
                    stage.contoso().users().stream().map(user -> user.id()).toList();
            GraphDirectory directory = stage.directory();
            List<DirectoryDelta> first = DirectoryStage.round(directory, null);
            Map<String, DirectoryUser> known = DirectoryStage.folded(DirectoryStage.told(first));
            String token = DirectoryStage.token(first);
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 12; i++) {
                    String id = ids.get((round * 5 + i) % ids.size());
                    if (known.containsKey(id)) {
                        stage.contoso().editUser(id, Map.of("displayName", "Round " + round + " of " + i));
                    }
                }
                stage.contoso().deleteUser(ids.get(39 - round));
                List<DirectoryDelta> next = DirectoryStage.round(directory, token);
                DirectoryStage.told(next).forEach(user -> DirectoryStage.apply(known, user));
                token = DirectoryStage.token(next);
                assertThat(known).isEqualTo(stage.truth());
            }
        }
    }

    @Test
    void usersWhoChangeWhilePagesAreReadAreRightAfterTheNextRound() {
        try (DirectoryStage stage = DirectoryStage.withUsers(30)) {
            stage.simulator.deltaPageSize(10);
            GraphDirectory directory = stage.directory();
            DirectoryDelta first = directory.changes(null);
            String untold = stage.contoso().users().stream()
                    .map(user -> user.id())
                    .filter(id ->
                            first.users().stream().noneMatch(user -> user.id().equals(id)))
                    .findFirst()
                    .orElseThrow();
            String told = first.users().get(0).id();
            stage.contoso().editUser(told, Map.of("displayName", "Renamed after being told"));
            stage.contoso().deleteUser(first.users().get(1).id());
            stage.contoso().enableUser(untold, false);
            stage.contoso().addUser(Map.of("displayName", "Added meanwhile"));
            List<DirectoryDelta> rest = DirectoryStage.round(directory, first.token());
            Map<String, DirectoryUser> known = DirectoryStage.folded(first.users());
            DirectoryStage.told(rest).forEach(user -> DirectoryStage.apply(known, user));
            DirectoryStage.told(DirectoryStage.round(directory, DirectoryStage.token(rest)))
                    .forEach(user -> DirectoryStage.apply(known, user));
            assertThat(known).isEqualTo(stage.truth());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410})
    void anExpiredTokenBeginsAnewWithAResetOnTheFirstPageOnly(int status) {
        try (DirectoryStage stage = DirectoryStage.withUsers(25)) {
            stage.simulator.deltaPageSize(10);
            stage.simulator.expiredDeltaStatus(status);
            GraphDirectory directory = stage.directory();
            String token = DirectoryStage.token(DirectoryStage.round(directory, null));
            stage.contoso().purgeUser(stage.contoso().users().get(0).id());
            stage.clock.advance(Duration.ofDays(8));
            List<DirectoryDelta> round = DirectoryStage.round(directory, token);
            assertThat(round).extracting(DirectoryDelta::reset).containsExactly(true, false, false);
            assertThat(DirectoryStage.folded(DirectoryStage.told(round))).isEqualTo(stage.truth());
            assertThat(DirectoryStage.round(directory, DirectoryStage.token(round)))
                    .noneMatch(DirectoryDelta::reset);
        }
    }

    @Test
    void aServiceThatAsksForAResyncGetsOneFromThereOn() {
        try (DirectoryStage stage = DirectoryStage.withUsers(25)) {
            stage.simulator.deltaPageSize(10);
            GraphDirectory directory = stage.directory();
            String token = DirectoryStage.token(DirectoryStage.round(directory, null));
            stage.contoso().requireDeltaResync();
            List<DirectoryDelta> round = DirectoryStage.round(directory, token);
            assertThat(round).extracting(DirectoryDelta::reset).containsExactly(true, false, false);
            assertThat(DirectoryStage.folded(DirectoryStage.told(round))).isEqualTo(stage.truth());

            DirectoryDelta firstPage = directory.changes(null);
            stage.contoso().requireDeltaResync();
            assertThat(DirectoryStage.round(directory, firstPage.token()))
                    .extracting(DirectoryDelta::reset)
                    .as("in the midst of the pages")
                    .containsExactly(true, false, false);
        }
    }
}

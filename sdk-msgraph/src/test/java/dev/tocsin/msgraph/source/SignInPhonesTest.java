package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.source.SignInPhoneStatus.State;
import dev.tocsin.simulators.graph.SignInPhoneType;
import dev.tocsin.simulators.graph.SimTenant.SignInPhone;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.RequestMatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignInPhonesTest {
    private static final SignInPhone MOBILE = new SignInPhone(SignInPhoneType.MOBILE, "+1 2065555555");
    private static final SignInPhone OFFICE = new SignInPhone(SignInPhoneType.OFFICE, "+1 2065555556x123");

    /** A user with a phone of the directory, and one without. */
    private static DirectoryStage stage() {
        DirectoryStage stage = DirectoryStage.withUsers(0);
        stage.contoso().addUser(DirectoryStage.fields("displayName", "With", "mobilePhone", "+1 425 555 0100"));
        stage.contoso().addUser(DirectoryStage.fields("displayName", "Without"));
        stage.contoso().signInPhones("with@contoso.example", MOBILE);
        stage.contoso().signInPhones("without@contoso.example", MOBILE, OFFICE);
        return stage;
    }

    /** What is told of each user's phones; {@code null} as text if nothing is. */
    private static Map<String, String> phones(GraphDirectory directory) {
        return directory.users(DirectoryQuery.all(10)).users().stream()
                .collect(Collectors.toMap(
                        user -> String.valueOf(user.displayName()),
                        user -> String.valueOf(user.authenticationPhones())));
    }

    @Test
    void theyAreReadForThoseWhomTheChoiceMeans() {
        try (DirectoryStage stage = stage()) {
            String both = "[+1 2065555555, +1 2065555556x123]";
            assertThat(phones(stage.directory(SignInPhones.IF_NO_OTHER)))
                    .isEqualTo(Map.of("With", "null", "Without", both));
            assertThat(phones(stage.directory(SignInPhones.ALWAYS)))
                    .isEqualTo(Map.of("With", "[+1 2065555555]", "Without", both));
            stage.simulator.batchRequests().clear();
            GraphDirectory never = stage.directory(SignInPhones.NEVER);
            assertThat(phones(never)).isEqualTo(Map.of("With", "null", "Without", "null"));
            assertThat(never.signInPhones()).isEqualTo(new SignInPhoneStatus(State.OFF, 0, 0));
            assertThat(stage.simulator.batchRequests().total()).isZero();
        }
    }

    @Test
    void theyComeWithDeltasAndSingleUsersToo() {
        try (DirectoryStage stage = stage()) {
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            assertThat(directory.user("with@contoso.example"))
                    .map(DirectoryUser::authenticationPhones)
                    .contains(List.of("+1 2065555555"));
            String token = directory.changes(null).token();
            stage.contoso().enableUser("without@contoso.example", false);
            stage.contoso().deleteUser("with@contoso.example");
            assertThat(directory.changes(token).users())
                    .extracting(
                            DirectoryUser::deleted,
                            user -> Objects.requireNonNull(user.authenticationPhones())
                                    .size())
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(false, 2),
                            org.assertj.core.groups.Tuple.tuple(true, 0));
        }
    }

    @Test
    void maskedNumbersAreLeftOutAndCounted() {
        try (DirectoryStage stage = stage()) {
            stage.contoso().maskSignInPhones(true);
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            assertThat(phones(directory)).isEqualTo(Map.of("With", "null", "Without", "null"));
            assertThat(directory.signInPhones()).isEqualTo(new SignInPhoneStatus(State.ON, 3, 0));
        }
    }

    @Test
    void aTenantThatForbidsThemIsAskedAgainAfterAnHourAndItsUsersAreToldWithoutThem() {
        try (DirectoryStage stage = DirectoryStage.withUsers(0)) {
            for (int i = 0; i < 70; i++) {
                stage.contoso().addUser(Map.of("displayName", "User " + i));
                stage.contoso().signInPhones("user." + i + "@contoso.example", MOBILE);
            }
            stage.contoso().grantConsent(Set.of("User.Read.All"));
            GraphDirectory directory = stage.directory(SignInPhones.IF_NO_OTHER);
            DirectoryQuery all = DirectoryQuery.all(100);
            assertThat(directory.users(all).users()).hasSize(70);
            assertThat(directory.signInPhones().state()).isEqualTo(State.FORBIDDEN);
            assertThat(stage.simulator.batchRequests().total())
                    .as("a first batch tells enough")
                    .isEqualTo(20);
            stage.contoso().grantConsent(Set.of("User.Read.All", "UserAuthenticationMethod.Read.All"));
            stage.clock.advance(Duration.ofMinutes(59));
            assertThat(directory.users(all).users()).allMatch(user -> user.authenticationPhones() == null);
            assertThat(stage.simulator.batchRequests().total()).isEqualTo(20);
            stage.clock.advance(Duration.ofMinutes(61));
            assertThat(directory.users(all).users())
                    .allMatch(user -> List.of("+1 2065555555").equals(user.authenticationPhones()));
            assertThat(directory.signInPhones()).isEqualTo(new SignInPhoneStatus(State.ON, 0, 0));
        }
    }

    static List<Fault> passing() {
        return List.of(
                Fault.errorBeforeCommit(500),
                Fault.errorBeforeCommit(503),
                Fault.tooManyRequests(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatFailsForTheMomentFailsThePageSoThatItIsReadAgain(Fault fault) {
        try (DirectoryStage stage = stage()) {
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            stage.simulator
                    .batchFaults()
                    .withProbability(1, fault, new RequestMatch("GET", "/users/*/authentication/phoneMethods"));
            assertThatThrownBy(() -> directory.users(DirectoryQuery.all(10)))
                    .isInstanceOfSatisfying(
                            TocsinException.class,
                            failed -> assertThat(failed.retryAfter()).isPresent());
            assertThatThrownBy(() -> directory.changes(null)).isInstanceOf(TocsinException.class);
            stage.simulator.batchFaults().clear();
            assertThat(phones(directory)).containsEntry("With", "[+1 2065555555]");
        }
    }

    @Test
    void aUserWhoFailsThreePagesWhileOthersAreAnsweredKeepsThemWaitingNoLonger() {
        try (DirectoryStage stage = stage()) {
            String id = stage.contoso().users().get(0).id();
            stage.simulator
                    .batchFaults()
                    .withProbability(
                            1,
                            Fault.errorBeforeCommit(500),
                            new RequestMatch("GET", "/users/" + id + "/authentication/phoneMethods"));
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            for (int page = 1; page <= 2; page++) {
                assertThatThrownBy(() -> phones(directory)).isInstanceOf(TocsinException.class);
            }
            assertThat(phones(directory)).containsValue("null").hasSize(2);
            assertThat(directory.signInPhones().failed()).isEqualTo(1);
        }
    }

    @Test
    void aPermissionThatWasGrantedSinceTheTokenIsUsed() {
        try (DirectoryStage stage = stage()) {
            stage.contoso().grantConsent(Set.of("User.Read.All"));
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            stage.directory(SignInPhones.NEVER).users(DirectoryQuery.all(10));
            stage.contoso().grantConsent(Set.of("User.Read.All", "UserAuthenticationMethod.Read.All"));
            assertThat(phones(directory)).containsEntry("With", "[+1 2065555555]");
        }
    }

    @Test
    void underThrottlingEachTryGetsFurtherUntilNoPhoneIsMissing() {
        try (DirectoryStage stage = DirectoryStage.withUsers(0)) {
            for (int i = 0; i < 200; i++) {
                stage.contoso().addUser(Map.of("displayName", "User " + i));
                stage.contoso().signInPhones("user." + i + "@contoso.example", MOBILE);
            }
            stage.simulator
                    .batchFaults()
                    .withProbability(
                            0.5,
                            Fault.tooManyRequests(Duration.ofSeconds(50)),
                            new RequestMatch("GET", "/users/*/authentication/phoneMethods"));
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            int tries = 0;
            List<DirectoryUser> users = null;
            while (users == null && tries++ < 10) {
                try {
                    users = directory.users(DirectoryQuery.all(300)).users();
                } catch (TocsinException throttled) {
                    stage.clock.advance(throttled.retryAfter().orElseThrow());
                }
            }
            assertThat(tries).as("one try is not enough").isBetween(2, 9);
            assertThat(users)
                    .hasSize(200)
                    .allMatch(user -> List.of("+1 2065555555").equals(user.authenticationPhones()));
        }
    }
}

package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    private static Map<String, List<String>> phones(GraphDirectory directory) {
        return directory.users(DirectoryQuery.all(10)).users().stream()
                .collect(Collectors.toMap(
                        user -> String.valueOf(user.displayName()), DirectoryUser::authenticationPhones));
    }

    @Test
    void theyAreReadForThoseWhomTheChoiceMeans() {
        try (DirectoryStage stage = stage()) {
            List<String> both = List.of("+1 2065555555", "+1 2065555556x123");
            assertThat(phones(stage.directory(SignInPhones.IF_NO_OTHER)))
                    .isEqualTo(Map.of("With", List.of(), "Without", both));
            assertThat(phones(stage.directory(SignInPhones.ALWAYS)))
                    .isEqualTo(Map.of("With", List.of("+1 2065555555"), "Without", both));
            stage.simulator.batchRequests().clear();
            GraphDirectory never = stage.directory(SignInPhones.NEVER);
            assertThat(phones(never)).isEqualTo(Map.of("With", List.of(), "Without", List.of()));
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
                            user -> user.authenticationPhones().size())
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
            assertThat(phones(directory)).isEqualTo(Map.of("With", List.of(), "Without", List.of()));
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
            assertThat(directory.users(all).users())
                    .allMatch(user -> user.authenticationPhones().isEmpty());
            assertThat(stage.simulator.batchRequests().total()).isEqualTo(20);
            stage.clock.advance(Duration.ofMinutes(61));
            assertThat(directory.users(all).users())
                    .allMatch(user -> user.authenticationPhones().equals(List.of("+1 2065555555")));
            assertThat(directory.signInPhones()).isEqualTo(new SignInPhoneStatus(State.ON, 0, 0));
        }
    }

    @Test
    void aUserWhosePhonesCannotBeReadIsToldWithoutThem() {
        try (DirectoryStage stage = stage()) {
            stage.simulator
                    .batchFaults()
                    .withProbability(
                            1,
                            Fault.errorBeforeCommit(500),
                            new RequestMatch("GET", "/users/*/authentication/phoneMethods"));
            GraphDirectory directory = stage.directory(SignInPhones.ALWAYS);
            assertThat(phones(directory)).isEqualTo(Map.of("With", List.of(), "Without", List.of()));
            assertThat(directory.signInPhones()).isEqualTo(new SignInPhoneStatus(State.ON, 0, 2));
        }
    }
}

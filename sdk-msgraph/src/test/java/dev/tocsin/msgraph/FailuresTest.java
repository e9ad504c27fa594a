package dev.tocsin.msgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.simulators.graph.Throttling;
import dev.tocsin.simulators.http.Fault;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Stage stage = new Stage();
    private final MicrosoftGraph graph = stage.graph();
    private final GraphTenant contoso = graph.tenant(stage.contoso().id());

    @AfterEach
    void stop() {
        stage.close();
    }

    private void readUsers() {
        contoso.call("reading users", () -> contoso.client().users().get());
    }

    private void readSignIns() {
        contoso.call(
                "reading sign-ins", () -> contoso.client().auditLogs().signIns().get());
    }

    private void sendNothing() {
        contoso.call("sending mail", () -> {
            contoso.client()
                    .users()
                    .byUserId("alerts@contoso.example")
                    .sendMail()
                    .post(new SendMailPostRequestBody());
            return true;
        });
    }

    private static <T extends TocsinException> T thrown(
            Class<T> type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(type, call);
    }

    @Test
    void aMissingPermissionIsNamedFromTheToken() {
        stage.contoso().grantConsent(Set.of("Organization.Read.All"));
        GraphAccessException refused = thrown(GraphAccessException.class, this::readUsers);
        assertThat(refused.problem()).isEqualTo(AccessProblem.MISSING_PERMISSION);
        assertThat(refused.permission()).contains("User.Read.All");
        assertThat(refused.getMessage()).contains("reading users").contains("consent anew");
        assertThat(thrown(GraphAccessException.class, this::readSignIns).permission())
                .contains("AuditLog.Read.All");
        assertThat(thrown(GraphAccessException.class, this::sendNothing).permission())
                .contains("Mail.Send");
        assertThat(thrown(
                                GraphAccessException.class,
                                () -> contoso.raw(
                                        "reading phones",
                                        contoso.client()
                                                .users()
                                                .byUserId("x@contoso.example")
                                                .authentication()
                                                .phoneMethods()
                                                .toGetRequestInformation()))
                        .permission())
                .contains("UserAuthenticationMethod.Read.All");
    }

    @Test
    void aMissingLicenceIsNoMissingPermission() {
        stage.contoso().premium(false);
        assertThat(thrown(GraphAccessException.class, this::readSignIns).problem())
                .isEqualTo(AccessProblem.NO_PREMIUM_LICENCE);
    }

    @Test
    void aRefusalOfGraphKeepsItsCodeAndRequestId() {
        ApiException refused = thrown(
                ApiException.class,
                () -> contoso.call(
                        "reading a user",
                        () -> contoso.client().users().byUserId("nobody").get()));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).contains("Request_ResourceNotFound");
        assertThat(refused.requestId()).isNotEmpty();
        assertThat(refused.execution()).isEqualTo(Execution.NOT_EXECUTED);
    }

    @Test
    void whoUsesTheOfficialClientAloneGetsItsOwnExceptions() {
        assertThatThrownBy(() -> contoso.client().users().byUserId("nobody").get())
                .isInstanceOf(ODataError.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void theCallersOwnExceptionsGoThrough() {
        IllegalStateException own = new IllegalStateException("mine");
        assertThatThrownBy(() -> contoso.call("x", () -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void aReadIsRepeatedAndAWriteIsNot() {
        stage.simulator.faults().next(2, Fault.errorBeforeCommit(503), "*", "/users/**");
        readUsers();
        assertThat(stage.simulator.requests().count("GET", "/users")).isEqualTo(1 + 2);
        stage.simulator.faults().next(2, Fault.errorBeforeCommit(503), "*", "/users/**");
        assertThat(thrown(ApiException.class, this::sendNothing).execution()).isEqualTo(Execution.UNKNOWN);
        assertThat(stage.simulator.requests().count("POST", "/users/*/sendMail"))
                .isEqualTo(1);
    }

    @Test
    void aLostAnswerIsUnknownForAWriteOnly() {
        stage.simulator.faults().next(9, Fault.dropAfterCommit(), "*", "/users/**");
        assertThat(thrown(TocsinException.class, this::sendNothing).execution()).isEqualTo(Execution.UNKNOWN);
        assertThat(thrown(TocsinException.class, this::readUsers).execution()).isEqualTo(Execution.NOT_EXECUTED);
    }

    @Test
    void pagesOfAProxyAndBrokenJsonAreToldAsSuch() {
        stage.simulator.faults().next(9, Fault.htmlBeforeCommit(), "GET", "/users");
        assertThat(thrown(TocsinException.class, this::readUsers).getMessage()).contains("not sound JSON");
        stage.simulator.faults().clear();
        stage.simulator.faults().next(9, Fault.garbageJson(), "GET", "/users");
        assertThat(thrown(TocsinException.class, this::readUsers).getMessage()).contains("not sound JSON");
        stage.simulator.faults().clear();
        stage.simulator.faults().next(9, Fault.proxyTooManyRequests(Duration.ofSeconds(1)), "GET", "/users");
        assertThat(thrown(ApiException.class, this::readUsers).status()).isEqualTo(429);
    }

    @Test
    void a429OfOneLanePausesThatLaneOfThatTenantAlone() {
        stage.fabrikam().grantConsent(Set.of("AuditLog.Read.All"));
        GraphTenant fabrikam = graph.tenant(stage.fabrikam().id());
        stage.simulator.faults().next(1, Fault.tooManyRequests(Duration.ofMinutes(30)), "GET", "/auditLogs/signIns");
        assertThat(thrown(ApiException.class, this::readSignIns).retryAfter()).contains(Duration.ofMinutes(30));
        TransportException later = thrown(TransportException.class, this::readSignIns);
        assertThat(later.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofMinutes(25)));
        readUsers();
        fabrikam.call(
                "reading sign-ins",
                () -> fabrikam.client().auditLogs().signIns().get());
        assertThat(stage.sleeper.sleeps()).isEmpty();
    }

    @Test
    void logsAreReadAtTheDocumentedRateWithoutMeetingTheLimit() {
        stage.simulator.throttling(Throttling.documented());
        for (int i = 0; i < 40; i++) {
            readSignIns();
        }
        assertThat(stage.simulator.requests().all()).noneMatch(request -> request.status() == 429);
        assertThat(stage.simulator.requests().count("GET", "/auditLogs/signIns"))
                .isEqualTo(40);
    }

    @Test
    void aPermissionThatIsGrantedAndYetRefusedIsAnotherMatter() {
        stage.contoso().grantConsent(Set.of("User.Read.All"));
        readUsers();
        Failures failures = new Failures("t", stage.clock, () -> java.util.Optional.of(Set.of("Mail.Send")));
        TocsinException refused = failures.of(
                "sending mail",
                new dev.tocsin.msgraph.internal.ErrorAnswer(
                        "POST", "/users/a/sendMail", 403, "ErrorAccessDenied", "Access is denied.", null, null));
        assertThat(refused).isInstanceOfSatisfying(GraphAccessException.class, access -> {
            assertThat(access.problem()).isEqualTo(AccessProblem.OTHER);
            assertThat(access.getMessage()).contains("application access policy");
        });
    }
}

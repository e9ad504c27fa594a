package dev.tocsin.msgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.simulators.graph.TokenRefusal;
import dev.tocsin.simulators.http.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private static final String TOKEN = "/*/oauth2/v2.0/token";

    private final Stage stage = new Stage();
    private final MicrosoftGraph graph = stage.graph();
    private final GraphTenant contoso = graph.tenant(stage.contoso().id());
    private final GraphTenant fabrikam = graph.tenant(stage.fabrikam().id());

    @AfterEach
    void stop() {
        stage.close();
    }

    private static GraphAccessException refusal(GraphTenant tenant) {
        return catchThrowableOfType(GraphAccessException.class, tenant::organization);
    }

    @Test
    void manyThreadsAskForOneToken() throws Exception {
        stage.simulator.latency(Duration.ofMillis(30));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Organization>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(threads.submit(contoso::organization));
        }
        for (Future<Organization> answer : answers) {
            assertThat(answer.get().id()).isEqualTo(contoso.tenantId());
        }
        threads.shutdown();
        assertThat(stage.tokenRequests()).isEqualTo(1);
    }

    @Test
    void aTokenIsRenewedTwoMinutesBeforeItsEnd() {
        contoso.organization();
        stage.clock.advance(Duration.ofSeconds(3_599 - 121));
        contoso.organization();
        assertThat(stage.tokenRequests()).isEqualTo(1);
        stage.clock.advance(Duration.ofSeconds(2));
        contoso.organization();
        assertThat(stage.tokenRequests()).isEqualTo(2);
    }

    @Test
    void theOldTokenServesWhileAnEarlyRenewalFails() {
        contoso.organization();
        stage.clock.advance(Duration.ofSeconds(3_599 - 100));
        stage.simulator.faults().next(3, Fault.errorBeforeCommit(503), "POST", TOKEN);
        contoso.organization();
        contoso.organization();
        assertThat(stage.tokenRequests()).isEqualTo(1 + 3);
    }

    @Test
    void aTokenRequestIsSentAgainAfterTroubleSinceItChangesNothing() {
        stage.simulator
                .faults()
                .next(1, Fault.errorAfterCommit(503), "POST", TOKEN)
                .next(1, Fault.dropAfterCommit(), "POST", TOKEN);
        contoso.organization();
        assertThat(stage.tokenRequests()).isEqualTo(3);
        assertThat(stage.sleeper.sleeps()).contains(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aPauseOfTheLoginServiceIsKeptAndItsRepeatsAreBounded() {
        stage.simulator.faults().next(9, Fault.tooManyRequests(Duration.ofSeconds(20)), "POST", TOKEN);
        TocsinException failure = catchThrowableOfType(TocsinException.class, contoso::organization);
        assertThat(failure.execution()).isEqualTo(Execution.NOT_EXECUTED);
        assertThat(stage.tokenRequests()).isEqualTo(3);
        assertThat(stage.sleeper.sleeps()).contains(Duration.ofSeconds(20));
    }

    @Test
    void aRefusalIsBelievedForAMinute() {
        assertThat(refusal(fabrikam).problem()).isEqualTo(AccessProblem.NO_CONSENT);
        for (int i = 0; i < 20; i++) {
            refusal(fabrikam);
        }
        assertThat(stage.tokenRequests()).isEqualTo(1);
        stage.clock.advance(Duration.ofSeconds(61));
        refusal(fabrikam);
        assertThat(stage.tokenRequests()).isEqualTo(2);
        contoso.organization();
    }

    @Test
    void aRefusalIsForgottenOnRequest() {
        refusal(fabrikam);
        stage.fabrikam().grantConsent(java.util.Set.of("Organization.Read.All"));
        graph.forget(fabrikam.tenantId());
        assertThat(fabrikam.organization().id()).isEqualTo(fabrikam.tenantId());
    }

    @Test
    void aRevokedTokenIsReplacedOnceAndTheRequestSentAgain() {
        contoso.organization();
        stage.simulator.revokeTokens();
        stage.clock.advance(Duration.ofSeconds(1));
        contoso.organization();
        assertThat(stage.tokenRequests()).isEqualTo(2);
        assertThat(stage.simulator.requests().count("GET", "/organization")).isEqualTo(3);
    }

    @Test
    void aTenantWhoseTokensAreAlwaysRefusedDoesNotHammerTheLoginService() {
        GraphTenant broken = stage.graph(AppCredential.tokens(
                        request -> reactor.core.publisher.Mono.just(new com.azure.core.credential.AccessToken(
                                "not.a.token",
                                java.time.OffsetDateTime.now(stage.clock).plusHours(1)))))
                .tenant(stage.contoso().id());
        for (int i = 0; i < 5; i++) {
            GraphAccessException refused = refusal(broken);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.getMessage()).contains("GraphCloud");
        }
        assertThat(stage.simulator.requests().count("GET", "/organization")).isEqualTo(5 + 1);
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() {
        String claims = "{\"tid\":\"" + stage.fabrikam().id() + "\",\"roles\":[]}";
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".e30";
        MicrosoftGraph ofHost = stage.graph(AppCredential.tokens(
                request -> reactor.core.publisher.Mono.just(new com.azure.core.credential.AccessToken(
                        token, java.time.OffsetDateTime.now(stage.clock).plusHours(1)))));
        GraphAccessException refused = refusal(ofHost.tenant(stage.contoso().id()));
        assertThat(refused.problem()).isEqualTo(AccessProblem.BAD_CREDENTIAL);
        assertThat(refused.getMessage()).contains("another tenant").doesNotContain(token);
        assertThat(stage.simulator.requests().count("GET", "/organization")).isZero();
    }

    @Test
    void consentTakenAwayIsToldByNameAfterForget() {
        contoso.organization();
        stage.contoso().revokeConsent();
        graph.forget(contoso.tenantId());
        GraphAccessException refused = refusal(graph.tenant(contoso.tenantId()));
        assertThat(refused.problem()).isEqualTo(AccessProblem.NO_CONSENT);
        assertThat(refused.code()).contains("AADSTS700016");
        assertThat(refused.getMessage()).contains("let one consent anew").contains(contoso.tenantId());
        assertThat(refused.execution()).isEqualTo(Execution.NOT_EXECUTED);
    }

    @ParameterizedTest
    @CsvSource({
        "CONSENT_REQUIRED,NO_CONSENT,AADSTS65001",
        "CONDITIONAL_ACCESS,CONDITIONAL_ACCESS,AADSTS53003",
        "TENANT_DELETED,TENANT_DELETED,AADSTS5000224",
        "TENANT_DISABLED,OTHER,AADSTS500014",
        "APP_DISABLED,NO_CONSENT,AADSTS7000112"
    })
    void aRefusalOfTheLoginServiceIsAProblemByName(TokenRefusal refusal, AccessProblem problem, String code) {
        stage.contoso().refuseTokens(refusal);
        GraphAccessException refused = refusal(contoso);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.code()).contains(code);
        assertThat(stage.tokenRequests()).isEqualTo(1);
    }

    @Test
    void aTransientRefusalOfTheLoginServiceIsTriedAgain() {
        stage.contoso().refuseTokens(TokenRefusal.TEMPORARY);
        assertThatThrownBy(contoso::organization).isInstanceOf(TransportException.class);
        assertThat(stage.tokenRequests()).isEqualTo(3);
        stage.contoso().allowTokens();
        contoso.organization();
    }

    @Test
    void anUnknownTenantIsToldAsSuch() {
        assertThat(refusal(graph.tenant("nowhere.example")).problem()).isEqualTo(AccessProblem.TENANT_UNKNOWN);
        assertThat(refusal(graph.tenant("00000000-0000-4000-8000-00000000dead")).problem())
                .isEqualTo(AccessProblem.TENANT_UNKNOWN);
    }

    @Test
    void aWrongOrExpiredSecretIsToldWithoutIt() {
        GraphTenant wrong = stage.graph(AppCredential.secret(Secret.of("s3cr3t-of-mine")))
                .tenant(stage.contoso().id());
        GraphAccessException refused = refusal(wrong);
        assertThat(refused.problem()).isEqualTo(AccessProblem.BAD_CREDENTIAL);
        assertThat(refused.code()).contains("AADSTS7000215");
        assertThat(refused.toString()).doesNotContain("s3cr3t");
        stage.simulator.addSecret("old-s3cr3t", stage.clock.instant().minusSeconds(1));
        refused = refusal(stage.graph(AppCredential.secret(Secret.of("old-s3cr3t")))
                .tenant(stage.contoso().id()));
        assertThat(refused.code()).contains("AADSTS7000222");
        assertThat(refused.getMessage()).contains("expired");
    }

    @Test
    void aPermissionThatWasGrantedSinceTheTokenIsUsedAtOnceAndTheLackOfItRenewsNoMoreThanOnceAMinute() {
        stage.contoso().grantConsent(Set.of("Organization.Read.All"));
        contoso.organization();
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(GraphAccessException.class, () -> users(contoso))
                            .problem())
                    .isEqualTo(AccessProblem.MISSING_PERMISSION);
        }
        assertThat(stage.tokenRequests()).isEqualTo(2);
        stage.contoso().grantConsent(Set.of("Organization.Read.All", "User.Read.All"));
        stage.clock.advance(Duration.ofSeconds(61));
        assertThat(users(contoso)).isNotEmpty();
        assertThat(stage.tokenRequests()).isEqualTo(3);
    }

    private static byte[] users(GraphTenant tenant) {
        return tenant.raw("reading users", tenant.client().users().toGetRequestInformation());
    }

    @Test
    void aSecretThatWasChangedIsTriedAtOnce() {
        AtomicReference<Secret> secret = new AtomicReference<>(Secret.of("old"));
        GraphTenant tenant = stage.graph(AppCredential.rotatingSecret(secret::get))
                .tenant(stage.contoso().id());
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(tenant).problem()).isEqualTo(AccessProblem.BAD_CREDENTIAL);
        }
        assertThat(stage.tokenRequests()).isEqualTo(1);
        secret.set(Secret.of(stage.simulator.clientSecret()));
        assertThat(tenant.organization().id()).isEqualTo(tenant.tenantId());
    }

    @Test
    void grantedPermissionsAreThoseOfTheToken() {
        assertThat(contoso.grantedPermissions())
                .contains("User.Read.All", "Mail.Send")
                .hasSize(6);
    }
}

package dev.tocsin.msgraph.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import com.microsoft.kiota.ApiException;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.middleware.RetryHandler;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelFinding.Level;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.Stage;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.simulators.graph.SimMail;
import dev.tocsin.simulators.graph.TokenRefusal;
import dev.tocsin.simulators.http.Fault;
import java.time.Duration;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphMailChannelTest {
    private static final String SEND = "/users/*/sendMail";
    /** Within it even a busy machine makes a connection and sends. */
    private static final Duration HASTY = Duration.ofSeconds(3);

    private final Stage stage = new Stage();
    private final GraphTenant contoso = stage.graph().tenant(stage.contoso().id());
    private final GraphMailChannel channel = channel(contoso);

    @AfterEach
    void stop() {
        stage.close();
    }

    private static GraphMailChannel channel(GraphTenant tenant) {
        return new GraphMailChannel("graph-mail", tenant, "alerts@contoso.example", true);
    }

    private static OutboundMessage message(@Nullable String html) {
        return new OutboundMessage("incident-1/step-2", "tech@msp.example", "Disk full", "Disk C: is full", html);
    }

    private SendOutcome send() {
        return channel.send(message(null));
    }

    private long sent() {
        return stage.simulator.requests().count("POST", SEND);
    }

    @Test
    void anAcceptedMailHasTheWordsTheRecipientAndNoId() {
        assertThat(send()).isEqualTo(new SendOutcome.Accepted(null));
        SimMail mail = stage.simulator.mails().get(0);
        assertThat(mail.subject()).isEqualTo("Disk full");
        assertThat(mail.contentType()).isEqualTo("text");
        assertThat(mail.content()).isEqualTo("Disk C: is full");
        assertThat(mail.to()).containsExactly("tech@msp.example");
        assertThat(mail.saved()).isTrue();
        assertThat(channel.kind()).isEqualTo(ChannelKind.EMAIL);
    }

    @Test
    void aProbeFindsPermissionAndUserWithoutAMail() {
        String user = stage.contoso().users().get(0).id();
        assertThat(new GraphMailChannel("m", contoso, user, true).probe())
                .containsExactly(new ChannelFinding(
                        Level.OK,
                        "mailbox " + user + " of tenant " + contoso.tenantId(),
                        "the app may send, and the user is there"));
        assertThat(new GraphMailChannel("m", contoso, "nobody@contoso.example", true).probe())
                .singleElement()
                .matches(finding -> finding.level() == Level.FAULT)
                .matches(finding -> finding.message().contains("Request_ResourceNotFound"));
        assertThat(stage.simulator.mails()).isEmpty();
        assertThat(sent()).isZero();
    }

    @Test
    void aProbeNamesThePermissionThatIsMissing() {
        stage.fabrikam().grantConsent(Set.of("User.Read.All"));
        stage.clock.advance(Duration.ofMinutes(5));
        assertThat(channel(stage.graph().tenant(stage.fabrikam().id())).probe())
                .singleElement()
                .matches(finding -> finding.level() == Level.FAULT)
                .matches(finding -> finding.message().contains("has not the permission Mail.Send"));
    }

    @Test
    void aProbeTellsAServiceThatIsAwayFromAnAppThatIsRefused() {
        stage.simulator.faults().next(20, Fault.errorBeforeCommit(503), "GET", "/users/*");
        assertThat(channel.probe()).singleElement().matches(finding -> finding.level() == Level.UNANSWERED);
        assertThat(channel(stage.graph().tenant(stage.fabrikam().id())).probe())
                .as("no administrator has let the app in")
                .singleElement()
                .matches(finding -> finding.level() == Level.FAULT);
    }

    @Test
    void htmlIsSentAsSuchAndSentItemsCanBeSpared() {
        new GraphMailChannel("m", contoso, "alerts@contoso.example", false).send(message("<b>Disk C:</b>"));
        SimMail mail = stage.simulator.mails().get(0);
        assertThat(mail.contentType()).isEqualTo("html");
        assertThat(mail.content()).isEqualTo("<b>Disk C:</b>");
        assertThat(mail.saved()).isFalse();
    }

    @Test
    void anErrorBeforeAcceptanceIsUnknownAndSentOnce() {
        stage.simulator.faults().next(1, Fault.errorBeforeCommit(503), "POST", SEND);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(1);
        assertThat(stage.simulator.mails()).isEmpty();
    }

    @Test
    void anErrorAfterAcceptanceIsUnknownAndSentOnce() {
        stage.simulator.faults().next(1, Fault.errorAfterCommit(503), "POST", SEND);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(1);
        assertThat(stage.simulator.mails()).hasSize(1);
    }

    @Test
    void aGatewaysTimeoutIsUnknownAndSentOnce() {
        stage.simulator.faults().next(1, Fault.errorAfterCommit(504), "POST", SEND);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aResetAfterTheRequestIsUnknownAndSentOnce() {
        stage.simulator.faults().next(1, Fault.dropAfterCommit(), "POST", SEND);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(1);
        assertThat(stage.simulator.mails()).hasSize(1);
    }

    @Test
    void noAnswerInTimeIsUnknownAndSentOnce() {
        GraphTenant hasty = stage.builder(AppCredential.secret(Secret.of(stage.simulator.clientSecret())))
                .requestTimeout(HASTY)
                .build()
                .tenant(contoso.tenantId());
        hasty.organization();
        stage.simulator.faults().next(1, Fault.commitLateWhileHanging(Duration.ofHours(1)), "POST", SEND);
        assertThat(channel(hasty).send(message(null))).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aPageOfAProxyIsNotAnAcceptedMail() {
        stage.simulator.faults().next(1, Fault.htmlBeforeCommit(), "POST", SEND);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void tooManyRequestsIsNotSentAndSaysWhen() {
        stage.simulator.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(40)), "POST", SEND);
        assertThat(send())
                .isInstanceOfSatisfying(
                        SendOutcome.NotSent.class,
                        not -> assertThat(not.retryAfter()).isEqualTo(Duration.ofSeconds(40)));
        assertThat(sent()).isEqualTo(1);
        contoso.organization();
        assertThat(stage.sleeper.sleeps()).as("the directory is another lane").isEmpty();
        assertThat(send()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(stage.sleeper.sleeps()).contains(Duration.ofSeconds(40));
    }

    @Test
    void aMissingPermissionIsRefusedByName() {
        stage.contoso().grantConsent(Set.of("User.Read.All"));
        assertThat(send())
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains("has not granted Mail.Send"));
    }

    @Test
    void aMailboxThatIsNotThereIsRefused() {
        assertThat(new GraphMailChannel("m", contoso, "nobody@contoso.example", true).send(message(null)))
                .isInstanceOf(SendOutcome.Refused.class);
    }

    @Test
    void withoutConsentNothingIsSentAndMayBeLater() {
        stage.contoso().revokeConsent();
        assertThat(send())
                .isInstanceOfSatisfying(
                        SendOutcome.NotSent.class,
                        not -> assertThat(not.message()).contains("AADSTS700016"));
        assertThat(sent()).isZero();
    }

    @Test
    void withoutALoginServiceNothingIsSentYet() {
        stage.simulator.faults().next(3, Fault.errorBeforeCommit(503), "POST", "/*/oauth2/v2.0/token");
        assertThat(send()).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(sent()).isZero();
    }

    @Test
    void aRevokedTokenIsReplacedAndTheMailSentOnce() {
        contoso.organization();
        stage.simulator.revokeTokens();
        assertThat(send()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(stage.simulator.mails()).hasSize(1);
    }

    @Test
    void aMailBeyondFourMegabytesIsRefusedBeforeItIsSent() {
        OutboundMessage large = new OutboundMessage("k", "tech@msp.example", "s", "x".repeat(4 * 1024 * 1024), null);
        assertThat(channel.send(large))
                .isInstanceOfSatisfying(
                        SendOutcome.Refused.class,
                        refused -> assertThat(refused.message()).contains("4194304"));
        assertThat(sent()).isZero();
    }

    @Test
    void aSenderThatIsNoUserIsRefused() {
        for (String sender : new String[] {"me", "a/b", "a b", ""}) {
            assertThatThrownBy(() -> new GraphMailChannel("m", contoso, sender, true))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("channel.sender");
        }
    }

    @Test
    void theOfficialClientAsItComesSendsTheSameMailFourTimes() {
        assertThat(GraphClientFactory.create().build().interceptors()).hasAtLeastOneElementOfType(RetryHandler.class);
        stage.simulator.faults().next(9, Fault.errorBeforeCommit(503), "POST", SEND);
        // Its own settings but for the waits between, which are real time.
        OkHttpClient itsOwn = GraphClientFactory.create(
                        new RequestOption[] {new RetryHandlerOption((delay, count, request, response) -> true, 3, 0)})
                .build();
        GraphServiceClient official = new GraphServiceClient(new BaseGraphRequestAdapter(
                new AnonymousAuthenticationProvider(),
                stage.simulator.graphUri().toString(),
                itsOwn));
        assertThatThrownBy(() -> official.users()
                        .byUserId("alerts@contoso.example")
                        .sendMail()
                        .post(new SendMailPostRequestBody()))
                .isInstanceOf(ApiException.class);
        assertThat(sent()).isEqualTo(4);
        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sent()).isEqualTo(4 + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSENT_REQUIRED", "CONDITIONAL_ACCESS", "TENANT_DISABLED"})
    void withoutATokenNothingWasSentAndTheMailMayBeSentLater(TokenRefusal refusal) {
        stage.contoso().refuseTokens(refusal);
        assertThat(send()).isInstanceOf(SendOutcome.NotSent.class);
    }
}

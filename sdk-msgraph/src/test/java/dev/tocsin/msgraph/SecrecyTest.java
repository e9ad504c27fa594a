package dev.tocsin.msgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.msgraph.channel.GraphMailChannel;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.EntraAuditFeed;
import dev.tocsin.msgraph.source.GraphDirectory;
import dev.tocsin.msgraph.source.GraphLicences;
import dev.tocsin.msgraph.source.SecurityAlertFeed;
import dev.tocsin.msgraph.source.SignInFeed;
import dev.tocsin.msgraph.source.SignInPhones;
import dev.tocsin.simulators.graph.SignInPhoneType;
import dev.tocsin.simulators.graph.SimTenant.SignInPhone;
import dev.tocsin.simulators.http.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the module's flows log, at the most talkative level. */
class SecrecyTest {
    private static final String PHONE = "2065550147";

    private final Stage stage = new Stage();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
    }

    @AfterEach
    void stop() {
        root.detachAppender(appender);
        root.setLevel(before);
        stage.close();
    }

    private String logged() {
        StringBuilder all = new StringBuilder();
        for (ILoggingEvent event : appender.list) {
            all.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return all.toString();
    }

    /** All that the module does in a tenant. */
    private void everything(MicrosoftGraph graph) {
        String id = stage.contoso().id();
        GraphTenant tenant = graph.tenant(id);
        GraphDirectory directory = new GraphDirectory(tenant, SignInPhones.ALWAYS);
        List<Runnable> flows = List.of(
                () -> graph.prove(id, Set.of("User.Read.All")),
                () -> directory.users(DirectoryQuery.all(10)),
                () -> directory.changes(directory.changes(null).token()),
                () -> directory.user("u@contoso.example"),
                () -> new EntraAuditFeed(tenant, MspId.SINGLE).read(null, stage.clock.instant()),
                () -> new SignInFeed(tenant, MspId.SINGLE).read(null, stage.clock.instant()),
                () -> new SecurityAlertFeed(tenant, MspId.SINGLE).read(null, stage.clock.instant()),
                () -> new GraphLicences(graph).licences(id),
                () -> new GraphMailChannel("m", tenant, "alerts@contoso.example", true)
                        .send(new OutboundMessage("k", "t@msp.example", "s", "call +1 " + PHONE, null)));
        for (Runnable flow : flows) {
            Throwable failed = catchThrowable(flow::run);
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(PHONE, stage.simulator.clientSecret());
            }
        }
    }

    @Test
    void noSecretTokenAssertionOrNumberIsLogged() {
        stage.contoso().addUser(Map.of("displayName", "Phone", "mobilePhone", "+1 " + PHONE));
        stage.contoso().signInPhones("phone@contoso.example", new SignInPhone(SignInPhoneType.MOBILE, "+1 " + PHONE));
        Secret secret = Secret.of(stage.simulator.clientSecret());
        AppCredential credential = AppCredential.rotatingSecret(() -> secret);
        everything(stage.graph(credential));
        for (Fault fault : List.of(
                Fault.errorBeforeCommit(503), Fault.dropAfterCommit(), Fault.garbageJson(), Fault.htmlAfterCommit())) {
            stage.simulator.faults().next(3, fault, "GET", "/users");
            stage.simulator.batchFaults().next(3, Fault.errorBeforeCommit(500), "GET", "/users/*");
            everything(stage.graph(credential));
        }
        everything(stage.graph(AppCredential.secret(Secret.of("wrong-s3cr3t-0815"))));
        stage.contoso().grantConsent(Set.of("Organization.Read.All"));
        everything(stage.graph(credential));

        assertThat(appender.list)
                .extracting(ILoggingEvent::getLoggerName)
                .as("the flows are heard")
                .anyMatch(name -> name.startsWith("dev.tocsin."));
        assertThat(logged())
                .doesNotContain(
                        secret.reveal(), "wrong-s3cr3t-0815", PHONE, "206 555", "Bearer ey", "client_assertion");
        assertThat(logged()).as("a token").doesNotContainPattern("eyJ[A-Za-z0-9_-]{10,}");
    }
}

package dev.tocsin.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelFinding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found out of a mail server without a mail. */
class SmtpProbeTest {
    private final GreenMail mailbox = new GreenMail(LocalSmtp.setup());

    @BeforeEach
    void start() {
        mailbox.start();
        mailbox.setUser("alerts@example.org", "robot", "secret");
    }

    @AfterEach
    void stop() {
        assertThat(mailbox.getReceivedMessages()).as("a probe sends nothing").isEmpty();
        mailbox.stop();
    }

    private SmtpMailChannel.Builder channel(SmtpSecurity security, int port) {
        return SmtpMailChannel.builder("mail", "127.0.0.1")
                .port(port)
                .security(security)
                .from("alerts@example.org", null);
    }

    private SmtpMailChannel.Builder plain() {
        return channel(SmtpSecurity.PLAIN, mailbox.getSmtp().getPort());
    }

    private String subject() {
        return "server 127.0.0.1:" + mailbox.getSmtp().getPort();
    }

    @Test
    void aServerThatTakesTheLoginIsSound() {
        assertThat(plain().login("robot", Secret.of("secret")).build().probe())
                .containsExactly(new ChannelFinding(Level.OK, subject(), "answers in the clear and takes the login"));
        assertThat(plain().build().probe())
                .containsExactly(new ChannelFinding(Level.OK, subject(), "answers in the clear, no login is set"));
    }

    @Test
    void aWrongPasswordIsAFaultWithoutTheWordItself() {
        ChannelFinding finding =
                plain().login("robot", Secret.of("wr0ng-0ne")).build().probe().get(0);
        assertThat(finding.level()).isEqualTo(Level.FAULT);
        assertThat(finding.message()).startsWith("refused access: ").doesNotContain("wr0ng-0ne");
    }

    @Test
    void aServerWithoutStarttlsIsNotSpokenTo() {
        ChannelFinding finding = channel(
                        SmtpSecurity.STARTTLS, mailbox.getSmtp().getPort())
                .login("robot", Secret.of("secret"))
                .build()
                .probe()
                .get(0);
        assertThat(finding.level()).isEqualTo(Level.UNANSWERED);
        assertThat(finding.message()).contains("STARTTLS is required");
    }

    @Test
    void whereNobodyListensThereIsNoConversation() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(channel(SmtpSecurity.PLAIN, closed).build().probe())
                .singleElement()
                .matches(finding -> finding.level() == Level.UNANSWERED)
                .matches(finding -> finding.message().startsWith("no conversation: "));
    }
}

package dev.tocsin.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.testkit.VirtualClock;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail over real connections: to a real server, and to servers that break. */
class SmtpMailChannelTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final OutboundMessage MAIL = new OutboundMessage(
            "i7/e1/s1",
            "tom@example.com",
            "Warnung: Schädling 🦠",
            "Hallo Tom,\n.\nein Punkt allein\n",
            "<p>Hallo <b>Tom</b></p>");

    @TempDir
    static @Nullable Path folder;

    private static @Nullable KeyStore keys;

    private @Nullable AutoCloseable server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void arrivesWithTextAndHtmlAndAStableId() throws Exception {
        GreenMail mailbox = greenMail();
        SmtpMailChannel channel = plain(mailbox.getSmtp().getPort())
                .login("robot", Secret.of("secret"))
                .replyTo("desk@example.com")
                .build();

        SendOutcome outcome = channel.send(MAIL);

        MimeMessage arrived = mailbox.getReceivedMessages()[0];
        assertThat(outcome).isEqualTo(new SendOutcome.Accepted(arrived.getMessageID()));
        assertThat(arrived.getMessageID()).matches("<[0-9a-f]{40}@example\\.org>");
        assertThat(arrived.getSubject()).isEqualTo("Warnung: Schädling 🦠");
        assertThat(arrived.getFrom()[0]).hasToString("=?UTF-8?Q?Tocsin_=C3=BC?= <alerts@example.org>");
        assertThat(arrived.getReplyTo()[0]).hasToString("desk@example.com");
        assertThat(arrived.getRecipients(Message.RecipientType.TO)[0]).hasToString("tom@example.com");
        assertThat(arrived.getSentDate().toInstant()).isEqualTo(NOW);
        assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) arrived.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).containsIgnoringCase("text/plain");
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(MAIL.text());
        assertThat(parts.getBodyPart(1).getContentType()).containsIgnoringCase("text/html");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo(MAIL.html());
    }

    @Test
    void sendsTextAloneWhereThereIsNoHtml() throws Exception {
        GreenMail mailbox = greenMail();

        plain(mailbox.getSmtp().getPort()).build().send(new OutboundMessage("k", "tom@example.com", "S", "Text", null));

        assertThat(mailbox.getReceivedMessages()[0].getContentType()).startsWith("text/plain");
        assertThat(GreenMailUtil.getBody(mailbox.getReceivedMessages()[0])).isEqualTo("Text");
    }

    @Test
    void givesEachAttemptTheSameIdAndEachMessageAnother() throws Exception {
        GreenMail mailbox = greenMail();
        SmtpMailChannel channel = plain(mailbox.getSmtp().getPort()).build();

        SendOutcome first = channel.send(MAIL);
        SendOutcome again = channel.send(MAIL);
        SendOutcome other =
                channel.send(new OutboundMessage("i7/e1/s2", MAIL.to(), MAIL.subject(), MAIL.text(), MAIL.html()));

        assertThat(again).isEqualTo(first);
        assertThat(other).isInstanceOf(SendOutcome.Accepted.class).isNotEqualTo(first);
    }

    @Test
    void speaksTlsFromTheFirstByte() throws Exception {
        ScriptedSmtp scripted = ScriptedSmtp.implicit(command -> null, tls());
        server = scripted;

        SendOutcome outcome = builder("localhost", scripted.port())
                .security(SmtpSecurity.IMPLICIT_TLS)
                .socketFactory(trusting())
                .build()
                .send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(scripted.mails()).hasSize(1);
    }

    @Test
    void doesNotSendToAServerWhoseCertificateNobodyVouchesFor() throws Exception {
        ScriptedSmtp scripted = ScriptedSmtp.implicit(command -> null, tls());
        server = scripted;

        SendOutcome outcome = builder("localhost", scripted.port())
                .security(SmtpSecurity.IMPLICIT_TLS)
                .build()
                .send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(scripted.commands()).isEmpty();
    }

    @Test
    void doesNotSendToAServerWithTheCertificateOfAnother() throws Exception {
        ScriptedSmtp scripted = ScriptedSmtp.implicit(command -> null, tls());
        server = scripted;

        SendOutcome outcome = builder("127.0.0.1", scripted.port())
                .security(SmtpSecurity.IMPLICIT_TLS)
                .socketFactory(trusting())
                .build()
                .send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(scripted.commands()).isEmpty();
    }

    @Test
    void saysNothingOfTheMailBeforeStartTls() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(), tls());

        SendOutcome outcome = builder("localhost", scripted.port())
                .socketFactory(trusting())
                .login("robot", Secret.of("secret"))
                .build()
                .send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(scripted.commands().subList(0, 2)).containsExactly("EHLO example.org", "STARTTLS");
        assertThat(scripted.commands().get(2)).isEqualTo("EHLO example.org");
        assertThat(scripted.commands().get(3)).startsWith("AUTH PLAIN");
        assertThat(scripted.mails()).hasSize(1);
    }

    @Test
    void doesNotSendToAServerWithoutStartTls() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(), null);

        SendOutcome outcome = builder("localhost", scripted.port())
                .login("robot", Secret.of("secret"))
                .build()
                .send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(scripted.commands()).doesNotContain("DATA").noneMatch(line -> line.startsWith("AUTH"));
    }

    @ParameterizedTest
    @CsvSource({
        "connect, 421 busy",
        "connect, 554 no service",
        "connect, reset",
        "MAIL, 451 later",
        "MAIL, 530 authentication required",
        "RCPT, 450 greylisted",
        "RCPT, 452 full",
        "DATA, 451 later",
        "DATA, reset",
        "., 451 later",
        "., 452 full"
    })
    void isNotSentWhereTheServerSaidSoOrNothingWasSaid(String command, String answer) throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(command, answer), null);

        SendOutcome outcome = plain(scripted.port()).build().send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(outcome.toString()).doesNotContain("tom@");
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 sender not allowed, 550",
        "RCPT, 550 5.1.1 <tom@example.com> unknown, 550",
        "DATA, 554 no, 554",
        "., 554 5.7.1 <tom@example.com> looks like spam, 554",
        "., 552 too large, 552"
    })
    void isRefusedWhereTheServerWouldRefuseAgain(String command, String answer, String code) throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(command, answer), null);

        SendOutcome outcome = plain(scripted.port()).build().send(MAIL);

        assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).doesNotContain("tom@");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.RESET, "garbage"})
    void isUnknownWhereTheAnswerToTheEndOfTheMailIsLost(String answer) throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(".", answer), null);

        SendOutcome outcome = plain(scripted.port()).build().send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(scripted.mails()).as("sent once").hasSize(1);
    }

    @Test
    @Timeout(60)
    void isUnknownWhereTheEndOfTheMailIsNotAnswered() throws Exception {
        ScriptedSmtp scripted;
        SendOutcome outcome;
        Duration patience = Duration.ofMillis(300);
        do {
            // On a machine that stands still the other answers may be late as well; then there is more time for each.
            stop();
            scripted = scripted(Map.of(".", ScriptedSmtp.SILENCE), null);
            outcome = plain(scripted.port())
                    .timeouts(Duration.ofSeconds(30), patience, Duration.ofSeconds(30))
                    .build()
                    .send(MAIL);
            patience = patience.multipliedBy(2);
        } while (scripted.mails().isEmpty());

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(scripted.mails()).as("sent once").hasSize(1);
    }

    @Test
    void isNotSentWhereTheConnectionIsLostBeforeTheEndOfTheMail() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of("body", ScriptedSmtp.RESET), null);
        OutboundMessage large = new OutboundMessage("k", "tom@example.com", "S", "words\n".repeat(2_000_000), null);

        SendOutcome outcome = plain(scripted.port()).build().send(large);

        assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(scripted.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void isGivenUpWhereTheServerTookSoLongThatItsHolderMayHaveGivenItUp(String slow) throws Exception {
        VirtualClock clock = VirtualClock.at(NOW);
        ScriptedSmtp scripted = new ScriptedSmtp(
                command -> {
                    if (command.equals(slow)) {
                        clock.advance(Duration.ofSeconds(13));
                    }
                    return null;
                },
                null);
        server = scripted;

        SendOutcome outcome = plain(scripted.port()).clock(clock).build().send(MAIL);

        assertThat(outcome).isInstanceOf(SendOutcome.NotSent.class);
        assertThat(scripted.mails()).isEmpty();
    }

    @ParameterizedTest
    @Timeout(30)
    @CsvSource({"connect, 0, bytes", "connect, 10, time", "EHLO, 10, time", "., 0, bytes", "., 10, time"})
    void doesNotListenForEverToAnAnswerWithoutEnd(String where, int millisPerLine, String bound) throws Exception {
        VirtualClock clock = VirtualClock.at(NOW);
        ScriptedSmtp scripted = new ScriptedSmtp(withoutEnd(clock, where, millisPerLine), null);
        server = scripted;

        SendOutcome outcome = plain(scripted.port()).clock(clock).build().send(MAIL);

        assertGivenUp(outcome, where, clock, bound);
    }

    @ParameterizedTest
    @Timeout(30)
    @CsvSource({"connect, 0, bytes", "EHLO, 10, time", "., 10, time"})
    void doesNotListenForEverToAnAnswerWithoutEndBelowTlsEither(String where, int millisPerLine, String bound)
            throws Exception {
        VirtualClock clock = VirtualClock.at(NOW);
        ScriptedSmtp scripted = ScriptedSmtp.implicit(withoutEnd(clock, where, millisPerLine), tls());
        server = scripted;

        SendOutcome outcome = builder("localhost", scripted.port())
                .security(SmtpSecurity.IMPLICIT_TLS)
                .socketFactory(trusting())
                .clock(clock)
                .build()
                .send(MAIL);

        assertGivenUp(outcome, where, clock, bound);
    }

    @Test
    @Timeout(30)
    void doesNotShakeHandsForEver() throws Exception {
        VirtualClock clock = VirtualClock.at(NOW);
        ServerSocket tarpit = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = tarpit;
        Thread trickle = new Thread(() -> {
            try (Socket socket = tarpit.accept()) {
                // The beginning of a handshake's record of 16 kB, which comes byte by byte.
                socket.getOutputStream().write(new byte[] {22, 3, 3, 64, 0});
                while (true) {
                    clock.advance(Duration.ofMillis(10));
                    socket.getOutputStream().write(0);
                }
            } catch (IOException hungUp) {
                // the client gave it up
            }
        });
        trickle.start();

        SendOutcome outcome = builder("localhost", tarpit.getLocalPort())
                .security(SmtpSecurity.IMPLICIT_TLS)
                .clock(clock)
                .build()
                .send(MAIL);

        assertGivenUp(outcome, "connect", clock, "time");
    }

    @Test
    void makesBoundedConnectionsInWhateverWayTheyAreAskedFor() throws Exception {
        ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server = listener;
        InetAddress host = listener.getInetAddress();
        int port = listener.getLocalPort();
        VirtualClock clock = VirtualClock.at(NOW);
        SocketFactory factory = new BoundedSocketFactory(clock, Duration.ofSeconds(27));

        try (Socket byName = factory.createSocket(host.getHostAddress(), port);
                Socket byAddress = factory.createSocket(host, port);
                Socket fromName = factory.createSocket(host.getHostAddress(), port, host, 0);
                Socket fromAddress = factory.createSocket(host, port, host, 0)) {
            clock.advance(Duration.ofSeconds(28));
            for (Socket socket : List.of(byName, byAddress, fromName, fromAddress)) {
                assertThat(socket.isConnected()).isTrue();
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
                assertThat(socket.isClosed()).isTrue();
            }
        }
    }

    private static Function<String, @Nullable String> withoutEnd(VirtualClock clock, String where, int millisPerLine) {
        return command -> {
            if (command.equals(ScriptedSmtp.FLOOD)) {
                clock.advance(Duration.ofMillis(millisPerLine));
            }
            return command.equals(where) || command.startsWith(where + " ") ? ScriptedSmtp.FLOOD : null;
        };
    }

    private static void assertGivenUp(SendOutcome outcome, String where, VirtualClock clock, String bound) {
        assertThat(outcome).isInstanceOf(where.equals(".") ? SendOutcome.Unknown.class : SendOutcome.NotSent.class);
        Duration passed = Duration.between(NOW, clock.instant());
        assertThat(passed.isZero()).isEqualTo(bound.equals("bytes"));
    }

    @Test
    void isAcceptedWhateverBecomesOfTheGoodbye() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of("QUIT", ScriptedSmtp.RESET), null);

        assertThat(plain(scripted.port()).build().send(MAIL)).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void restsAfterAccessWasRefused() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of("AUTH", "535 5.7.8 bad credentials"), null);
        SmtpMailChannel channel =
                plain(scripted.port()).login("robot", Secret.of("hunter2")).build();

        SendOutcome refused = channel.send(MAIL);
        SendOutcome resting = channel.send(MAIL);

        assertThat(refused)
                .isEqualTo(new SendOutcome.NotSent(((SendOutcome.NotSent) refused).message(), Duration.ofMinutes(5)));
        assertThat(resting)
                .isInstanceOfSatisfying(
                        SendOutcome.NotSent.class,
                        not -> assertThat(not.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(scripted.commands().stream().filter(line -> line.startsWith("AUTH")))
                .hasSize(1);
        assertThat(refused.toString() + resting + channel).doesNotContain("hunter2");
    }

    @Test
    void isNotSentWhereNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(plain(free).build().send(MAIL)).isInstanceOf(SendOutcome.NotSent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tom@example.com, eve@example.com", "Tom <tom@example.com>", "tom", "@example.com",
                        "\"a b\"@example.com",
                "group: tom@example.com;", "tom@example.com@evil.example", "töm@example.com", "tom@",
                        "<tom@example.com>"
            })
    void refusesARecipientThatIsNotOneMailbox(String to) throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(), null);

        assertThat(plain(scripted.port()).build().send(new OutboundMessage("k", to, "S", "T", null)))
                .isInstanceOf(SendOutcome.Refused.class);
        assertThat(scripted.commands()).isEmpty();
    }

    @Test
    void writesADomainOfOtherScriptsInAscii() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(), null);

        plain(scripted.port()).build().send(new OutboundMessage("k", "tom@bücher.example", "S", "T", null));

        assertThat(scripted.commands()).contains("RCPT TO:<tom@xn--bcher-kva.example>");
    }

    @Test
    void letsNothingBecomeAHeaderOrACommand() throws Exception {
        ScriptedSmtp scripted = scripted(Map.of(), null);
        SmtpMailChannel channel = plain(scripted.port()).build();

        assertThatThrownBy(() -> new OutboundMessage("k", "tom@example.com", "S\r\nBcc: eve@example.com", "T", null))
                .isInstanceOf(IllegalArgumentException.class);
        channel.send(new OutboundMessage(
                "k",
                "tom@example.com",
                "S\u2028Bcc: eve@example.com " + "long ".repeat(100),
                "\r\n.\r\nRSET\r\n",
                null));

        String headers = scripted.mails().get(0).split("\n\n", 2)[0];
        assertThat(headers.lines().filter(line -> !line.startsWith(" ")).map(line -> line.split(":", 2)[0]))
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Auto-Submitted",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
        assertThat(scripted.commands()).doesNotContain("RSET");
    }

    @Test
    void refusesSettingsThatAreNotSafe() {
        assertRefused(
                "smtp.security",
                () -> builder("mail.example.com", 25)
                        .security(SmtpSecurity.PLAIN)
                        .build());
        assertRefused(
                "smtp.from", () -> SmtpMailChannel.builder("mail", "localhost").build());
        assertRefused(
                "smtp.from",
                () -> SmtpMailChannel.builder("mail", "localhost")
                        .from("a@b.example\r\nBcc: c@d.example", null)
                        .build());
        assertRefused(
                "smtp.from",
                () -> SmtpMailChannel.builder("mail", "localhost")
                        .from("a@b.example", "Name\r\nBcc: c@d.example")
                        .build());
        assertRefused(
                "smtp.replyTo",
                () -> SmtpMailChannel.builder("mail", "localhost").replyTo("a@b, c@d"));
        assertRefused(
                "smtp.port", () -> SmtpMailChannel.builder("mail", "localhost").port(0));
        assertRefused("smtp.host", () -> SmtpMailChannel.builder("mail", "bad host"));
        assertThat(builder("mail.example.com", 587).build().kind()).isEqualTo(ChannelKind.EMAIL);
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessageContaining(field);
    }

    private GreenMail greenMail() {
        GreenMail mailbox = new GreenMail(LocalSmtp.setup());
        mailbox.setUser("alerts@example.org", "robot", "secret");
        mailbox.start();
        server = mailbox::stop;
        return mailbox;
    }

    private ScriptedSmtp scripted(Map<String, String> answers, @Nullable SSLContext tls) throws Exception {
        Function<String, @Nullable String> script = answers::get;
        ScriptedSmtp scripted = new ScriptedSmtp(script, tls);
        server = scripted;
        return scripted;
    }

    private static SmtpMailChannel.Builder plain(int port) {
        return builder("127.0.0.1", port).security(SmtpSecurity.PLAIN);
    }

    private static SmtpMailChannel.Builder builder(String host, int port) {
        return SmtpMailChannel.builder("mail", host)
                .port(port)
                .from("alerts@example.org", "Tocsin ü")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** A key made for this run, with a certificate for localhost by that name only. */
    private static KeyStore keys() throws Exception {
        if (keys == null) {
            Path file = Path.of(String.valueOf(folder), "keys.p12");
            Process made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "mail",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            "changeit")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(made.waitFor()).as(said).isZero();
            keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        }
        return keys;
    }

    private static SSLContext tls() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys(), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    private static SSLSocketFactory trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        KeyStore keys = keys();
        for (String alias : Collections.list(keys.aliases())) {
            trusted.setCertificateEntry(alias, keys.getCertificate(alias));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}

package dev.tocsin.notify.smtp;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelFinding.Level;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Mail by a server that speaks SMTP (RFC 5321), one connection for one message. Each attempt of a message has the same {@code Message-ID}, so
 * that a double can be recognised, and most mailboxes show one only. Thread-safe.
 *
 * <p>What the outcome says: not connected, access refused, or 4xx: not sent. 5xx: refused. A connection that is lost after the end of the
 * message has left, and before the server answered: unknown. After a refusal of access nothing is tried for a while, so that a wrong
 * password does not lock the mailbox.
 */
public final class SmtpMailChannel implements Channel {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,255}");
    /** Login needed, too weak, refused, or to be encrypted (RFC 4954, section 6). */
    private static final Set<Integer> ACCESS = Set.of(530, 534, 535, 538);

    private static final int LARGEST_PORT = 65_535;

    private final String id;
    private final String host;
    private final int port;
    private final SmtpSecurity security;
    private final @Nullable String user;
    private final @Nullable Secret password;
    private final MailLetter letters;
    private final Duration rest;
    private final Duration handOver;
    private final Clock clock;
    private final Session session;
    private final AtomicReference<@Nullable Instant> restsUntil = new AtomicReference<>();

    private SmtpMailChannel(Builder settings, InternetAddress from) {
        id = settings.id;
        host = settings.host;
        security = settings.security;
        port = settings.port == 0 ? security.usualPort() : settings.port;
        user = settings.user;
        password = settings.password;
        rest = settings.rest;
        handOver = settings.handOver;
        clock = settings.clock;
        String domain = MailLetter.domain(from);
        session = Session.getInstance(properties(settings, domain));
        letters = new MailLetter(session, from, settings.replyTo, domain, clock);
    }

    /**
     * A builder.
     *
     * @param id the channel's id among the host's channels, such as {@code mail}
     * @param host the server's name
     */
    public static Builder builder(String id, String host) {
        return new Builder(id, host);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        Instant resting = restsUntil.get();
        Instant now = clock.instant();
        if (resting != null && now.isBefore(resting)) {
            return new SendOutcome.NotSent(
                    "the mail server refused access, and rests before it is tried again",
                    Duration.between(now, resting));
        }
        MimeMessage letter;
        try {
            letter = letters.written(message);
        } catch (MessagingException | IllegalArgumentException illegal) {
            // Its words may hold the address.
            return new SendOutcome.Refused(null, "the recipient or the words cannot be put into a mail");
        }
        return sent(letter);
    }

    /** {@inheritDoc} Here: connects, greets, turns to TLS and logs in as for a mail, and leaves. */
    @Override
    public List<ChannelFinding> probe() {
        SmtpConversation conversation = conversation();
        try {
            conversation.connect(host, port, user, password == null ? null : password.reveal());
            return List.of(found(
                    Level.OK,
                    (security == SmtpSecurity.PLAIN ? "answers in the clear" : "answers by TLS")
                            + (user == null ? ", no login is set" : " and takes the login")));
        } catch (AuthenticationFailedException refused) {
            return List.of(found(Level.FAULT, "refused access: " + SmtpReplies.words(refused)));
        } catch (MessagingException unconnected) {
            return List.of(found(Level.UNANSWERED, "no conversation: " + SmtpReplies.words(unconnected)));
        } finally {
            hangUp(conversation);
        }
    }

    private ChannelFinding found(Level level, String message) {
        return new ChannelFinding(level, "server " + host + ":" + port, message);
    }

    private SmtpConversation conversation() {
        return new SmtpConversation(
                session,
                security == SmtpSecurity.IMPLICIT_TLS,
                clock,
                clock.instant().plus(handOver));
    }

    private SendOutcome sent(MimeMessage letter) {
        SmtpConversation conversation = conversation();
        try {
            try {
                conversation.connect(host, port, user, password == null ? null : password.reveal());
            } catch (AuthenticationFailedException refused) {
                restsUntil.set(clock.instant().plus(rest));
                return new SendOutcome.NotSent("the mail server refused access: " + SmtpReplies.words(refused), rest);
            } catch (MessagingException unconnected) {
                return new SendOutcome.NotSent(
                        "no conversation with the mail server: " + SmtpReplies.words(unconnected), null);
            }
            Address[] to = letter.getAllRecipients();
            conversation.sendMessage(letter, to);
            return new SendOutcome.Accepted(SmtpReplies.id(letter));
        } catch (MessagingException failure) {
            return outcome(failure, conversation, letter);
        } catch (RuntimeException broken) {
            String words = "the mail library failed with " + broken.getClass().getName();
            return conversation.endBegun() ? new SendOutcome.Unknown(words) : new SendOutcome.NotSent(words, null);
        } finally {
            hangUp(conversation);
        }
    }

    private static SendOutcome outcome(MessagingException failure, SmtpConversation conversation, MimeMessage letter) {
        if (conversation.taken()) {
            return new SendOutcome.Accepted(SmtpReplies.id(letter));
        }
        String words = SmtpReplies.words(failure);
        int code = SmtpReplies.code(failure);
        if (ACCESS.contains(code)) {
            return new SendOutcome.NotSent("the mail server wants another login: " + words, null);
        }
        if (code >= 500 && code < 600) {
            return new SendOutcome.Refused(String.valueOf(code), "the mail server refused the mail: " + words);
        }
        if (conversation.endBegun() && (code < 400 || code >= 600)) {
            return new SendOutcome.Unknown("the connection was lost before the mail server answered: " + words);
        }
        return new SendOutcome.NotSent("the mail server did not take the mail: " + words, null);
    }

    private static void hangUp(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException | RuntimeException late) {
            // What became of the mail is known already.
        }
    }

    private static Properties properties(Builder settings, String domain) {
        String protocol = settings.security == SmtpSecurity.IMPLICIT_TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "connectiontimeout", millis(settings.connectTimeout));
        properties.setProperty(prefix + "timeout", millis(settings.readTimeout));
        properties.setProperty(prefix + "writetimeout", millis(settings.writeTimeout));
        properties.setProperty(prefix + "localhost", settings.name == null ? domain : settings.name);
        properties.setProperty(prefix + "auth", String.valueOf(settings.user != null));
        properties.setProperty(prefix + "auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty(prefix + "quitwait", "false");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        if (settings.security == SmtpSecurity.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        SSLSocketFactory tls = settings.socketFactory == null
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : settings.socketFactory;
        Duration whole = settings.handOver.plus(settings.readTimeout);
        if (settings.security == SmtpSecurity.IMPLICIT_TLS) {
            properties.put(prefix + "ssl.socketFactory", new BoundedTlsSocketFactory(tls, settings.clock, whole));
        } else {
            properties.put(prefix + "socketFactory", new BoundedSocketFactory(settings.clock, whole));
            properties.put(prefix + "ssl.socketFactory", tls);
        }
        // Else the library would try once more, without bounds, where a bounded connection fails.
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    @Override
    public String toString() {
        return "SmtpMailChannel[" + id + " by " + host + ":" + port + "]";
    }

    /** Gathers the settings of a channel. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String host;
        private int port;
        private SmtpSecurity security = SmtpSecurity.STARTTLS;
        private @Nullable String user;
        private @Nullable Secret password;
        private @Nullable String from;
        private @Nullable String fromName;
        private @Nullable InternetAddress replyTo;
        private @Nullable String name;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration readTimeout = Duration.ofSeconds(15);
        private Duration writeTimeout = Duration.ofSeconds(10);
        private Duration handOver = Duration.ofSeconds(12);
        private Duration rest = Duration.ofMinutes(5);
        private @Nullable SSLSocketFactory socketFactory;
        private Clock clock = Clock.systemUTC();

        private Builder(String id, String host) {
            if (id.isBlank()) {
                throw new ConfigurationException("channel.id", "is missing");
            }
            if (!HOST.matcher(host).matches()) {
                throw new ConfigurationException("smtp.host", "must be a name or an address");
            }
            this.id = id;
            this.host = host;
        }

        /** The port; by default the one that is usual for the security. */
        public Builder port(int value) {
            if (value < 1 || value > LARGEST_PORT) {
                throw new ConfigurationException("smtp.port", "must be 1 to " + LARGEST_PORT + ", but is " + value);
            }
            port = value;
            return this;
        }

        /** How the connection is protected; {@link SmtpSecurity#STARTTLS} by default. */
        public Builder security(SmtpSecurity value) {
            security = Objects.requireNonNull(value, "security");
            return this;
        }

        /** User and password; without them the server is not asked to let us in. */
        public Builder login(String userName, Secret secret) {
            if (userName.isBlank() || hasControl(userName)) {
                throw new ConfigurationException("smtp.user", "must be one line, and not blank");
            }
            user = userName;
            password = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /**
         * Who the mail is from.
         *
         * @param address the mail address, without a name
         * @param shown the name to show, or null for none
         */
        public Builder from(String address, @Nullable String shown) {
            from = address;
            fromName = shown;
            return this;
        }

        /** Where answers go; by default to whom the mail is from. */
        public Builder replyTo(String address) {
            replyTo = MailLetter.address("smtp.replyTo", address, null);
            return this;
        }

        /** The name by which we greet the server; by default the domain of the sender's address. */
        public Builder ownName(String value) {
            if (!HOST.matcher(value).matches()) {
                throw new ConfigurationException("smtp.ownName", "must be a name or an address");
            }
            name = value;
            return this;
        }

        /**
         * The limits: for making a connection (5 s by default), for each answer (15 s) and for each write (10 s). A server may take a while to
         * answer the end of a mail, and an answer that comes too late leaves the outcome unknown.
         */
        public Builder timeouts(Duration connect, Duration read, Duration write) {
            connectTimeout = positive("smtp.connectTimeout", connect);
            readTimeout = positive("smtp.readTimeout", read);
            writeTimeout = positive("smtp.writeTimeout", write);
            return this;
        }

        /**
         * How long after the beginning the end of a mail may leave, 12 s by default; later it is given up, and was not sent. Together with
         * the limit for an answer it must not be longer than the engine's {@code requestTimeout}, and bounds the whole conversation, whatever
         * the server does; where TLS is spoken from the first byte, that counts from the connection on.
         */
        public Builder handOver(Duration value) {
            handOver = positive("smtp.handOver", value);
            return this;
        }

        /** How long nothing is tried after access was refused, 5 minutes by default. */
        public Builder rest(Duration value) {
            rest = positive("smtp.rest", value);
            return this;
        }

        /** For a server whose certificate the JVM does not trust, such as one of a house of its own. Its name is checked in any case. */
        public Builder socketFactory(SSLSocketFactory value) {
            socketFactory = Objects.requireNonNull(value, "socketFactory");
            return this;
        }

        /** The time; the system's by default. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * The channel.
         *
         * @throws ConfigurationException if there is no sender's address or it is not legal, or a server elsewhere would be spoken to in the clear
         */
        public SmtpMailChannel build() {
            if (security == SmtpSecurity.PLAIN
                    && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
                throw new ConfigurationException(
                        "smtp.security", "PLAIN is legal for a loopback address only; use STARTTLS or IMPLICIT_TLS");
            }
            if (from == null) {
                throw new ConfigurationException("smtp.from", "is missing; legal is a mail address");
            }
            return new SmtpMailChannel(this, MailLetter.address("smtp.from", from, fromName));
        }

        private static boolean hasControl(String text) {
            return text.chars().anyMatch(Character::isISOControl);
        }

        private static Duration positive(String field, Duration value) {
            if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofHours(1)) > 0) {
                throw new ConfigurationException(field, "must be more than zero and at most one hour, but is " + value);
            }
            return value;
        }
    }
}

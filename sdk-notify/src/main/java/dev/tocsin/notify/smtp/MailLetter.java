package dev.tocsin.notify.smtp;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.notify.OutboundMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes messages as mails. Thread-safe. */
final class MailLetter {
    private static final Pattern ASCII = Pattern.compile("[!-~]+");
    private static final int ID_BYTES = 20;

    private final Session session;
    private final InternetAddress from;
    private final @Nullable InternetAddress replyTo;
    private final String domain;
    private final Clock clock;

    MailLetter(Session session, InternetAddress from, @Nullable InternetAddress replyTo, String domain, Clock clock) {
        this.session = session;
        this.from = from;
        this.replyTo = replyTo;
        this.domain = domain;
        this.clock = clock;
    }

    /**
     * The mail.
     *
     * @throws MessagingException if a part of it cannot be written
     * @throws IllegalArgumentException if the recipient is no single address of a mailbox
     */
    MimeMessage written(OutboundMessage message) throws MessagingException {
        MimeMessage letter = new Identified(session, messageId(message));
        letter.setFrom(from);
        if (replyTo != null) {
            letter.setReplyTo(new InternetAddress[] {replyTo});
        }
        letter.setRecipient(Message.RecipientType.TO, mailbox(message.to()));
        letter.setSubject(line(message.subject()), StandardCharsets.UTF_8.name());
        letter.setSentDate(Date.from(clock.instant()));
        // RFC 3834: so that no vacation notice answers.
        letter.setHeader("Auto-Submitted", "auto-generated");
        if (message.html() == null) {
            letter.setText(message.text(), StandardCharsets.UTF_8.name());
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(message.text(), StandardCharsets.UTF_8.name());
            MimeBodyPart html = new MimeBodyPart();
            html.setText(message.html(), StandardCharsets.UTF_8.name(), "html");
            // The last one is the one that is shown where it can be (RFC 2046, section 5.1.4).
            letter.setContent(new MimeMultipart("alternative", text, html));
        }
        letter.saveChanges();
        return letter;
    }

    /** A legal address of ours, with a name or without. */
    static InternetAddress address(String field, String address, @Nullable String name) {
        try {
            InternetAddress mailbox = mailbox(address);
            if (name != null) {
                if (name.chars().anyMatch(Character::isISOControl)) {
                    throw new ConfigurationException(field, "the name must be one line without control characters");
                }
                mailbox.setPersonal(name, StandardCharsets.UTF_8.name());
            }
            return mailbox;
        } catch (AddressException | IllegalArgumentException e) {
            throw new ConfigurationException(field, "must be one mail address, without a name");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
    }

    /** What is after the at sign of a legal address. */
    static String domain(InternetAddress address) {
        String text = address.getAddress();
        return text.substring(text.lastIndexOf('@') + 1);
    }

    /** One address of a mailbox: no name, no list, no group, nothing in quotation marks, of which servers make different things. */
    private static InternetAddress mailbox(String text) throws AddressException {
        int at = text.lastIndexOf('@');
        if (at < 1 || text.indexOf('"') >= 0 || text.indexOf('@') != at) {
            throw new IllegalArgumentException("not one mail address");
        }
        String ascii = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
        if (!ASCII.matcher(ascii).matches()) {
            throw new IllegalArgumentException("not one mail address");
        }
        InternetAddress address = new InternetAddress(ascii, true);
        if (!ascii.equals(address.getAddress()) || address.isGroup()) {
            throw new IllegalArgumentException("not one mail address");
        }
        return address;
    }

    private static String line(@Nullable String subject) {
        return subject == null ? "" : subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }

    /**
     * The same for each attempt of a message. The words count as well as the key: two installations of one house may have the same keys, and a
     * mailbox shows only one of two mails with the same id.
     */
    private String messageId(OutboundMessage message) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                message.key(), message.to(), line(message.subject()), message.text(),
            }) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return "<" + HexFormat.of().formatHex(sha.digest(), 0, ID_BYTES) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A mail that keeps the id it was given. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}

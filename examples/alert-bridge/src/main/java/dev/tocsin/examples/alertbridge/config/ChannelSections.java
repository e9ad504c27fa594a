package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.people.EmailAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What texts, calls and mail are sent with. */
final class ChannelSections {
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{5,14}");
    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
    private static final double SLOWEST = 1.0 / 60;
    private static final int FASTEST = 1_000;
    private static final int LARGEST_PORT = 65_535;

    private final KeySection keys;

    ChannelSections(Reading reading) {
        keys = new KeySection(reading);
    }

    /** Reads what texts and calls are sent with; null if it is absent or, with its faults, cannot work. */
    @Nullable
    TwilioAccess twilio(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        String account = section.needed("account", "the account's id is legal, AC and 32 hexadecimal digits");
        if (!account.isBlank() && !ACCOUNT.matcher(account).matches()) {
            section.fault("account", "is no account's id; AC and 32 hexadecimal digits are legal");
        }
        KeySource authToken = keys.key(section, "authToken");
        URI url = MicrosoftSection.address(section, "url", false);
        String service = section.other(
                "messagingService",
                "the id of a messaging service, MG and 32 hexadecimal digits,",
                text -> SERVICE.matcher(text).matches() ? text : null);
        List<String> senders = numbers(section, "senders", true);
        if (section.has("messagingService") && section.has("senders")) {
            section.fault(
                    "senders", "is given beside messagingService, which chooses its numbers itself; either is legal");
        }
        double perSecond = rate(section, "perSecond", 1);
        Section voice = section.section("voice");
        List<String> callers = voice == null ? List.of() : numbers(voice, "from", false);
        double callsPerSecond = voice == null ? 1 : rate(voice, "perSecond", 1);
        if (voice != null) {
            if (!voice.has("from")) {
                voice.fault("from", "is missing; the numbers that calls come from are legal, such as \"+12065550100\"");
            }
            voice.end();
        }
        if (!section.has("messagingService") && !section.has("senders") && !section.has("voice")) {
            section.fault("messagingService", "is missing; a messaging service, senders, or voice with from is legal");
        }
        section.end();
        return account.isBlank() || authToken == null
                ? null
                : new TwilioAccess(account, authToken, url, service, senders, perSecond, callers, callsPerSecond);
    }

    private static List<String> numbers(Section section, String name, boolean shortCodes) {
        List<String> numbers =
                section.oneOrMore(name).stream().map(String::strip).toList();
        for (String number : numbers) {
            if (!NUMBER.matcher(number).matches()
                    && !(shortCodes && SHORT_CODE.matcher(number).matches())) {
                section.fault(
                        name,
                        "'" + number + "' is not legal; a number such as \"+12065550100\" "
                                + (shortCodes ? "or a short code is" : "is"));
            }
        }
        if (numbers.stream().distinct().count() < numbers.size()) {
            section.fault(name, "names a number twice; each is legal once");
        }
        return numbers;
    }

    private static double rate(Section section, String name, double otherwise) {
        Double rate = section.other(
                name, "a number such as 10 or 0.5, from one a minute to " + FASTEST + " a second,", text -> {
                    double value = text.matches("[0-9]{1,4}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : -1;
                    return value >= SLOWEST && value <= FASTEST ? Double.valueOf(value) : null;
                });
        return rate == null ? otherwise : rate;
    }

    /** Reads the server that mail is sent by; null if it is absent or, with its faults, cannot work. */
    @Nullable
    SmtpAccess smtp(@Nullable Section section) {
        if (section == null) {
            return null;
        }
        String host = section.needed("host", "the name of the mail server is legal");
        SmtpAccess.Tls tls = section.choice("tls", SmtpAccess.Tls.values());
        SmtpAccess.Tls kept = tls == null ? SmtpAccess.Tls.STARTTLS : tls;
        if (kept == SmtpAccess.Tls.NONE && !host.isBlank() && !MicrosoftAccess.isLoopback(host)) {
            section.fault("tls", "NONE is not legal but for a server on this machine; IMPLICIT and STARTTLS are");
        }
        Integer port = section.number("port");
        if (port != null && (port < 1 || port > LARGEST_PORT)) {
            section.fault("port", port + " is not legal; 1 to " + LARGEST_PORT + " are");
        }
        String username = section.text("username");
        boolean login = username != null && !username.isBlank();
        KeySource password = null;
        if (login || KeySection.has(section, "password")) {
            password = keys.key(section, "password");
            if (!login) {
                section.fault("username", "is missing; it is legal together with a password, or neither");
            }
        }
        EmailAddress from = mail(section, "from");
        String fromName = section.text("fromName");
        if (fromName != null && fromName.chars().anyMatch(Character::isISOControl)) {
            section.fault("fromName", "has line ends or marks of control; a name in one line is legal");
        }
        section.end();
        return host.isBlank() || from == null
                ? null
                : new SmtpAccess(
                        host.strip(),
                        port == null ? kept.usualPort() : port,
                        kept,
                        login ? username : null,
                        password,
                        from,
                        fromName == null || fromName.isBlank() ? null : fromName.strip());
    }

    /** Reads the mailbox that mail is sent from by Microsoft Graph; null if it is absent or, with its faults, cannot work. */
    @Nullable
    EmailAddress graphMail(@Nullable Section section, @Nullable Section microsoft) {
        if (section == null) {
            return null;
        }
        EmailAddress from = mail(section, "from");
        if (microsoft == null || !microsoft.has("tenant")) {
            section.fault(
                    "from", "is a mailbox of the own tenant, and the section microsoft with tenant is needed for it");
        }
        section.end();
        return from;
    }

    private static @Nullable EmailAddress mail(Section section, String name) {
        String text = section.needed(name, "the address that mail is from is legal, such as alerts@example.com");
        if (text.isBlank()) {
            return null;
        }
        try {
            return new EmailAddress(text.strip());
        } catch (IllegalArgumentException e) {
            section.fault(name, String.valueOf(e.getMessage()));
            return null;
        }
    }
}

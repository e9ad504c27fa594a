package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.people.PhoneNumber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows messages to people; numbers are masked. */
final class NotificationTables {
    private static final Pattern FRACTION = Pattern.compile("(?<=T\\d\\d:\\d\\d:\\d\\d)\\.\\d+(?=Z)");

    private final Surroundings around;

    NotificationTables(Surroundings around) {
        this.around = around;
    }

    /**
     * Messages, in the order given.
     *
     * @param left how many before them are left out
     */
    void messages(List<Notification> messages, NamedIncidents incidents, long left) {
        TextTable table = new TextTable(around.unicode(), "When", "Who", "By", "For", "State", "Why");
        for (Notification one : messages) {
            Instant when = one.sentAt() == null ? one.plannedAt() : one.sentAt();
            table.row(
                    when.truncatedTo(ChronoUnit.SECONDS),
                    ShownText.inLine(one.personName()),
                    by(one),
                    purpose(one) + about(one, incidents),
                    state(one),
                    why(one));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out()
                .println(Words.count(messages.size(), "message")
                        + (left == 0 ? "" : ", and " + left + " before them; --limit 0 shows all"));
    }

    private static String about(Notification one, NamedIncidents incidents) {
        Long id = one.incidentId();
        return id == null
                ? ""
                : ", incident " + id
                        + incidents.name(id).map(name -> " " + name).orElse("");
    }

    /** A message in one line. */
    static String line(Notification one) {
        return purpose(one) + " to " + ShownText.quoted(one.personName()) + " by " + by(one) + ": " + state(one)
                + (one.reason() == null ? "" : ", " + why(one));
    }

    private static String by(Notification one) {
        String kind = one.kind() == ChannelKind.SMS ? "SMS" : one.kind().name().toLowerCase(Locale.ROOT);
        String address = one.address();
        return address == null ? kind : kind + " to " + masked(one.kind(), address);
    }

    /** An address of which a reader who knows it sees which one it is. */
    private static String masked(ChannelKind kind, String address) {
        if (kind != ChannelKind.EMAIL) {
            return new PhoneNumber(address).masked();
        }
        int at = address.lastIndexOf('@');
        return at < 1 ? "…" : address.charAt(0) + "…" + address.substring(at);
    }

    private static String purpose(Notification one) {
        return one.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The state of a message in a word. */
    static String state(Notification one) {
        return one.state().name().toLowerCase(Locale.ROOT);
    }

    private static String why(Notification one) {
        String reason = one.reason();
        return (reason == null ? "-" : toTheSecond(ShownText.inLine(reason))) + (one.repeated() ? " (repeated)" : "");
    }

    /** Nobody reads what is behind the second. */
    private static String toTheSecond(String text) {
        return FRACTION.matcher(text).replaceAll("");
    }

    /** What an audit found. */
    void findings(List<AuditFinding> findings) {
        TextTable table = new TextTable(around.unicode(), "What", "Incident", "Who", "Since", "Why");
        for (AuditFinding one : findings) {
            table.row(
                    one.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    orDash(one.incidentId()),
                    one.person() == null ? "-" : ShownText.inLine(one.person()),
                    one.since().truncatedTo(ChronoUnit.SECONDS),
                    toTheSecond(ShownText.inLine(one.words())));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out().println(Words.count(findings.size(), "finding"));
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}

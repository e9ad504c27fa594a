package dev.tocsin.core.notify;

import dev.tocsin.core.template.PlainText;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of messages about incidents. Whatever a source wrote stands in one line, bounded and without control characters; in mails it
 * is escaped. Pure and thread-safe.
 */
public final class AlertWords {
    private static final int MOST_MAILED = 25;
    private static final int MOST_SAID = 5;

    /** What stands in front of a text that may be there already. */
    public static final String REPEAT = "(repeat) ";

    /** The most characters of a text of two segments: 153 each in GSM-7 (3GPP TS 23.038), 67 in UCS-2. */
    private static final int TWO_SEGMENTS = 2 * 153;

    private static final int TWO_SEGMENTS_UCS2 = 2 * 67;
    /**
     * What a text has beyond which it goes without its link: three segments, as many as {@code TwilioSmsChannel} sends by default, less
     * what is lost where a character would be divided between two of them, and the mark of a repeat.
     */
    private static final int MOST = 3 * 153 - 2 - REPEAT.length();

    private static final int MOST_UCS2 = 3 * 67 - 2 - REPEAT.length();
    private static final int SHORTEST_TITLE = 20;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_COMPANY = 40;
    private static final int SPOKEN_TITLE = 160;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT);

    /** The letters of GSM-7 beyond ASCII; what else there is makes a text UCS-2. */
    private static final String GSM_BEYOND_ASCII = "£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€";

    /** In GSM-7 each of these takes two places. */
    private static final String GSM_TWICE = "^{}\\[~]|€";

    private final String sender;
    private final String contact;

    /**
     * Words in the name of a sender.
     *
     * @param sender who sends, as people know it, such as the name of a programme
     * @param contact where people get help, or null if that is not known
     */
    public AlertWords(String sender, @Nullable String contact) {
        this.sender = PlainText.oneLine(sender);
        this.contact = contact == null ? "your IT support" : PlainText.oneLine(contact);
    }

    /** An alert. */
    public Words alert(AlertFacts facts, ChannelKind kind) {
        return switch (kind) {
            case SMS -> Words.of(fitted("", facts, commands(facts), facts.link()));
            case VOICE -> Words.of("This is " + sender + ". " + spoken(facts, SPOKEN_TITLE));
            case EMAIL -> mail(subject("", facts), "", List.of(facts));
        };
    }

    /**
     * A reminder that what was acknowledged is still open.
     *
     * @param acknowledgedAt when the person acknowledged it
     */
    public Words reminder(AlertFacts facts, Instant acknowledgedAt, ChannelKind kind) {
        String when = TIME.format(acknowledgedAt.atOffset(ZoneOffset.UTC));
        String code = facts.code();
        String close = code == null ? "" : ". Reply CLOSE " + code + " when it is done";
        return switch (kind) {
            case SMS -> Words.of(fitted("Still open since you took it at " + when + ": ", facts, close, facts.link()));
            case VOICE ->
                Words.of("This is " + sender + ". A reminder: what you acknowledged is still open. "
                        + spoken(facts, SPOKEN_TITLE));
            case EMAIL ->
                mail(
                        subject("Still open: ", facts),
                        "You acknowledged this at " + when + ", and it is still open.",
                        List.of(facts));
        };
    }

    /** How many incidents one message can be about at most: what is read out must be kept in mind. */
    public static int mostOf(ChannelKind kind) {
        return kind == ChannelKind.EMAIL ? MOST_MAILED : MOST_SAID;
    }

    /**
     * How many alerts and reminders one message has room for, each with what it takes to answer it.
     *
     * @param all what they are about, at least one, the first in front
     */
    public int room(List<AlertFacts> all, ChannelKind kind) {
        int count = Math.min(mostOf(kind), all.size());
        while (kind == ChannelKind.SMS && count > 1 && !hasRoom(bundleText(all.subList(0, count)))) {
            count--;
        }
        return count;
    }

    /**
     * Several alerts and reminders in one message, which names all of them.
     *
     * @param all what they are about, as many as there is {@link #room} for
     */
    public Words bundle(List<AlertFacts> all, ChannelKind kind) {
        return switch (kind) {
            case SMS -> Words.of(bundleText(all));
            case VOICE ->
                Words.of("This is " + sender + ". There are " + all.size() + " alerts. "
                        + all.stream().map(one -> spoken(one, 60)).collect(Collectors.joining(" Next: "))
                        + " A key counts for all of them.");
            case EMAIL -> mail(all.size() + " alerts, the first: " + subject("", all.get(0)), "", all);
        };
    }

    /** A text in two segments if it can be: the titles give way. */
    private static String bundleText(List<AlertFacts> all) {
        int limit = 60;
        while (true) {
            int title = limit;
            String text = all.size() + " alerts: "
                    + all.stream()
                            .map(one -> (one.code() == null ? "" : one.code() + " ") + "["
                                    + cut(PlainText.oneLine(one.company()), SHORTEST_TITLE) + "] "
                                    + one.severity() + " " + title(one, title))
                            .collect(Collectors.joining("; "))
                    + ". Reply ACK or CLOSE and the code.";
            if (fits(text) || limit <= SHORTEST_TITLE) {
                return text;
            }
            limit -= 8;
        }
    }

    /** The notice to the user whom an incident concerns. It names no event, no code and no address that a source could have chosen. */
    public Words affectedUser(AlertFacts facts, ChannelKind kind) {
        String company = company(facts);
        String text = "security notice for your account at " + company
                + ". Our monitoring saw a security event that concerns you, and your IT team looks into it."
                + " Questions: " + contact + ".";
        return kind == ChannelKind.VOICE
                ? Words.of("This is " + sender + " with a " + text)
                : new Words(
                        kind == ChannelKind.EMAIL ? "Security notice for your account" : null,
                        sender + ": " + text + (kind == ChannelKind.SMS ? " Reply STOP to end messages." : ""),
                        null);
    }

    /** Shows that a channel reaches a person. */
    public Words test(ChannelKind kind) {
        String text = sender + ": this is a test. Alerts reach you here. Nothing needs to be done.";
        return new Words(kind == ChannelKind.EMAIL ? sender + ": test" : null, text, null);
    }

    /** The words of a text that may be there already. */
    public static Words repeated(Words words) {
        return words.text().startsWith(REPEAT)
                ? words
                : new Words(words.subject(), REPEAT + words.text(), words.html());
    }

    private static String commands(AlertFacts facts) {
        String code = facts.code();
        return code == null ? "" : ". Reply ACK " + code + " or CLOSE " + code;
    }

    /** A text in one line with its link, or without it if that would take more than is sent: half a link is none. */
    private static String fitted(String lead, AlertFacts facts, String commands, @Nullable URI link) {
        if (link != null) {
            String text = fitted(lead, facts, commands + " " + link.toASCIIString());
            if (hasRoom(text)) {
                return text;
            }
        }
        return fitted(lead, facts, commands);
    }

    /** A text in one line, of two segments if it can be: the title gives way. */
    private static String fitted(String lead, AlertFacts facts, String last) {
        String end = (facts.events() > 1 ? " (" + facts.events() + " events)" : "")
                + (facts.ticketId() == null ? "" : " #" + ticket(facts))
                + last;
        String start = lead + "[" + company(facts) + "] " + facts.severity() + ": ";
        String title = title(facts, LONGEST_TITLE);
        String text = start + title + end;
        int room = room(text);
        if (length(text) - title.length() + SHORTEST_TITLE > room) {
            room = most(text); // two segments would not do in any case, so the title need not suffer for them
        }
        int over = length(text) - room;
        return over <= 0 ? text : start + cut(title, Math.max(SHORTEST_TITLE, title.length() - over)) + end;
    }

    /** The ellipsis is no letter of GSM-7 and would halve the room of a text, so there are three dots in its place. */
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        String cut = PlainText.cut(text, limit - 2);
        return cut.substring(0, cut.length() - 1) + "...";
    }

    private static boolean fits(String text) {
        return length(text) <= room(text);
    }

    private static boolean hasRoom(String text) {
        return length(text) <= most(text);
    }

    private static int room(String text) {
        return isGsm(text) ? TWO_SEGMENTS : TWO_SEGMENTS_UCS2;
    }

    private static int most(String text) {
        return isGsm(text) ? MOST : MOST_UCS2;
    }

    private static int length(String text) {
        return isGsm(text)
                ? text.length()
                        + (int) text.chars()
                                .filter(c -> GSM_TWICE.indexOf(c) >= 0)
                                .count()
                : text.length();
    }

    private static boolean isGsm(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c < 127 && c != '`') || GSM_BEYOND_ASCII.indexOf(c) >= 0);
    }

    private static String company(AlertFacts facts) {
        return cut(PlainText.oneLine(facts.company()), LONGEST_COMPANY);
    }

    private static String title(AlertFacts facts, int limit) {
        String title = cut(PlainText.oneLine(facts.title()), limit);
        return title.isEmpty() ? "an event without a title" : title;
    }

    private static String ticket(AlertFacts facts) {
        return cut(PlainText.oneLine(String.valueOf(facts.ticketId())), 20);
    }

    /** What is spoken: the ticket's number digit by digit. */
    private static String spoken(AlertFacts facts, int limit) {
        String ticket = facts.ticketId() == null
                ? ""
                : " Ticket "
                        + ticket(facts)
                                .codePoints()
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining(" "))
                        + ".";
        return "Severity " + facts.severity().name().toLowerCase(Locale.ROOT) + ", company " + company(facts) + ": "
                + title(facts, limit) + "." + (facts.events() > 1 ? " " + facts.events() + " events." : "") + ticket;
    }

    private static String subject(String lead, AlertFacts facts) {
        return lead + "[" + company(facts) + "] " + facts.severity() + ": " + title(facts, 120)
                + (facts.ticketId() == null ? "" : " #" + ticket(facts));
    }

    private Words mail(String subject, String lead, List<AlertFacts> all) {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><body style=\"font-family:sans-serif\">");
        if (!lead.isEmpty()) {
            text.append(lead).append("\n\n");
            html.append("<p>").append(escaped(lead)).append("</p>");
        }
        all.forEach(facts -> entry(text, html, facts));
        text.append("-- \n").append(sender).append("\nHelp: ").append(contact).append('\n');
        html.append("<p style=\"color:#666\">")
                .append(escaped(sender))
                .append("<br>Help: ")
                .append(escaped(contact))
                .append("</p></body></html>");
        return new Words(cut(subject, LONGEST_TITLE), text.toString(), html.toString());
    }

    private static void entry(StringBuilder text, StringBuilder html, AlertFacts facts) {
        html.append("<h3>").append(escaped(title(facts, LONGEST_TITLE))).append("</h3><table>");
        text.append(title(facts, LONGEST_TITLE)).append('\n');
        row(text, html, "Company", company(facts));
        row(text, html, "Severity", facts.severity().name());
        row(text, html, "Events", String.valueOf(facts.events()));
        if (facts.ticketId() != null) {
            row(text, html, "Ticket", "#" + ticket(facts));
        }
        if (facts.code() != null) {
            row(text, html, "Code", facts.code());
        }
        html.append("</table>");
        link(text, html, "Acknowledge", facts.link());
        link(text, html, "Close", facts.closingLink());
        text.append('\n');
    }

    private static void row(StringBuilder text, StringBuilder html, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
        html.append("<tr><td>")
                .append(name)
                .append("</td><td>")
                .append(escaped(value))
                .append("</td></tr>");
    }

    private static void link(StringBuilder text, StringBuilder html, String name, @Nullable URI link) {
        if (link != null) {
            text.append(name).append(": ").append(link.toASCIIString()).append('\n');
            html.append("<p><a href=\"")
                    .append(escaped(link.toASCIIString()))
                    .append("\">")
                    .append(name)
                    .append("</a></p>");
        }
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

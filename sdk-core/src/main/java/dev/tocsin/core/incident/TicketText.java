package dev.tocsin.core.incident;

import dev.tocsin.core.event.EventCategory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The words on a ticket: its summary and its notes. Pure. */
public final class TicketText {
    /** How long a summary may be; ConnectWise refuses more ("a maximum length of 100"). */
    public static final int SUMMARY_LIMIT = 100;

    /** How many members a text names before it says how many more there are. */
    public static final int NAMED_MEMBERS = 50;

    private static final int TITLE_LIMIT = 160;
    private static final int NOTE_LIMIT = 15_000;
    private static final int LIST_LIMIT = 12_000;
    private static final Pattern OURS = Pattern.compile("(?s)(New|Seen again|Resolved):\\n.*\\nref n-[A-Z2-7]{7}"
            + "|(All \\d+ resolved|No more is expected): .*\\nref n-[A-Z2-7]{7}"
            + "|\\d+ of \\d+ active\\..*\\nref n-[A-Z2-7]{7}"
            + "|It is back \\(again, \\d+\\):\\n.*\\nref n-[A-Z2-7]{7}"
            + "|Ticket #.* was merged into this one.*\\nref n-[A-Z2-7]{7}"
            + "|For a person to decide: .*\\nref n-[A-Z2-7]{7}"
            + "|Storm: \\d[^\\n]*\\n\\n.*\\nref n-[A-Z2-7]{7}"
            + "|This ticket is a second copy of #.*\\nref n-[A-Z2-7]{7}");
    /** White space, line ends, control characters and the marks that turn the direction of writing. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+");

    private TicketText() {}

    /**
     * The summary, at most {@link #SUMMARY_LIMIT} characters.
     *
     * @param first the worst member, whose title is used if it is the only one
     */
    public static String summary(Incident incident, String companyName, Member first) {
        String where = incident.dimensions().isEmpty() ? companyName : String.join(", ", incident.dimensions());
        String what = incident.members() == 1
                ? first.title()
                : incident.members() + " " + incident.category().label();
        String text = incident.severity() + ": "
                + (incident.members() == 1 && !incident.dimensions().isEmpty()
                        ? what + " (" + where + ")"
                        : incident.members() == 1 ? what : what + " on " + where);
        return cut(oneLine(text), SUMMARY_LIMIT);
    }

    /** The ticket's first note. */
    public static String firstNote(Incident incident, String companyName, String ruleName, List<Member> members) {
        StringBuilder text = new StringBuilder();
        text.append(incident.category().label()).append(" at ").append(oneLine(companyName));
        if (!incident.dimensions().isEmpty()) {
            text.append(", ")
                    .append(groupLabel(incident))
                    .append(' ')
                    .append(oneLine(String.join(" / ", incident.dimensions())));
        }
        text.append(": ")
                .append(count(incident.members(), noun(incident.category())))
                .append(", worst ");
        text.append(incident.severity()).append(".\n\n");
        list(text, members, incident.members(), member -> true, true);
        if (incident.previousTicketId() != null) {
            text.append("\nEarlier ticket of this group: #")
                    .append(incident.previousTicketId())
                    .append('\n');
        }
        text.append("\nOpened by the integration rule '")
                .append(oneLine(ruleName))
                .append("'.");
        return cut(text.toString(), NOTE_LIMIT);
    }

    /**
     * A note about what changed.
     *
     * @param changed the members that changed, the worst first, at most {@link #NAMED_MEMBERS} and one more
     * @param marker the marker line
     */
    public static String updateNote(Incident incident, List<Member> changed, String marker) {
        StringBuilder text = new StringBuilder();
        sections(text, changed);
        if (!incident.moments()) {
            text.append('\n')
                    .append(incident.active())
                    .append(" of ")
                    .append(incident.members())
                    .append(" active.");
        }
        return cut(text.toString(), NOTE_LIMIT - marker.length() - 2).stripTrailing() + "\n\n" + marker;
    }

    /** The note before a ticket is closed. */
    public static String closingNote(Incident incident, List<Member> changed, String why, String marker) {
        StringBuilder text = new StringBuilder();
        sections(text, changed);
        text.append(text.isEmpty() ? "" : "\n");
        text.append(incident.moments() ? "No more is expected: " : "All " + incident.members() + " resolved: ");
        text.append(oneLine(why)).append('.');
        return cut(text.toString(), NOTE_LIMIT - marker.length() - 2) + "\n\n" + marker;
    }

    /**
     * The note on a ticket that is opened again.
     *
     * @param incident the incident before this time is counted
     */
    public static String reopeningNote(Incident incident, List<Member> changed, String marker) {
        StringBuilder text = new StringBuilder("It is back (again, ")
                .append(incident.facts().reopens() + 1)
                .append("):\n");
        sections(text, changed);
        return cut(text.toString(), NOTE_LIMIT - marker.length() - 2).stripTrailing() + "\n\n" + marker;
    }

    /**
     * The note on the ticket that another was merged into.
     *
     * @param incident the incident with the ticket that was merged
     */
    public static String mergedNote(Incident incident, List<Member> changed, String marker) {
        StringBuilder text = new StringBuilder("Ticket #")
                .append(incident.ticketId())
                .append(" was merged into this one, which stands for its group from now on: ")
                .append(incident.active())
                .append(" of ")
                .append(incident.members())
                .append(" active.\n");
        sections(text, changed);
        return cut(text.toString(), NOTE_LIMIT - marker.length() - 2).stripTrailing() + "\n\n" + marker;
    }

    /** A note that leaves a question to people. */
    public static String questionNote(String question, String marker) {
        return "For a person to decide: " + cut(oneLine(question), NOTE_LIMIT / 2) + "\n\n" + marker;
    }

    /** The note on a second ticket that a late answer left behind. */
    public static String twinNote(String keptTicketId, String marker) {
        return "This ticket is a second copy of #" + keptTicketId
                + ": its create was answered too late. It is closed; work goes on there.\n\n" + marker;
    }

    /** The marker line of a note, by which it is found after a lost answer. */
    public static String marker(String code) {
        return "ref n-" + code;
    }

    /**
     * Whether a note is one that we wrote: it begins as ours do and ends with a marker line. The marker alone shows
     * nothing, since a customer's answer by e-mail quotes it.
     */
    public static boolean isOurs(String text) {
        return OURS.matcher(text.replace("\r", "").strip()).matches();
    }

    private static void sections(StringBuilder text, List<Member> changed) {
        List<Member> named = changed.subList(0, Math.min(changed.size(), NAMED_MEMBERS));
        section(text, "New", named, member -> !member.told() && member.state() != MemberState.RESOLVED);
        section(text, "Seen again", named, member -> member.told() && member.state() != MemberState.RESOLVED);
        section(text, "Resolved", named, member -> member.state() == MemberState.RESOLVED);
        if (changed.size() > NAMED_MEMBERS) {
            text.append("… and more that changed.\n");
        }
    }

    private static void section(StringBuilder text, String heading, List<Member> members, Predicate<Member> chosen) {
        int count = (int) members.stream().filter(chosen).count();
        if (count > 0) {
            text.append(heading).append(":\n");
            list(text, members, count, chosen, false);
        }
    }

    private static void list(
            StringBuilder text, List<Member> members, int total, Predicate<Member> chosen, boolean sayResolved) {
        int named = 0;
        for (Member member : members) {
            if (!chosen.test(member)) {
                continue;
            }
            if (named == NAMED_MEMBERS || text.length() > LIST_LIMIT) {
                break;
            }
            named++;
            text.append("- ").append(member.severity()).append(": ");
            text.append(cut(oneLine(member.title()), TITLE_LIMIT));
            if (member.asset() != null) {
                text.append(" [")
                        .append(cut(oneLine(member.asset()), TITLE_LIMIT))
                        .append(']');
            }
            text.append(", ").append(atText(member.lastAt()));
            if (member.count() > 1) {
                text.append(", ").append(member.count()).append(" times");
            }
            if (sayResolved && member.state() == MemberState.RESOLVED) {
                text.append(", resolved");
            }
            text.append('\n');
        }
        if (total > named) {
            text.append("… and ").append(total - named).append(" more\n");
        }
    }

    private static String atText(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static String groupLabel(Incident incident) {
        return incident.groupBy().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String noun(EventCategory category) {
        return switch (category) {
            case PROBLEMS -> "problem";
            case SOLUTIONS -> "solution";
            case SYSTEM_CHANGES -> "change";
            case AZURE_AD_ERROR -> "error";
            case AZURE_AD_AUDIT, AD_AUDIT -> "entry";
        };
    }

    private static String count(int count, String noun) {
        return count + " " + (count == 1 ? noun : noun.endsWith("y") ? noun.replaceAll("y$", "ies") : noun + "s");
    }

    private static String oneLine(String text) {
        return NO_TEXT.matcher(text).replaceAll(" ").strip();
    }

    /** The text, cut to a number of characters between two code points, with an ellipsis if it was cut. */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}

package dev.tocsin.core.incident;

import dev.tocsin.core.rule.TicketTemplates;
import dev.tocsin.core.rule.TicketTemplates.Part;
import dev.tocsin.core.storm.NoteText;
import dev.tocsin.core.template.PlainText;
import dev.tocsin.core.template.TextTemplate;
import java.util.List;

/** The words on a ticket: its summary and its notes, by the templates of its rule and within the PSA's limits. Pure. */
public final class TicketText {
    /**
     * How long a summary may be, in UTF-16 units; ConnectWise refuses more ("a maximum length of 100"), and no way of
     * counting characters counts more than those.
     */
    public static final int SUMMARY_LIMIT = 100;

    /** How large a note may be, in bytes of UTF-8, its marker line included. */
    public static final int NOTE_BYTES = 16_000;

    /** How many members a text names before it says how many more there are. */
    public static final int NAMED_MEMBERS = 50;

    /** How many members are counted for a text about what changed, before it says that there are more still. */
    public static final int COUNTED_MEMBERS = 1_000;

    private static final int SHORTEST_TITLE = 24;
    /** Where rendering ends: well beyond what a note holds, so that what a cut leaves out can be counted. */
    private static final int RENDER_LIMIT = 4 * NOTE_BYTES;

    private TicketText() {}

    /**
     * The summary, one line of at most {@link #SUMMARY_LIMIT} characters. If it is too long, titles give way first, so
     * that the asset behind them is still seen.
     */
    public static String summary(TicketTemplates templates, TextFacts facts) {
        String own = summary(templates.template(Part.SUMMARY), facts);
        return own.isEmpty() ? summary(Part.SUMMARY.defaultTemplate(), facts) : own;
    }

    private static String summary(TextTemplate template, TextFacts facts) {
        String text = summary(template, facts, TemplateValues.TITLE_LIMIT);
        if (text.length() > SUMMARY_LIMIT && !facts.members().isEmpty()) {
            int title = TemplateValues.title(facts.members().get(0), TemplateValues.TITLE_LIMIT)
                    .length();
            text = summary(template, facts, Math.max(SHORTEST_TITLE, title - (text.length() - SUMMARY_LIMIT)));
        }
        return PlainText.cut(text, SUMMARY_LIMIT);
    }

    private static String summary(TextTemplate template, TextFacts facts, int titleLimit) {
        return PlainText.oneLine(
                template.render(TemplateValues.of(facts, NAMED_MEMBERS, titleLimit), 10 * SUMMARY_LIMIT));
    }

    /** The ticket's first note, at most {@link #NOTE_BYTES}. */
    public static String firstNote(TicketTemplates templates, TextFacts facts) {
        return note(templates, Part.FIRST_NOTE, facts, "", "");
    }

    /**
     * A note about what changed, at most {@link #NOTE_BYTES}.
     *
     * @param marker the marker line, its last
     */
    public static String updateNote(TicketTemplates templates, TextFacts facts, String marker) {
        return note(templates, Part.UPDATE_NOTE, facts, "", marker);
    }

    /**
     * The note before a ticket is closed, at most {@link #NOTE_BYTES}.
     *
     * @param marker the marker line, its last
     */
    public static String closingNote(TicketTemplates templates, TextFacts facts, String marker) {
        return note(templates, Part.CLOSING_NOTE, facts, "", marker);
    }

    private static String note(TicketTemplates templates, Part part, TextFacts facts, String lead, String marker) {
        TextTemplate template = templates.template(part);
        if (note(template, facts, "", NAMED_MEMBERS).isEmpty()) {
            template = part.defaultTemplate();
        }
        return fitted(template, facts, lead, marker);
    }

    /** The note with as many members named as there is room for; one that is too long with only one of them is cut. */
    private static String fitted(TextTemplate template, TextFacts facts, String lead, String marker) {
        int tooMany = Math.min(NAMED_MEMBERS, facts.members().size());
        String text = note(template, facts, lead, tooMany);
        if (!hasRoom(text, marker)) {
            int fits = 0;
            while (tooMany - fits > 1) {
                int named = (fits + tooMany) >>> 1;
                String shorter = note(template, facts, lead, named);
                if (hasRoom(shorter, marker)) {
                    fits = named;
                    text = shorter;
                } else {
                    tooMany = named;
                }
            }
        }
        return NoteText.fit(List.of(text), pointer(facts), marker, NOTE_BYTES);
    }

    private static String note(TextTemplate template, TextFacts facts, String lead, int named) {
        String text = PlainText.lines(lead + "\n"
                + template.render(TemplateValues.of(facts, named, TemplateValues.TITLE_LIMIT), RENDER_LIMIT));
        String more = TemplateValues.more(facts, Math.min(named, facts.members().size()));
        boolean silent = !template.uses("moreCount")
                && (template.uses("members")
                        || template.uses("new")
                        || template.uses("again")
                        || template.uses("resolved"));
        return silent && !more.isEmpty() && !text.isEmpty()
                ? text + "\n\n… and " + more + " more\n" + pointer(facts)
                : text;
    }

    private static boolean hasRoom(String text, String marker) {
        return NoteText.bytes(text) + 2 + NoteText.bytes(marker) <= NOTE_BYTES;
    }

    private static String pointer(TextFacts facts) {
        return "All are under incident " + facts.incident().id() + ".";
    }

    /** The note on a ticket that is opened again, with what changed; the facts are those before this time is counted. */
    public static String reopeningNote(TicketTemplates templates, TextFacts facts, String marker) {
        return note(
                templates,
                Part.UPDATE_NOTE,
                facts,
                "It is back (again, " + (facts.incident().facts().reopens() + 1) + "):",
                marker);
    }

    /**
     * The note on the ticket that another was merged into, with what changed.
     *
     * @param mergedTicketId the ticket that was merged
     */
    public static String mergedNote(TicketTemplates templates, TextFacts facts, String mergedTicketId, String marker) {
        String lead =
                "Ticket #" + mergedTicketId + " was merged into this one, which stands for its group from now on: "
                        + facts.incident().active() + " of " + facts.incident().members() + " active.";
        return facts.members().isEmpty()
                ? NoteText.fit(List.of(lead), "", marker, NOTE_BYTES)
                : note(templates, Part.UPDATE_NOTE, facts, lead, marker);
    }

    /** A note that leaves a question to people. */
    public static String questionNote(String question, String marker) {
        return NoteText.fit(List.of("For a person to decide: " + PlainText.oneLine(question)), "", marker, NOTE_BYTES);
    }

    /** The note of what a technician did through us; a name cannot begin a line of its own. */
    public static String personsNote(String text, String marker) {
        return NoteText.fit(List.of(PlainText.oneLine(text) + "."), "", marker, NOTE_BYTES);
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

    /** The text, cut to a number of characters without parting one, with an ellipsis if it was cut. */
    public static String cut(String text, int limit) {
        return PlainText.cut(text, limit);
    }
}

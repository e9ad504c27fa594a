package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.template.TextTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a rule's tickets, as Mustache templates over {@link TemplateVariable}. They are plain text: nothing is
 * escaped, and the values are in one line each, without control characters. The limits of the PSA, and the line by which
 * a note is found again, are seen to when a text is made, whatever the template says.
 *
 * @param summary the ticket's summary, or null for the default
 * @param firstNote its first note, or null for the default
 * @param updateNote a note about what changed, or null for the default
 * @param closingNote the note before the ticket is closed, or null for the default
 */
public record TicketTemplates(
        @Nullable String summary,
        @Nullable String firstNote,
        @Nullable String updateNote,
        @Nullable String closingNote) {
    /** What the notes about changes have in common. */
    private static final String CHANGED = """
                {{#hasNew}}
                New:
                {{/hasNew}}
                {{#new}}
                - {{severity}}: {{title}}{{#asset}} [{{asset}}]{{/asset}}, {{lastAt}}{{#repeated}}, {{count}} times{{/repeated}}
                {{/new}}
                {{#hasAgain}}
                Seen again:
                {{/hasAgain}}
                {{#again}}
                - {{severity}}: {{title}}{{#asset}} [{{asset}}]{{/asset}}, {{lastAt}}{{#repeated}}, {{count}} times{{/repeated}}
                {{/again}}
                {{#hasResolved}}
                Resolved:
                {{/hasResolved}}
                {{#resolved}}
                - {{severity}}: {{title}}{{#asset}} [{{asset}}]{{/asset}}, {{lastAt}}{{#repeated}}, {{count}} times{{/repeated}}
                {{/resolved}}
                {{#moreCount}}
                … and {{moreCount}} more that changed; all are under incident {{incident}}
                {{/moreCount}}
                """;

    /** The texts that are written unless a rule has its own. */
    public static final TicketTemplates DEFAULT = new TicketTemplates(null, null, null, null);

    /** One of the texts. */
    public enum Part {
        /** The ticket's summary. */
        SUMMARY("summary", """
                {{severity}}: \
                {{#single}}{{title}}{{#dimensions}} ({{dimensions}}){{/dimensions}}{{/single}}\
                {{^single}}{{memberCount}} {{category}} on \
                {{#dimensions}}{{dimensions}}{{/dimensions}}{{^dimensions}}{{company}}{{/dimensions}}{{/single}}"""),
        /** Its first note. */
        FIRST_NOTE("firstNote", """
                {{category}} at {{company}}{{#dimensions}}, {{groupBy}} {{dimensions}}{{/dimensions}}: {{subjects}}, worst {{severity}}.

                {{#members}}
                - {{severity}}: {{title}}{{#asset}} [{{asset}}]{{/asset}}, {{lastAt}}{{#repeated}}, {{count}} times{{/repeated}}{{#isResolved}}, resolved{{/isResolved}}
                {{/members}}
                {{#moreCount}}
                … and {{moreCount}} more; all are under incident {{incident}}
                {{/moreCount}}

                {{#previousTicket}}
                Earlier ticket of this group: #{{previousTicket}}
                {{/previousTicket}}

                Opened by the integration rule '{{rule}}'.
                """),
        /** A note about what changed. */
        UPDATE_NOTE("updateNote", CHANGED + """

                {{^moments}}
                {{activeCount}} of {{memberCount}} active.
                {{/moments}}
                """),
        /** The note before the ticket is closed. */
        CLOSING_NOTE("closingNote", CHANGED + """

                {{#moments}}No more is expected{{/moments}}{{^moments}}All {{memberCount}} resolved{{/moments}}: {{reason}}.
                """);

        private final String field;
        private final String defaultText;

        Part(String field, String defaultText) {
            this.field = field;
            this.defaultText = defaultText;
        }

        /** The name of its field. */
        public String field() {
            return field;
        }

        /** The template that is used unless a rule has its own; something to begin from. */
        public String defaultText() {
            return defaultText;
        }

        /** The default, compiled. */
        public TextTemplate defaultTemplate() {
            return TextTemplate.of(defaultText, TemplateVariable.vocabulary());
        }
    }

    /**
     * Something in a template that cannot work.
     *
     * @param part the text
     * @param line the line of its template, counted from 1
     * @param message what is wrong and what is legal
     */
    public record Fault(Part part, int line, String message) {
        /** The fault in one line: field, line, message. */
        @Override
        public String toString() {
            return "templates." + part.field() + ": line " + line + ": " + message;
        }
    }

    /** Refuses what cannot work, all faults at once, each with its field, its line and what is legal. */
    public TicketTemplates {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(faults(Part.SUMMARY, summary));
        faults.addAll(faults(Part.FIRST_NOTE, firstNote));
        faults.addAll(faults(Part.UPDATE_NOTE, updateNote));
        faults.addAll(faults(Part.CLOSING_NOTE, closingNote));
        if (!faults.isEmpty()) {
            String all = faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
            String field = "templates." + faults.get(0).part().field();
            throw new ConfigurationException(field, all.substring(field.length() + 2));
        }
    }

    /** All that is wrong with one text, in its order; empty for null, which stands for the default. */
    public static List<Fault> faults(Part part, @Nullable String text) {
        return text == null
                ? List.of()
                : TextTemplate.faults(text, TemplateVariable.vocabulary()).stream()
                        .map(fault -> new Fault(part, fault.line(), fault.message()))
                        .toList();
    }

    /** A text that the rule has of its own; empty where the default holds. */
    public Optional<String> given(Part part) {
        return Optional.ofNullable(
                switch (part) {
                    case SUMMARY -> summary;
                    case FIRST_NOTE -> firstNote;
                    case UPDATE_NOTE -> updateNote;
                    case CLOSING_NOTE -> closingNote;
                });
    }

    /** A text's template: the rule's own or the default. */
    public TextTemplate template(Part part) {
        return TextTemplate.of(given(part).orElse(part.defaultText()), TemplateVariable.vocabulary());
    }
}

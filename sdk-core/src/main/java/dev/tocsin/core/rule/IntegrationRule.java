package dev.tocsin.core.rule;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a ticket is made of a group of events. What is common to every PSA has a field here; what only one knows, such as
 * ConnectWise's board, is in {@link #psaFields()} under the names that its adapter describes.
 *
 * @param msp the MSP
 * @param id stays when the name changes; part of every group key
 * @param name the name that people use
 * @param eventSet the name of the event set that selects what the rule takes
 * @param openStatus the status that a ticket is created with
 * @param closedStatus the status that closes it
 * @param priority the priority of its tickets
 * @param priorities priorities by severity that replace {@link #priority()}; may be empty
 * @param noteType who may read what is written on its tickets
 * @param psaFields the fields that only the PSA knows, by the adapter's names
 * @param templates the texts of its tickets
 * @param policy what it does with its tickets when something happens to them
 */
public record IntegrationRule(
        MspId msp,
        String id,
        String name,
        String eventSet,
        String openStatus,
        String closedStatus,
        String priority,
        Map<Severity, String> priorities,
        NoteType noteType,
        Map<String, String> psaFields,
        TicketTemplates templates,
        TicketPolicy policy) {
    /** Copies the maps; refuses what is blank by the field's name. */
    public IntegrationRule {
        needed(id, "id", id);
        needed(id, "name", name);
        needed(id, "eventSet", eventSet);
        needed(id, "openStatus", openStatus);
        needed(id, "closedStatus", closedStatus);
        needed(id, "priority", priority);
        if (policy.isWontFix(openStatus)) {
            throw new ConfigurationException(
                    "rules[" + id + "].policy.wontFixStatuses",
                    "'" + openStatus + "' is the status for creation and cannot mean that nothing will be done");
        }
        priorities = priorities.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(priorities));
        psaFields = Collections.unmodifiableMap(new LinkedHashMap<>(psaFields));
    }

    private static void needed(String id, String field, String value) {
        if (value.isBlank()) {
            throw new ConfigurationException("rules[" + id + "]." + field, "is missing");
        }
    }

    /** A builder for a rule of an MSP. */
    public static Builder builder(MspId msp) {
        return new Builder(msp);
    }

    /** The priority of a ticket whose worst event has the given severity. */
    public String priorityFor(Severity severity) {
        return priorities.getOrDefault(severity, priority);
    }

    /** Collects the fields of a rule. Not thread-safe. */
    public static final class Builder {
        private final MspId msp;
        private @Nullable String id;
        private String name = "";
        private String eventSet = "";
        private String openStatus = "";
        private String closedStatus = "";
        private String priority = "";
        private Map<Severity, String> priorities = Map.of();
        private NoteType noteType = NoteType.EXTERNAL;
        private final Map<String, String> psaFields = new LinkedHashMap<>();
        private TicketTemplates templates = TicketTemplates.DEFAULT;
        private TicketPolicy policy = TicketPolicy.DEFAULT;

        private Builder(MspId msp) {
            this.msp = msp;
        }

        /** The id; the name by default. */
        public Builder id(@Nullable String value) {
            id = value;
            return this;
        }

        /** The name. Needed. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** The event set's name. Needed. */
        public Builder eventSet(String value) {
            eventSet = value;
            return this;
        }

        /** The status for creation. Needed. */
        public Builder openStatus(String value) {
            openStatus = value;
            return this;
        }

        /** The status for closing. Needed. */
        public Builder closedStatus(String value) {
            closedStatus = value;
            return this;
        }

        /** The priority. Needed. */
        public Builder priority(String value) {
            priority = value;
            return this;
        }

        /** Priorities by severity; none by default. */
        public Builder priorities(Map<Severity, String> value) {
            priorities = value;
            return this;
        }

        /** Who may read the notes; {@link NoteType#EXTERNAL} by default. */
        public Builder noteType(NoteType value) {
            noteType = value;
            return this;
        }

        /** A field that only the PSA knows; null or blank removes it. */
        public Builder psaField(String field, @Nullable String value) {
            if (value == null || value.isBlank()) {
                psaFields.remove(field);
            } else {
                psaFields.put(field, value);
            }
            return this;
        }

        /** The texts of its tickets; {@link TicketTemplates#DEFAULT} by default. */
        public Builder templates(TicketTemplates value) {
            templates = value;
            return this;
        }

        /** What it does with its tickets when something happens to them; {@link TicketPolicy#DEFAULT} by default. */
        public Builder policy(TicketPolicy value) {
            policy = value;
            return this;
        }

        /**
         * The rule.
         *
         * @throws ConfigurationException if a field is missing; the message names it
         */
        public IntegrationRule build() {
            return new IntegrationRule(
                    msp,
                    id == null || id.isBlank() ? name : id,
                    name,
                    eventSet,
                    openStatus,
                    closedStatus,
                    priority,
                    priorities,
                    noteType,
                    psaFields,
                    templates,
                    policy);
        }
    }
}

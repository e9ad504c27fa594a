package dev.tocsin.connectwise.psa;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.psa.RuleField;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketTemplates;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds integration rules for ConnectWise, with a method for each of its fields. Not thread-safe. */
public final class ConnectWiseRule {
    /** The field of the service board. */
    public static final String BOARD = "board";
    /** The field of the source. */
    public static final String SOURCE = "source";
    /** The field of the service type. */
    public static final String TYPE = "type";
    /** The field of the service subtype. */
    public static final String SUB_TYPE = "subType";
    /** The field of the service item. */
    public static final String ITEM = "item";

    static final List<RuleField> FIELDS = List.of(
            RuleField.of(BOARD, "Service board", true, null),
            RuleField.of(SOURCE, "Source", false, null),
            RuleField.of(TYPE, "Service type", false, BOARD),
            new RuleField(SUB_TYPE, "Service subtype", false, List.of(BOARD, TYPE)),
            new RuleField(ITEM, "Service item", false, List.of(BOARD, TYPE, SUB_TYPE)));

    private final IntegrationRule.Builder rule;

    private ConnectWiseRule(MspId msp) {
        rule = IntegrationRule.builder(msp);
    }

    /** A builder for a rule of an MSP. */
    public static ConnectWiseRule builder(MspId msp) {
        return new ConnectWiseRule(msp);
    }

    /** The id; the name by default. */
    public ConnectWiseRule id(@Nullable String value) {
        rule.id(value);
        return this;
    }

    /** The name. Needed. */
    public ConnectWiseRule name(String value) {
        rule.name(value);
        return this;
    }

    /** The name of the event set that selects what the rule takes. Needed. */
    public ConnectWiseRule eventSet(String value) {
        rule.eventSet(value);
        return this;
    }

    /** The service board, by name. Needed. */
    public ConnectWiseRule board(String value) {
        rule.psaField(BOARD, value);
        return this;
    }

    /** The source, by name; null for the server's default. */
    public ConnectWiseRule source(@Nullable String value) {
        rule.psaField(SOURCE, value);
        return this;
    }

    /** The service type, by its name on the board; null for none. */
    public ConnectWiseRule type(@Nullable String value) {
        rule.psaField(TYPE, value);
        return this;
    }

    /** The service subtype, by its name on the board; null for none. */
    public ConnectWiseRule subType(@Nullable String value) {
        rule.psaField(SUB_TYPE, value);
        return this;
    }

    /** The service item, by its name on the board; null for none. */
    public ConnectWiseRule item(@Nullable String value) {
        rule.psaField(ITEM, value);
        return this;
    }

    /** The status for creation, by its name on the board. Needed. */
    public ConnectWiseRule openStatus(String value) {
        rule.openStatus(value);
        return this;
    }

    /** The status for closing, by its name on the board. Needed. */
    public ConnectWiseRule closedStatus(String value) {
        rule.closedStatus(value);
        return this;
    }

    /** The priority, by name. Needed. */
    public ConnectWiseRule priority(String value) {
        rule.priority(value);
        return this;
    }

    /** Priorities by severity; none by default. */
    public ConnectWiseRule priorities(Map<Severity, String> value) {
        rule.priorities(value);
        return this;
    }

    /** Who may read the notes; {@link NoteType#EXTERNAL} by default. */
    public ConnectWiseRule noteType(NoteType value) {
        rule.noteType(value);
        return this;
    }

    /** What it does with its tickets when something happens to them; {@link TicketPolicy#DEFAULT} by default. */
    public ConnectWiseRule policy(TicketPolicy value) {
        rule.policy(value);
        return this;
    }

    /** The texts of its tickets; {@link TicketTemplates#DEFAULT} by default. */
    public ConnectWiseRule templates(TicketTemplates value) {
        rule.templates(value);
        return this;
    }

    /**
     * The rule.
     *
     * @throws dev.tocsin.core.base.ConfigurationException if a field is missing; the message names it
     */
    public IntegrationRule build() {
        IntegrationRule built = rule.build();
        if (!built.psaFields().containsKey(BOARD)) {
            throw new dev.tocsin.core.base.ConfigurationException("rules[" + built.id() + "]." + BOARD, "is missing");
        }
        return built;
    }
}

package dev.tocsin.store.jdbc;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.storm.Lane;
import java.util.List;

/**
 * The numbers under which the values of an enum are kept in the rows that are many. A number is a place in the list, so
 * lists are only ever added to at their end. Severities are in their order, since rows are sorted by it.
 *
 * @param <E> the enum
 */
final class Codes<E extends Enum<E>> {
    static final Codes<Severity> SEVERITY =
            new Codes<>(Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
    static final Codes<Receipt.Outcome> OUTCOME = new Codes<>(
            Receipt.Outcome.ACCEPTED,
            Receipt.Outcome.RESOLVED,
            Receipt.Outcome.ANSWERED,
            Receipt.Outcome.PARKED,
            Receipt.Outcome.IGNORED,
            Receipt.Outcome.REFUSED,
            Receipt.Outcome.SUPPRESSED);
    static final Codes<EventCategory> CATEGORY = new Codes<>(
            EventCategory.SYSTEM_CHANGES,
            EventCategory.PROBLEMS,
            EventCategory.SOLUTIONS,
            EventCategory.AZURE_AD_AUDIT,
            EventCategory.AZURE_AD_ERROR,
            EventCategory.AD_AUDIT);
    static final Codes<Lane> LANE = new Codes<>(Lane.TOP, Lane.NORMAL);
    static final Codes<MemberState> MEMBER_STATE =
            new Codes<>(MemberState.ACTIVE, MemberState.RESOLVED, MemberState.ANSWERED, MemberState.MOMENT);

    private final List<E> values;
    private final int[] codes;

    @SafeVarargs
    private Codes(E... values) {
        this.values = List.of(values);
        codes = new int[values.length];
        for (int code = 0; code < values.length; code++) {
            codes[values[code].ordinal()] = code;
        }
    }

    /** The number of a value. */
    int code(E value) {
        return codes[value.ordinal()];
    }

    /** The value of a number. */
    E value(long code) {
        return values.get(Math.toIntExact(code));
    }

    /** How many values there are. */
    int size() {
        return codes.length;
    }
}

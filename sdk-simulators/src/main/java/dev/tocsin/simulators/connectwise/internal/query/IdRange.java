package dev.tocsin.simulators.connectwise.internal.query;

import java.math.BigDecimal;
import java.util.List;

/**
 * The ids that a list's conditions leave.
 *
 * @param after the id below the first
 * @param upTo the last
 * @param exact whether every record with such an id meets the conditions
 */
public record IdRange(int after, int upTo, boolean exact) {
    /** The range of some conditions, of which each must hold; {@code plain} if there are no others. */
    static IdRange of(Condition conditions, boolean plain, int after) {
        List<Condition> parts = conditions instanceof Condition.And and ? and.parts() : List.of(conditions);
        IdRange range = new IdRange(after, Integer.MAX_VALUE, plain);
        for (Condition part : parts) {
            range = range.narrowedBy(part);
        }
        return range;
    }

    private IdRange narrowedBy(Condition part) {
        if (part instanceof Condition.Compare c
                && c.path().equals(List.of("id"))
                && c.literal() instanceof Literal.Number number
                && isId(number.number())) {
            int id = number.number().intValue();
            return switch (c.operator()) {
                case ">" -> new IdRange(Math.max(after, id), upTo, exact);
                case ">=" -> new IdRange(Math.max(after, id - 1), upTo, exact);
                case "<" -> new IdRange(after, Math.min(upTo, id - 1), exact);
                case "<=" -> new IdRange(after, Math.min(upTo, id), exact);
                case "=" -> new IdRange(Math.max(after, id - 1), Math.min(upTo, id), exact);
                default -> new IdRange(after, upTo, false);
            };
        }
        boolean holdsAlways = part instanceof Condition.And all && all.parts().isEmpty();
        return holdsAlways ? this : new IdRange(after, upTo, false);
    }

    private static boolean isId(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }
}

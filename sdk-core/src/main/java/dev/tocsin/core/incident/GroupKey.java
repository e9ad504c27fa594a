package dev.tocsin.core.incident;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.storm.StormKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a group. It is made from the local company, so that mapping anew does not change it, and never from a
 * title, a severity, a count, a time, a board or a rule's name.
 *
 * @param value 26 characters of base32, 130 bits
 */
public record GroupKey(String value) implements Comparable<GroupKey> {
    private static final int CHARS = 26;

    /** Refuses a text of another length. */
    public GroupKey {
        if (value.length() != CHARS) {
            throw new IllegalArgumentException("a group key has " + CHARS + " characters, not '" + value + "'");
        }
    }

    /**
     * The key of a group.
     *
     * @param dimensions the values that the group's events share, null for one that is absent; empty for COMPANY
     */
    public static GroupKey of(
            MspId msp,
            String companyId,
            String ruleId,
            EventCategory category,
            GroupBy groupBy,
            List<@Nullable String> dimensions) {
        KeyHash hash = KeyHash.start()
                .add("g1")
                .add(msp.value())
                .add(companyId)
                .add(ruleId)
                .add(category.name())
                .add(groupBy.name());
        for (String dimension : dimensions) {
            hash.add(dimension);
        }
        return new GroupKey(Base32.encode(hash.finish(), CHARS));
    }

    /** The key of the storm of a company and rule. No group of events can have it. */
    public static GroupKey ofStorm(StormKey storm) {
        KeyHash hash = KeyHash.start()
                .add("s1")
                .add(storm.msp().value())
                .add(storm.companyId())
                .add(storm.ruleId());
        return new GroupKey(Base32.encode(hash.finish(), CHARS));
    }

    @Override
    public int compareTo(GroupKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

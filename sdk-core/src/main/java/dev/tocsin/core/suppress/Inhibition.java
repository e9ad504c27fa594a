package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule by which an active parent mutes its children: a switch that is down, the hosts behind it.
 *
 * <p>Each pair of parent and child counts by itself, whether the parent is muted or not: with a router, a switch and a
 * host down, the host stays quiet until neither mutes it. A subject never mutes itself, and subjects that would mute each
 * other in a circle, however long, do not: each of them acts, since people would otherwise hear of none.
 *
 * @param id the id, unique among the MSP's inhibitions, 1 to 100 characters
 * @param msp the MSP
 * @param parent which active subjects mute; something must be asked for
 * @param child which subjects are muted
 * @param same what both must have in common, {@link SharedField#COMPANY} always
 */
public record Inhibition(String id, MspId msp, Selector parent, Selector child, Set<SharedField> same) {
    /** Refuses a missing id, a parent that may be anything, and a rule across companies. */
    public Inhibition {
        id = Fields.required("inhibitions.id", id, 100);
        String place = "inhibitions[" + id + "].";
        if (parent.isAll()) {
            throw new ConfigurationException(
                    place + "parent",
                    "is empty, so that anything would mute; at least one is needed of category, eventTypes, assets,"
                            + " minSeverity and maxSeverity");
        }
        if (!same.contains(SharedField.COMPANY)) {
            throw new ConfigurationException(
                    place + "same",
                    List.copyOf(same) + " lacks COMPANY, without which one customer's fault would mute another's;"
                            + " legal are COMPANY and further ones of " + List.of(SharedField.values()));
        }
        same = Collections.unmodifiableSet(EnumSet.copyOf(same));
    }

    /** Whether one subject, being active, is by this rule a parent of the other. */
    public boolean mutes(Subject active, Subject other) {
        return !active.fingerprint().equals(other.fingerprint())
                && parent.selects(active)
                && queryFor(other).filter(query -> query.matches(active)).isPresent();
    }

    /** What to ask the index for the parents of a subject; empty if the rule is not about it. */
    public Optional<ParentQuery> queryFor(Subject subject) {
        if (!msp.equals(subject.msp()) || !child.selects(subject)) {
            return Optional.empty();
        }
        Map<SharedField, String> shared = new EnumMap<>(SharedField.class);
        for (SharedField field : same) {
            Optional<String> value = field.of(subject);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            shared.put(field, value.get());
        }
        return Optional.of(new ParentQuery(msp, shared, parent));
    }

    /** The rule as a plain map, without the MSP; {@link #of} reads it back. */
    public Map<String, Object> asValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", id);
        value.put("parent", parent.asValue());
        value.put("child", child.asValue());
        value.put("same", same.stream().map(SharedField::name).toList());
        return Collections.unmodifiableMap(value);
    }

    /**
     * The rule of a plain map.
     *
     * @param place where the map stands, for refusals, such as {@code inhibitions[0]}
     * @throws ConfigurationException if something is missing, not known or not legal
     */
    public static Inhibition of(MspId msp, String place, Map<String, ?> value) {
        return of(msp, new Fields(place, value));
    }

    static Inhibition of(MspId msp, Fields fields) {
        String id = fields.text("id", 100);
        Selector parent = Selector.of(fields.map("parent"));
        Selector child = Selector.of(fields.map("child"));
        Collection<SharedField> same = fields.manyOf("same", SharedField.class);
        fields.end();
        return fields.built(() -> new Inhibition(id, msp, parent, child, Set.copyOf(same)));
    }
}

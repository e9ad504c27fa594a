package dev.tocsin.core.suppress;

import dev.tocsin.core.base.MspId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of the index over active parents. A store answers it from an index with the columns {@code msp}, those of
 * {@link #shared}, and {@code since}; the {@link #selector} may be tested on what that finds. An index over {@code (msp,
 * company_id, asset, since)} and one over {@code (msp, company_id, since)} serve most rules well.
 *
 * @param msp the MSP
 * @param shared the values that the parent must have, {@link SharedField#COMPANY} among them
 * @param selector what the parent must be
 */
public record ParentQuery(MspId msp, Map<SharedField, String> shared, Selector selector) {
    /** Copies the values. */
    public ParentQuery {
        shared = Collections.unmodifiableMap(new EnumMap<>(shared));
    }

    /** The columns after {@code msp} by which an index finds the answer, in the order in which it should have them. */
    public List<String> columns() {
        return shared.keySet().stream().map(SharedField::column).toList();
    }

    /** Whether a subject, if it is active, is among the answers. */
    public boolean matches(Subject subject) {
        return msp.equals(subject.msp())
                && selector.selects(subject)
                && shared.entrySet().stream()
                        .allMatch(entry -> entry.getKey()
                                .of(subject)
                                .filter(entry.getValue()::equals)
                                .isPresent());
    }
}

package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of which company a record must be, where mappings name it by its identifier or by its id in digits. */
final class CompanyCondition {
    private CompanyCondition() {}

    static Condition on(ReferenceField<?> field, String identifierOrId) {
        return RecordId.parse(identifierOrId)
                .map(field::is)
                .orElseGet(() -> field.part("identifier").eq(identifierOrId));
    }

    static Reference reference(String identifierOrId) {
        return RecordId.parse(identifierOrId).map(Reference::id).orElseGet(() -> Reference.identified(identifierOrId));
    }

    /** Whether a record's company is the one. */
    static boolean isMetBy(@Nullable Reference company, String identifierOrId) {
        if (company == null) {
            return false;
        }
        Optional<Integer> id = RecordId.parse(identifierOrId);
        return id.isPresent() ? id.get().equals(company.id()) : identifierOrId.equalsIgnoreCase(company.identifier());
    }
}

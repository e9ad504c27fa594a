package dev.tocsin.core.psa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an integration rule that only one PSA knows, described by its adapter.
 *
 * @param name the field's name in a rule
 * @param label what people call it
 * @param required whether a rule must have it
 * @param dependsOn the fields whose values decide which values are legal here; may be empty
 */
public record RuleField(String name, String label, boolean required, List<String> dependsOn) {
    /** Copies the dependencies. */
    public RuleField {
        dependsOn = List.copyOf(dependsOn);
    }

    /** A field whose legal values depend on one other, or on none if that is null. */
    public static RuleField of(String name, String label, boolean required, @Nullable String dependsOn) {
        return new RuleField(name, label, required, dependsOn == null ? List.of() : List.of(dependsOn));
    }
}

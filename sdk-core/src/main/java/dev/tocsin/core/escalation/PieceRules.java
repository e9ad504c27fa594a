package dev.tocsin.core.escalation;

import dev.tocsin.core.base.ConfigurationException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;

/** What is legal in the pieces of this room. */
final class PieceRules {
    private static final int MAX_ID = 64;
    private static final int MAX_NAME = 200;

    private PieceRules() {}

    static void id(String field, String id) {
        if (id.isBlank() || id.length() > MAX_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(field, "1 to " + MAX_ID + " characters in one line are legal");
        }
    }

    static void name(String field, String name) {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(field, "1 to " + MAX_NAME + " characters in one line are legal");
        }
    }

    static void notNegative(String field, Duration value) {
        if (value.isNegative()) {
            throw new ConfigurationException(field, value + " is negative; zero or more is legal");
        }
    }

    static void positive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException(field, value + " is not legal; more than zero is");
        }
    }

    static void someDifferent(String field, Collection<?> values) {
        if (values.isEmpty()) {
            throw new ConfigurationException(field, "is empty; at least one is needed");
        }
        if (new HashSet<>(values).size() != values.size()) {
            throw new ConfigurationException(field, "each stands once");
        }
    }
}

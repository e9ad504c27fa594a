package dev.tocsin.core.consent;

import java.util.Map;

/**
 * By what a grant or an opt-out is proven.
 *
 * @param method how it came
 * @param actor whose act it was, and from where
 * @param evidence what proves it, by name, such as {@code page} and {@code requestId}; a grant needs some
 */
public record ConsentProof(ConsentMethod method, ConsentActor actor, Map<String, String> evidence) {
    /** Copies the evidence. */
    public ConsentProof {
        evidence = Map.copyOf(evidence);
    }
}

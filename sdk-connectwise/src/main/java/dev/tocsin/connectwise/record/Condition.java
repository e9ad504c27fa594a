package dev.tocsin.connectwise.record;

/**
 * A filter on records, built by {@link Conditions} and sent in the vendor's query grammar. Immutable. Values can never
 * end their own quotes, so text from anywhere may be put in.
 */
public sealed interface Condition permits Comparison, Junction {
    /** The filter in the server's grammar, not yet encoded for an address. */
    String expression();

    /**
     * The opposite. The grammar documents no general negation, so it is pushed down to the operators. As in SQL, a
     * record whose field is null meets neither a comparison nor its opposite.
     */
    Condition not();

    /** Both this and the other. */
    default Condition and(Condition other) {
        return Conditions.all(this, other);
    }

    /** This or the other or both. */
    default Condition or(Condition other) {
        return Conditions.any(this, other);
    }
}

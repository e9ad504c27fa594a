package dev.tocsin.simulators.twilio;

import java.util.List;

/**
 * What a phone does when it is called.
 *
 * @param reaction what happens
 * @param by who answers; without meaning unless somebody does
 * @param keys the digits for each {@code <Gather>} in order; empty text for none in time
 */
record CallScript(Reaction reaction, AnsweredBy by, List<String> keys) {
    CallScript {
        keys = List.copyOf(keys);
    }

    static CallScript of(Reaction reaction) {
        return new CallScript(reaction, AnsweredBy.HUMAN, List.of());
    }

    enum Reaction {
        ANSWERS,
        NO_ANSWER,
        BUSY,
        FAILED,
        /** It rings until somebody picks up or the call is cancelled. */
        RINGS
    }
}

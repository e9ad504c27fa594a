package dev.tocsin.core.consent;

import java.time.Instant;

/** The state for the address of Microsoft's consent page, or why there is none yet. */
public sealed interface AddressState {
    /**
     * The administrator accepted the text, and may be sent to the address with this state.
     *
     * @param state the state for the query of the address; it counts once
     * @param expiresAt from when on it counts no more
     * @param acceptance by which acceptance
     */
    record Ready(String state, Instant expiresAt, AdminAcceptance acceptance) implements AddressState {
        /** The answer without the state, whose holder could use it. */
        @Override
        public String toString() {
            return "Ready[until " + expiresAt + ", acceptance " + acceptance.id() + "]";
        }
    }

    /**
     * The administrator must accept the text first.
     *
     * @param reason why
     * @param text the text to show
     */
    record AcceptanceNeeded(AddressDecision.Reason reason, ConsentText text) implements AddressState {}
}

package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;

/** What a state that came back from Microsoft's consent page led to. */
public sealed interface StateRedemption {
    /**
     * It is ours and was not used before; now it is used up.
     *
     * @param companyId the company whose administrator came back
     */
    record Redeemed(String companyId) implements StateRedemption {}

    /**
     * It is ours, but it was used before: the page was reloaded, or somebody took a copy.
     *
     * @param companyId the company that it was made for
     */
    record Used(String companyId) implements StateRedemption {}

    /**
     * It is ours, but too late: the administrator begins anew.
     *
     * @param companyId the company that it was made for
     */
    record Expired(String companyId) implements StateRedemption {}

    /**
     * It is of another MSP that signs with the same keys; it is not used up.
     *
     * @param msp whose it is
     */
    record OfAnotherMsp(MspId msp) implements StateRedemption {}

    /** It has the form of ours, but no key of ours signed it. */
    record Forged() implements StateRedemption {}

    /**
     * It is no state at all.
     *
     * @param message what is wrong with it, without repeating it
     */
    record Malformed(String message) implements StateRedemption {}
}

package dev.tocsin.msgraph.source;

import dev.tocsin.core.consent.AddressDecision;
import dev.tocsin.core.consent.ConsentText;
import java.net.URI;
import java.time.Instant;

/** Whether the administrator of a company may be sent to Microsoft's consent page. */
public sealed interface OnboardingStart {
    /**
     * The administrator may.
     *
     * @param address the page; it leads back once
     * @param expiresAt from when on it leads back in vain
     */
    record Ready(URI address, Instant expiresAt) implements OnboardingStart {
        /** The answer without the address, whose holder could use it. */
        @Override
        public String toString() {
            return "Ready[until " + expiresAt + "]";
        }
    }

    /**
     * The administrator must accept the company's text first ({@link dev.tocsin.core.ConsentLedger#accept}).
     *
     * @param reason why
     * @param text the text to show
     */
    record AcceptanceNeeded(AddressDecision.Reason reason, ConsentText text) implements OnboardingStart {}
}

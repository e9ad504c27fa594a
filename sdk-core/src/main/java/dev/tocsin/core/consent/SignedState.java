package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What the state of Microsoft's consent page carries: for which company the administrator was sent there. That it counts once is
 * held by the store, which keeps the nonces that were used until they expire.
 *
 * @param msp the MSP
 * @param companyId the host's own id of the company, 1 to 200 characters
 * @param nonce 16 to 64 characters of base64url that nobody can guess, fresh for every state
 * @param expiresAt from when on it counts no more, in whole seconds
 */
public record SignedState(MspId msp, String companyId, String nonce, Instant expiresAt) {
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    /** Refuses illegal parts; the time is cut to whole seconds. */
    public SignedState {
        if (companyId.isBlank() || companyId.length() > 200) {
            throw new IllegalArgumentException("state.companyId: 1 to 200 characters are needed");
        }
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException("state.nonce: 16 to 64 characters of base64url are needed");
        }
        expiresAt = Instant.ofEpochSecond(expiresAt.getEpochSecond());
    }

    /** The state without its nonce, whose holder could use it. */
    @Override
    public String toString() {
        return "SignedState[" + msp + "/" + companyId + " until " + expiresAt + "]";
    }
}

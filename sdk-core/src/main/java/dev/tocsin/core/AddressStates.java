package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AddressDecision;
import dev.tocsin.core.consent.AddressState;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.SignedState;
import dev.tocsin.core.consent.StateRedemption;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.consent.StateVerification;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signs the states that go through Microsoft's consent page, and uses them up when they come back. Thread-safe. */
final class AddressStates {
    /** 24 bytes are 32 characters of base64url and more than anybody can guess. */
    private static final int NONCE_BYTES = 24;

    private final MspId msp;
    private final Store store;
    private final Clock clock;
    private final RandomGenerator random;
    private final Attestations attestations;

    AddressStates(MspId msp, Store store, Clock clock, RandomGenerator random, Attestations attestations) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.attestations = attestations;
    }

    AddressState sign(String companyId, AddressDecision decision, StateSigner signer, Duration lifetime) {
        if (decision instanceof AddressDecision.AcceptanceNeeded needed) {
            return new AddressState.AcceptanceNeeded(needed.reason(), needed.text());
        }
        AdminAcceptance acceptance = ((AddressDecision.Granted) decision).acceptance();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Instant now = clock.instant();
        SignedState state = new SignedState(
                msp, companyId, Base64.getUrlEncoder().withoutPadding().encodeToString(nonce), now.plus(lifetime));
        return new AddressState.Ready(signer.sign(state, now), state.expiresAt(), acceptance);
    }

    StateRedemption redeem(@Nullable String state, StateSigner signer) {
        Instant now = clock.instant();
        StateVerification verification = signer.verify(state, now);
        if (verification instanceof StateVerification.Malformed malformed) {
            return new StateRedemption.Malformed(malformed.message());
        }
        if (verification instanceof StateVerification.Forged) {
            return new StateRedemption.Forged();
        }
        SignedState signed = verification instanceof StateVerification.Expired expired
                ? expired.state()
                : ((StateVerification.Valid) verification).state();
        if (!signed.msp().equals(msp)) {
            return new StateRedemption.OfAnotherMsp(signed.msp());
        }
        String companyId = signed.companyId();
        if (verification instanceof StateVerification.Expired) {
            return new StateRedemption.Expired(companyId);
        }
        return store.write(session -> {
            if (!session.consent().use(signed.nonce(), signed.expiresAt(), now)) {
                return new StateRedemption.Used(companyId);
            }
            attestations.trail(session, companyId, "the consent page", "an administrator came back with our state");
            return new StateRedemption.Redeemed(companyId);
        });
    }
}

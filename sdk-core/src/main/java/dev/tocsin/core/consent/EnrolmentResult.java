package dev.tocsin.core.consent;

import dev.tocsin.core.people.PersonRef;
import java.util.List;
import java.util.Map;

/**
 * What an enrolment writes.
 *
 * @param entries an opt-in for each who is enrolled; the ledger keeps the first under one id and passes a second by
 * @param skipped who is not enrolled, and why
 */
public record EnrolmentResult(List<ConsentEntry> entries, Map<PersonRef, Reason> skipped) {
    /** Copies both. */
    public EnrolmentResult {
        entries = List.copyOf(entries);
        skipped = Map.copyOf(skipped);
    }

    /** Why a user is not enrolled. */
    public enum Reason {
        /** Nobody attested anything: the users are asked one by one. */
        NOT_ATTESTED,
        /** What was attested was taken back. */
        WITHDRAWN,
        /** The attestation is dated in the future, so its time proves nothing. */
        IN_THE_FUTURE,
        /** The user is of another MSP than the acceptance. */
        OTHER_MSP,
        /** The account is disabled or gone. */
        NOT_ACTIVE,
        /**
         * The attestation is not about the user: the user or a number of the user came later, or the directory was not read to
         * its end since. Whoever comes later is asked, or attested by a new acceptance.
         */
        NOT_REACHED,
        /** No phone takes what the text is about. */
        NO_USABLE_PHONE
    }
}

package dev.tocsin.core.consent;

import dev.tocsin.core.base.MspId;
import java.time.Instant;

/**
 * That a company's administrator accepted the text, before the address of Microsoft's consent page was handed out.
 *
 * @param id the id of the acceptance, 1 to 64 characters
 * @param msp the MSP
 * @param companyId the host's own id of the company
 * @param policy what the administrator agreed to or attested
 * @param textHash the version of the text that was shown ({@link ConsentText#hash})
 * @param administrator who accepted: a name and a mail address or account
 * @param from from where: the IP address
 * @param at when
 */
public record AdminAcceptance(
        String id,
        MspId msp,
        String companyId,
        EnrolmentPolicy policy,
        String textHash,
        String administrator,
        String from,
        Instant at) {
    /** Refuses what would be no proof. */
    public AdminAcceptance {
        bounded("id", id, 64);
        bounded("companyId", companyId, 200);
        bounded("administrator", administrator, 200);
        bounded("from", from, 64);
        if (!textHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("acceptance.textHash: 64 small hexadecimal digits are needed");
        }
    }

    private static void bounded(String field, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw new IllegalArgumentException("acceptance." + field + ": 1 to " + most + " characters are needed");
        }
    }
}

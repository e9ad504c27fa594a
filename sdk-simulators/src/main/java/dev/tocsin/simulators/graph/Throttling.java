package dev.tocsin.simulators.graph;

/**
 * The limits beyond which requests are refused with 429 (concepts/throttling-limits.md); for any of them 0 means none. A
 * refused request is not counted; Retry-After tells when the window of its limit ends. Immutable.
 *
 * @param globalPerSecond requests of the app to all tenants in a second
 * @param identityUnitsPer10Seconds resource units of the directory for each tenant in 10 s; {@link #BY_TENANT_SIZE} for
 *     3,500, 5,000 or 8,000 with under 50, up to 500 or more users
 * @param auditRequestsPer10Seconds requests to {@code /auditLogs} for each tenant in 10 s
 * @param alertRequestsPerMinute requests to {@code /security} for each tenant in a minute
 * @param mailRequestsPer10Minutes mails for each mailbox in 10 minutes
 * @param mailBytesPer5Minutes bytes of mails for each mailbox in 5 minutes
 */
public record Throttling(
        int globalPerSecond,
        int identityUnitsPer10Seconds,
        int auditRequestsPer10Seconds,
        int alertRequestsPerMinute,
        int mailRequestsPer10Minutes,
        int mailBytesPer5Minutes) {
    /** A number of resource units that goes by the number of the tenant's users. */
    public static final int BY_TENANT_SIZE = -1;

    /** Refuses negative limits. */
    public Throttling {
        boolean legal = globalPerSecond >= 0
                && identityUnitsPer10Seconds >= BY_TENANT_SIZE
                && auditRequestsPer10Seconds >= 0
                && alertRequestsPerMinute >= 0
                && mailRequestsPer10Minutes >= 0
                && mailBytesPer5Minutes >= 0;
        if (!legal) {
            throw new IllegalArgumentException("throttling: a limit must be 0 for none, or above");
        }
    }

    /** No limits. */
    public static Throttling none() {
        return new Throttling(0, 0, 0, 0, 0, 0);
    }

    /** The vendor's limits. */
    public static Throttling documented() {
        return new Throttling(2_000, BY_TENANT_SIZE, 5, 150, 10_000, 150 * 1024 * 1024);
    }

    /** These limits with other resource units of the directory in 10 s. */
    public Throttling withIdentityUnits(int per10Seconds) {
        return new Throttling(
                globalPerSecond,
                per10Seconds,
                auditRequestsPer10Seconds,
                alertRequestsPerMinute,
                mailRequestsPer10Minutes,
                mailBytesPer5Minutes);
    }

    /** These limits with another number of mails for each mailbox in 10 minutes. */
    public Throttling withMails(int per10Minutes) {
        return new Throttling(
                globalPerSecond,
                identityUnitsPer10Seconds,
                auditRequestsPer10Seconds,
                alertRequestsPerMinute,
                per10Minutes,
                mailBytesPer5Minutes);
    }

    /** The resource units of a tenant with so many users; 0 for no limit. */
    int identityUnits(int users) {
        if (identityUnitsPer10Seconds != BY_TENANT_SIZE) {
            return identityUnitsPer10Seconds;
        }
        return users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000;
    }
}

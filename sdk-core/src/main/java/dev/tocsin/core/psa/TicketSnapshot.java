package dev.tocsin.core.psa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the PSA showed it at one moment.
 *
 * @param id the PSA's id of the ticket
 * @param summary its summary
 * @param status the name of its status
 * @param closed whether that status closes it
 * @param owner the member who owns it, or null if none does
 * @param company the PSA's id of its company, or null if it was not read
 * @param reference the reference that it carries, in whatever way, or null if there is none
 * @param createdBy the member who created it, or null if the PSA does not say
 * @param updatedBy the member who changed it last, or null if the PSA does not say
 * @param createdAt when it was created, or null if the PSA does not say
 * @param updatedAt when it was changed last, or null if the PSA does not say
 * @param actualHours the hours booked on it
 * @param mergedInto the ticket that it was merged into, or null
 * @param hasChildren whether other tickets hang below it
 */
public record TicketSnapshot(
        String id,
        String summary,
        String status,
        boolean closed,
        @Nullable String owner,
        @Nullable String company,
        @Nullable String reference,
        @Nullable String createdBy,
        @Nullable String updatedBy,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        double actualHours,
        @Nullable String mergedInto,
        boolean hasChildren) {}

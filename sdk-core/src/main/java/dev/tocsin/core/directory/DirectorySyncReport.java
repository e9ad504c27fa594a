package dev.tocsin.core.directory;

import dev.tocsin.core.base.ShownText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the reading of one directory went.
 *
 * @param connectionId the connection
 * @param companyId the customer
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param ending how it ended
 * @param message why it ended so, or null if it was completed
 * @param whole whether all users were told, not only what changed
 * @param counts what it did; what was done before a failure is durable
 * @param unreadPhones the first {@value #MAX_UNREAD} phones that could not be read; the counts count all
 */
public record DirectorySyncReport(
        String connectionId,
        String companyId,
        Instant startedAt,
        Instant endedAt,
        Ending ending,
        @Nullable String message,
        boolean whole,
        DirectoryProgress counts,
        List<UnreadPhone> unreadPhones) {
    /** The most phones that a report lists, for memory's sake. */
    public static final int MAX_UNREAD = 1_000;

    /** How a reading ends. */
    public enum Ending {
        /** The users are as the directory told them. */
        COMPLETED,
        /** Another reading has the directory now; this one did nothing, or no more since the other began. */
        BUSY,
        /** Somebody stopped it between two pages. The next reading goes on as after a failure. */
        CANCELLED,
        /**
         * The directory could not be read, or told what cannot be. The next reading goes on where this one ended; if that read all
         * users while some were known already, it begins anew.
         */
        FAILED
    }

    /** Copies the phones. */
    public DirectorySyncReport {
        unreadPhones = List.copyOf(unreadPhones);
    }

    /** The report for people: a line for the whole and one for each phone, whatever the directory put into its texts. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(connectionId + ": "
                + switch (ending) {
                    case COMPLETED -> "completed";
                    case BUSY -> "busy";
                    case CANCELLED -> "cancelled";
                    case FAILED -> "failed";
                }
                + (message == null ? "" : ": " + ShownText.inLine(message)) + "; " + counts);
        unreadPhones.forEach(phone -> lines.add("  " + phone));
        long more = counts.unreadPhones() - unreadPhones.size();
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return List.copyOf(lines);
    }
}

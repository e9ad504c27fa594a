package dev.tocsin.core.psa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the PSA showed it at one moment. Made by {@link #builder(String, String, String)}.
 *
 * @param id the PSA's id of the ticket
 * @param summary its summary
 * @param status the name of its status
 * @param closed whether that status closes it
 * @param board the name of the board that it lies on, or null if the PSA has none or does not say
 * @param priority the name of its priority, or null if the PSA does not say
 * @param owner the member who owns it, or null if none does
 * @param company the PSA's id of its company, or null if it was not read
 * @param contact the PSA's id of the contact whom it concerns, or null if it has none
 * @param reference the reference that it carries, in whatever way, or null if there is none
 * @param createdBy the member who created it, or null if the PSA does not say
 * @param updatedBy the member who changed it last, or null if the PSA does not say
 * @param createdAt when it was created, or null if the PSA does not say
 * @param updatedAt when it was changed last, or null if the PSA does not say
 * @param actualHours the hours booked on it
 * @param mergedInto the ticket that it was merged into, or null
 * @param hasChildren whether other tickets hang below it
 * @param mergedChildren whether other tickets were merged into it
 * @param project whether it became a ticket of a project, which is read only from then on
 */
public record TicketSnapshot(
        String id,
        String summary,
        String status,
        boolean closed,
        @Nullable String board,
        @Nullable String priority,
        @Nullable String owner,
        @Nullable String company,
        @Nullable String contact,
        @Nullable String reference,
        @Nullable String createdBy,
        @Nullable String updatedBy,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        double actualHours,
        @Nullable String mergedInto,
        boolean hasChildren,
        boolean mergedChildren,
        boolean project) {
    /**
     * A builder of an open ticket with nothing else known of it.
     *
     * @param id the PSA's id of the ticket
     * @param summary its summary
     * @param status the name of its status
     */
    public static Builder builder(String id, String summary, String status) {
        return new Builder(id, summary, status);
    }

    /** Collects what is known of a ticket; null always means that it has none or that it is not known. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String summary;
        private final String status;
        private boolean closed;
        private @Nullable String board;
        private @Nullable String priority;
        private @Nullable String owner;
        private @Nullable String company;
        private @Nullable String contact;
        private @Nullable String reference;
        private @Nullable String createdBy;
        private @Nullable String updatedBy;
        private @Nullable Instant createdAt;
        private @Nullable Instant updatedAt;
        private double actualHours;
        private @Nullable String mergedInto;
        private boolean hasChildren;
        private boolean mergedChildren;
        private boolean project;

        private Builder(String id, String summary, String status) {
            this.id = id;
            this.summary = summary;
            this.status = status;
        }

        /** Whether its status closes it; false by default. */
        public Builder closed(boolean value) {
            closed = value;
            return this;
        }

        /** The name of its board. */
        public Builder board(@Nullable String name) {
            board = name;
            return this;
        }

        /** The name of its priority. */
        public Builder priority(@Nullable String name) {
            priority = name;
            return this;
        }

        /** The member who owns it. */
        public Builder owner(@Nullable String member) {
            owner = member;
            return this;
        }

        /** The PSA's id of its company. */
        public Builder company(@Nullable String companyId) {
            company = companyId;
            return this;
        }

        /** The PSA's id of its contact. */
        public Builder contact(@Nullable String contactId) {
            contact = contactId;
            return this;
        }

        /** The reference that it carries. */
        public Builder reference(@Nullable String value) {
            reference = value;
            return this;
        }

        /** Who created it, and when. */
        public Builder created(@Nullable String member, @Nullable Instant at) {
            createdBy = member;
            createdAt = at;
            return this;
        }

        /** Who changed it last, and when. */
        public Builder updated(@Nullable String member, @Nullable Instant at) {
            updatedBy = member;
            updatedAt = at;
            return this;
        }

        /** The hours booked on it; 0 by default. */
        public Builder actualHours(double hours) {
            actualHours = hours;
            return this;
        }

        /** The ticket that it was merged into. */
        public Builder mergedInto(@Nullable String ticketId) {
            mergedInto = ticketId;
            return this;
        }

        /** Whether other tickets hang below it; false by default. */
        public Builder hasChildren(boolean value) {
            hasChildren = value;
            return this;
        }

        /** Whether other tickets were merged into it; false by default. */
        public Builder mergedChildren(boolean value) {
            mergedChildren = value;
            return this;
        }

        /** Whether it became a ticket of a project; false by default. */
        public Builder project(boolean value) {
            project = value;
            return this;
        }

        /** The ticket. */
        public TicketSnapshot build() {
            return new TicketSnapshot(
                    id,
                    summary,
                    status,
                    closed,
                    board,
                    priority,
                    owner,
                    company,
                    contact,
                    reference,
                    createdBy,
                    updatedBy,
                    createdAt,
                    updatedAt,
                    actualHours,
                    mergedInto,
                    hasChildren,
                    mergedChildren,
                    project);
        }
    }
}

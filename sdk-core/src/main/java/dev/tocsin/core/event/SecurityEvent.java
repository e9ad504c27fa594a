package dev.tocsin.core.event;

import dev.tocsin.core.base.MspId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One report of a source about one subject at one customer. Immutable; all text is NFC-normalised and trimmed. Build it
 * with {@link #builder()}, which refuses what is missing or too long by the field's name.
 */
public final class SecurityEvent {
    /** Times that every store can keep; those outside are what clocks show that were never set. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final MspId msp;
    private final String source;
    private final String sourceCompanyId;
    private final String externalId;
    private final boolean stableId;
    private final @Nullable String deliveryId;
    private final EventKind kind;
    private final Instant occurredAt;
    private final @Nullable Long sequence;
    private final EventCategory category;
    private final boolean moment;
    private final String eventType;
    private final Severity severity;
    private final String title;
    private final @Nullable String description;
    private final @Nullable String asset;
    private final @Nullable String product;
    private final @Nullable String os;
    private final @Nullable String fix;
    private final @Nullable EventUser user;
    private final Map<String, String> attributes;
    private final @Nullable String attachTo;

    private SecurityEvent(Builder b) {
        msp = Objects.requireNonNull(b.msp, "msp");
        source = Text.required("source", b.source, 100);
        sourceCompanyId = Text.required("sourceCompanyId", b.sourceCompanyId, 200);
        externalId = Text.required("externalId", b.externalId, 500);
        stableId = b.stableId;
        deliveryId = Text.optional("deliveryId", b.deliveryId, 500);
        kind = needed("kind", b.kind);
        occurredAt = inRange(needed("occurredAt", b.occurredAt));
        sequence = b.sequence;
        category = needed("category", b.category);
        moment = b.moment == null ? category.moment() : b.moment;
        eventType = Text.required("eventType", b.eventType, 200);
        severity = needed("severity", b.severity);
        String givenTitle = Text.optional("title", b.title, 1_000);
        title = givenTitle == null ? eventType : givenTitle;
        description = Text.optional("description", b.description, 20_000);
        asset = Text.optional("asset", b.asset, 300);
        product = Text.optional("product", b.product, 300);
        os = Text.optional("os", b.os, 300);
        fix = Text.optional("fix", b.fix, 1_000);
        user = b.user;
        attributes = b.attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(b.attributes));
        attachTo = Text.optional("attachTo", b.attachTo, 50);
    }

    private static Instant inRange(Instant occurredAt) {
        if (occurredAt.isBefore(EARLIEST) || !occurredAt.isBefore(LATEST)) {
            throw new IllegalArgumentException("occurredAt: " + occurredAt + " is not legal; " + EARLIEST
                    + " and later, but before " + LATEST + ", is");
        }
        return occurredAt;
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        return value;
    }

    /** A builder with nothing set but the MSP, {@link MspId#SINGLE}, and the severity, {@link Severity#MEDIUM}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The MSP that the event belongs to. */
    public MspId msp() {
        return msp;
    }

    /** The system that reported it, such as {@code nessus}. */
    public String source() {
        return source;
    }

    /** The source's id of the customer. */
    public String sourceCompanyId() {
        return sourceCompanyId;
    }

    /** The source's id of the subject or of the report; see {@link #stableId()}. */
    public String externalId() {
        return externalId;
    }

    /** Whether the external id names the subject for as long as it exists, rather than one report about it. */
    public boolean stableId() {
        return stableId;
    }

    /** The source's id of this delivery, or null if it is to be derived from what is delivered. */
    public @Nullable String deliveryId() {
        return deliveryId;
    }

    /** What the event says about its subject. */
    public EventKind kind() {
        return kind;
    }

    /** When it happened, by the source's clock. */
    public Instant occurredAt() {
        return occurredAt;
    }

    /** The order among events of one subject, or null if {@link #occurredAt()} tells it. */
    public @Nullable Long sequence() {
        return sequence;
    }

    /** The kind of event. */
    public EventCategory category() {
        return category;
    }

    /** Whether it happened once and is never active; the category's nature unless the source declared the other. */
    public boolean moment() {
        return moment;
    }

    /** The source's type of the event, such as a rule's or a plug-in's name. */
    public String eventType() {
        return eventType;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** One line for people; the event type if none was given. */
    public String title() {
        return title;
    }

    /** More for people; empty if there is none. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** The affected asset; empty if none is. */
    public Optional<String> asset() {
        return Optional.ofNullable(asset);
    }

    /** The affected product; empty if none is. */
    public Optional<String> product() {
        return Optional.ofNullable(product);
    }

    /** The operating system of the asset; empty if it does not matter. */
    public Optional<String> os() {
        return Optional.ofNullable(os);
    }

    /** The fix that remedies it; empty if none is known. */
    public Optional<String> fix() {
        return Optional.ofNullable(fix);
    }

    /** The affected user; empty if none is. */
    public Optional<EventUser> user() {
        return Optional.ofNullable(user);
    }

    /** What else the source says, in its order; unmodifiable. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** The PSA's ticket that the event's group is to be attached to; empty for one of its own. */
    public Optional<String> attachTo() {
        return Optional.ofNullable(attachTo);
    }

    /**
     * A hash over what a technician reads of the event: type, title, description, asset, product, operating system and
     * fix. Attributes are left out, since sources put counters and times there.
     */
    public long payloadHash() {
        long hash = 1;
        for (String part : Arrays.asList(eventType, title, description, asset, product, os, fix)) {
            hash = 31 * hash + (part == null ? 1 : 2);
            for (int i = 0; part != null && i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001B3L;
            }
        }
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecurityEvent that
                && msp.equals(that.msp)
                && source.equals(that.source)
                && sourceCompanyId.equals(that.sourceCompanyId)
                && Objects.equals(deliveryId, that.deliveryId)
                && kind == that.kind
                && severity == that.severity
                && eventType.equals(that.eventType)
                && title.equals(that.title)
                && occurredAt.equals(that.occurredAt)
                && Objects.equals(description, that.description)
                && Objects.equals(asset, that.asset)
                && Objects.equals(product, that.product)
                && Objects.equals(os, that.os)
                && Objects.equals(fix, that.fix)
                && Objects.equals(user, that.user)
                && Objects.equals(sequence, that.sequence)
                && category == that.category
                && moment == that.moment
                && stableId == that.stableId
                && externalId.equals(that.externalId)
                && attributes.equals(that.attributes)
                && Objects.equals(attachTo, that.attachTo);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, sourceCompanyId, externalId, kind, occurredAt);
    }

    @Override
    public String toString() {
        return kind + " " + category.label() + " '" + title + "' (" + source + " " + externalId + ") of "
                + sourceCompanyId;
    }

    /** Collects the fields of an event. Not thread-safe. */
    public static final class Builder {
        private MspId msp = MspId.SINGLE;
        private @Nullable String source;
        private @Nullable String sourceCompanyId;
        private @Nullable String externalId;
        private boolean stableId;
        private @Nullable String deliveryId;
        private @Nullable EventKind kind = EventKind.RAISED;
        private @Nullable Instant occurredAt;
        private @Nullable Long sequence;
        private @Nullable EventCategory category;
        private @Nullable Boolean moment;
        private @Nullable String eventType;
        private @Nullable Severity severity = Severity.MEDIUM;
        private @Nullable String title;
        private @Nullable String description;
        private @Nullable String asset;
        private @Nullable String product;
        private @Nullable String os;
        private @Nullable String fix;
        private @Nullable EventUser user;
        private Map<String, String> attributes = Map.of();
        private @Nullable String attachTo;

        private Builder() {}

        /** The MSP; {@link MspId#SINGLE} by default. */
        public Builder msp(MspId value) {
            msp = value;
            return this;
        }

        /** The reporting system, 1 to 100 characters. Needed. */
        public Builder source(String value) {
            source = value;
            return this;
        }

        /** The source's id of the customer, 1 to 200 characters. Needed. */
        public Builder sourceCompanyId(@Nullable String value) {
            sourceCompanyId = value;
            return this;
        }

        /** The id of one report about the subject, 1 to 500 characters. This or {@link #stableId} is needed. */
        public Builder externalId(@Nullable String value) {
            externalId = value;
            stableId = false;
            return this;
        }

        /** The id of the subject itself, the same in all its events. Use it if the source keeps such ids. */
        public Builder stableId(@Nullable String value) {
            externalId = value;
            stableId = true;
            return this;
        }

        /** The source's id of this delivery; derived from id, kind, time and sequence if it is not set. */
        public Builder deliveryId(@Nullable String value) {
            deliveryId = value;
            return this;
        }

        /** What the event says; {@link EventKind#RAISED} by default. */
        public Builder kind(@Nullable EventKind value) {
            kind = value;
            return this;
        }

        /** When it happened, from the year 1900 to 2199. Needed. Never the time of reading, or the same report read twice is two events. */
        public Builder occurredAt(@Nullable Instant value) {
            occurredAt = value;
            return this;
        }

        /** The order among events of one subject; null if the time tells it. */
        public Builder sequence(@Nullable Long value) {
            sequence = value;
            return this;
        }

        /** The category. Needed. */
        public Builder category(@Nullable EventCategory value) {
            category = value;
            return this;
        }

        /** Declares the event to be a moment, or a state, against its category's nature; null for the category's. */
        public Builder moment(@Nullable Boolean value) {
            moment = value;
            return this;
        }

        /** The source's type of the event, 1 to 200 characters. Needed. */
        public Builder eventType(@Nullable String value) {
            eventType = value;
            return this;
        }

        /** The severity; {@link Severity#MEDIUM} by default. */
        public Builder severity(@Nullable Severity value) {
            severity = value;
            return this;
        }

        /** One line for people, at most 1,000 characters; the event type by default. */
        public Builder title(@Nullable String value) {
            title = value;
            return this;
        }

        /** More for people, at most 20,000 characters. */
        public Builder description(@Nullable String value) {
            description = value;
            return this;
        }

        /** The affected asset, at most 300 characters. */
        public Builder asset(@Nullable String value) {
            asset = value;
            return this;
        }

        /** The affected product, at most 300 characters. */
        public Builder product(@Nullable String value) {
            product = value;
            return this;
        }

        /** The operating system of the asset, at most 300 characters. */
        public Builder os(@Nullable String value) {
            os = value;
            return this;
        }

        /** The fix that remedies it, at most 1,000 characters. */
        public Builder fix(@Nullable String value) {
            fix = value;
            return this;
        }

        /** The affected user. */
        public Builder user(@Nullable EventUser value) {
            user = value;
            return this;
        }

        /** What else the source says. Copied. */
        public Builder attributes(Map<String, String> value) {
            attributes = value;
            return this;
        }

        /** The PSA's ticket to attach the event's group to; null, the default, for a ticket of its own. */
        public Builder attachTo(@Nullable String value) {
            attachTo = value;
            return this;
        }

        /**
         * The event.
         *
         * @throws IllegalArgumentException if a field is missing or too long; the message names it
         */
        public SecurityEvent build() {
            return new SecurityEvent(this);
        }
    }
}

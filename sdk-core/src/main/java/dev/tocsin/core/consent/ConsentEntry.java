package dev.tocsin.core.consent;

import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the append-only ledger. It stands alone: deleting a person leaves the entry with all that proves it.
 *
 * <p>What cannot be consent cannot be written as such: an opt-in needs the person's own act (or the administrator's attestation),
 * the hash of the text and evidence.
 */
public final class ConsentEntry {
    private static final Set<PhoneUse> BOTH = Collections.unmodifiableSet(EnumSet.allOf(PhoneUse.class));

    private final String id;
    private final String programme;
    private final PhoneNumber number;
    private final @Nullable PersonRef person;
    private final @Nullable String personName;
    private final ConsentAction action;
    private final Set<PhoneUse> uses;
    private final ConsentMethod method;
    private final @Nullable String textHash;
    private final ConsentActor actor;
    private final Instant at;
    private final SortedMap<String, String> evidence;

    private ConsentEntry(Builder from) {
        programme = EntryRules.text("programme", from.programme, 64);
        number = from.number;
        person = from.person;
        personName = from.personName == null ? null : EntryRules.text("personName", from.personName, 200);
        action = from.action;
        uses = from.uses;
        method = from.method;
        textHash = from.textHash;
        actor = from.actor;
        at = from.at;
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(from.evidence));
        EntryRules.check(this);
        id = from.id == null ? derivedId(from.cause) : EntryRules.text("id", from.id, 64);
    }

    private String derivedId(@Nullable String cause) {
        KeyHash hash = KeyHash.start().add("consent").add(programme).add(action.name());
        if (cause != null) {
            hash.add("cause").add(cause);
        } else {
            hash.add("time")
                    .add(at.getEpochSecond())
                    .add(at.getNano())
                    .add(number.e164())
                    .add(method.name());
            uses.stream().sorted().forEach(use -> hash.add(use.name()));
            hash.add(actor.kind().name())
                    .add(actor.name())
                    .add(String.valueOf(actor.ip()))
                    .add(String.valueOf(textHash));
            evidence.forEach((name, value) -> hash.add(name).add(value));
        }
        PersonRef whose = person;
        if (whose != null) {
            hash.add(whose.msp().value()).add(whose.kind().name()).add(whose.id());
        }
        return "N" + Base32.encode(hash.finish(), 26);
    }

    /**
     * Begins an entry.
     *
     * @param programme the id of the sending programme
     * @param number the number concerned
     * @param at when it happened, not when it was written
     */
    public static Builder builder(
            String programme,
            PhoneNumber number,
            ConsentAction action,
            ConsentMethod method,
            ConsentActor actor,
            Instant at) {
        return new Builder(programme, number, action, method, actor, at);
    }

    /** Unique in the ledger; the same happening has the same id, so that what is told twice is written once. */
    public String id() {
        return id;
    }

    /** The id of the sending programme. */
    public String programme() {
        return programme;
    }

    /** The number concerned. */
    public PhoneNumber number() {
        return number;
    }

    /** The person concerned, or null if the entry is about the number, whoever has it. */
    public @Nullable PersonRef person() {
        return person;
    }

    /** The person's name at the time, or null if it is not known. */
    public @Nullable String personName() {
        return personName;
    }

    /** What happened. */
    public ConsentAction action() {
        return action;
    }

    /** What it is about: an opt-in counts for these, and an opt-out ends these. */
    public Set<PhoneUse> uses() {
        return uses;
    }

    /** How it came. */
    public ConsentMethod method() {
        return method;
    }

    /** The version of the text ({@link ConsentText#hash}), or null if no text was involved. */
    public @Nullable String textHash() {
        return textHash;
    }

    /** Who caused it. */
    public ConsentActor actor() {
        return actor;
    }

    /** When it happened. */
    public Instant at() {
        return at;
    }

    /** What proves it, by name, such as {@code messageId} and {@code message}; unmodifiable. */
    public SortedMap<String, String> evidence() {
        return evidence;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsentEntry that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(
                id, programme, number, person, personName, action, uses, method, textHash, actor, at, evidence);
    }

    /** The entry with the number masked and the evidence left out. */
    @Override
    public String toString() {
        return "ConsentEntry[" + action + " " + uses + " of " + number + " in " + programme + " by " + method + " at "
                + at + ", id=" + id + "]";
    }

    /** Collects the parts of an entry. Not thread-safe. */
    public static final class Builder {
        private final String programme;
        private final PhoneNumber number;
        private final ConsentAction action;
        private final ConsentMethod method;
        private final ConsentActor actor;
        private final Instant at;
        private final Map<String, String> evidence = new TreeMap<>();
        private @Nullable String id;
        private @Nullable String cause;
        private @Nullable PersonRef person;
        private @Nullable String personName;
        private @Nullable String textHash;
        private Set<PhoneUse> uses = BOTH;

        private Builder(
                String programme,
                PhoneNumber number,
                ConsentAction action,
                ConsentMethod method,
                ConsentActor actor,
                Instant at) {
            this.programme = Objects.requireNonNull(programme, "programme");
            this.number = Objects.requireNonNull(number, "number");
            this.action = Objects.requireNonNull(action, "action");
            this.method = Objects.requireNonNull(method, "method");
            this.actor = Objects.requireNonNull(actor, "actor");
            this.at = Objects.requireNonNull(at, "at");
        }

        /** The id under which a store kept the entry; without it, the id follows from the cause, or from all that it says. */
        public Builder id(String kept) {
            id = kept;
            return this;
        }

        /** What caused the entry and is the same when it is told again, such as the id of a message. */
        public Builder cause(String same) {
            cause = same;
            return this;
        }

        /**
         * The person concerned; without one, the entry is about the number, whoever has it.
         *
         * @param name the person's name now, or null if it is not known
         */
        public Builder person(@Nullable PersonRef whose, @Nullable String name) {
            person = whose;
            personName = name;
            return this;
        }

        /** What the entry is about; SMS and VOICE unless the person narrowed it. */
        public Builder uses(Set<PhoneUse> some) {
            EnumSet<PhoneUse> copy = EnumSet.noneOf(PhoneUse.class);
            copy.addAll(some);
            uses = Collections.unmodifiableSet(copy);
            return this;
        }

        /** The version of the text, or null if no text was involved. */
        public Builder textHash(@Nullable String hash) {
            textHash = hash;
            return this;
        }

        /** Adds a piece of evidence. */
        public Builder evidence(String name, String value) {
            evidence.put(name, value);
            return this;
        }

        /** Adds pieces of evidence. */
        public Builder evidence(Map<String, String> more) {
            evidence.putAll(more);
            return this;
        }

        /**
         * The entry.
         *
         * @throws IllegalArgumentException if a part is missing or cannot make such an entry; the message names it
         */
        public ConsentEntry build() {
            return new ConsentEntry(this);
        }
    }
}

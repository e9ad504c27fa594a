package dev.tocsin.core.company;

import dev.tocsin.core.base.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A company as the PSA showed it at one moment. Made by {@link #builder(String, String)}.
 *
 * @param id the PSA's id of the company
 * @param identifier the short name by which the PSA also finds it, or null if the PSA knows none
 * @param name its name, exactly as the PSA gave it
 * @param status the name of its status, or null if it has none
 * @param active whether its status lets people work for it
 * @param deleted whether it was deleted
 * @param mergedInto the PSA's id of the company that it was merged into, or null if it was not, or the PSA does not say
 * @param types the names of its types
 * @param defaultContact the name of its default contact, or null if it has none
 * @param hardIds its tenants and external references
 */
public record PsaCompany(
        String id,
        @Nullable String identifier,
        String name,
        @Nullable String status,
        boolean active,
        boolean deleted,
        @Nullable String mergedInto,
        List<String> types,
        @Nullable String defaultContact,
        Set<HardId> hardIds) {
    /** Copies the lists; refuses a blank id. A blank name is kept: it is the PSA's, and matches nothing. */
    public PsaCompany {
        if (id.isBlank()) {
            throw new ConfigurationException("psaCompany.id", "the id of the PSA company '" + name + "' is missing");
        }
        types = List.copyOf(types);
        hardIds = Set.copyOf(hardIds);
    }

    /** Whether it is no longer a company of its own: deleted, or merged into another. */
    public boolean gone() {
        return deleted || mergedInto != null;
    }

    /**
     * Why nothing can be done for it now: merged, deleted, or not active.
     *
     * @return the reason for people, with names and ids; empty if it can be used
     */
    public Optional<String> unusable() {
        if (mergedInto != null) {
            return Optional.of(shown() + " was merged into company " + mergedInto);
        } else if (deleted) {
            return Optional.of(shown() + " was deleted");
        }
        return active ? Optional.empty() : Optional.of(shown() + " is not active: its status is '" + status + "'");
    }

    /**
     * Whether a mapping or a ticket that names a company this way means this one: digits are an id, anything else an id or
     * an identifier, whose case does not matter to the PSA.
     */
    public boolean isNamedBy(String psaCompany) {
        String given = psaCompany.strip();
        if (given.equals(id)) {
            return true;
        }
        boolean digits = given.chars().allMatch(character -> character >= '0' && character <= '9');
        return !digits && identifier != null && identifier.strip().equalsIgnoreCase(given);
    }

    /** Its name and id for people; characters of the name that cannot be seen are shown by their number. */
    public String shown() {
        return CompanyNames.shown(name) + " (" + id + (identifier == null ? "" : ", " + identifier) + ")";
    }

    /** Whether both have ids in one system and none of these agrees: then they are two companies, whatever their names. */
    boolean contradicts(Set<HardId> others) {
        Set<String> systems = hardIds.stream().map(HardId::system).collect(Collectors.toSet());
        Set<String> agreeing =
                hardIds.stream().filter(others::contains).map(HardId::system).collect(Collectors.toSet());
        return others.stream()
                .map(HardId::system)
                .anyMatch(system -> systems.contains(system) && !agreeing.contains(system));
    }

    /**
     * A builder of an active company with nothing else known of it.
     *
     * @param id the PSA's id of the company
     * @param name its name
     */
    public static Builder builder(String id, String name) {
        return new Builder(id, name);
    }

    /** Collects what is known of a company; null always means that it has none or that it is not known. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String name;
        private final Set<HardId> hardIds = new LinkedHashSet<>();
        private @Nullable String identifier;
        private @Nullable String status;
        private boolean active = true;
        private boolean deleted;
        private @Nullable String mergedInto;
        private List<String> types = List.of();
        private @Nullable String defaultContact;

        private Builder(String id, String name) {
            this.id = id;
            this.name = name;
        }

        /** The short name by which the PSA also finds it. */
        public Builder identifier(@Nullable String value) {
            identifier = value;
            return this;
        }

        /** The name of its status, and whether that lets people work for it. */
        public Builder status(@Nullable String value, boolean isActive) {
            status = value;
            active = isActive;
            return this;
        }

        /** Whether it was deleted; false by default. */
        public Builder deleted(boolean value) {
            deleted = value;
            return this;
        }

        /** The PSA's id of the company that it was merged into. */
        public Builder mergedInto(@Nullable String companyId) {
            mergedInto = companyId;
            return this;
        }

        /** The names of its types; none by default. */
        public Builder types(List<String> names) {
            types = names;
            return this;
        }

        /** The name of its default contact. */
        public Builder defaultContact(@Nullable String contact) {
            defaultContact = contact;
            return this;
        }

        /** One more tenant or external reference. */
        public Builder hardId(HardId hardId) {
            hardIds.add(hardId);
            return this;
        }

        /** The company. */
        public PsaCompany build() {
            return new PsaCompany(
                    id, identifier, name, status, active, deleted, mergedInto, types, defaultContact, hardIds);
        }
    }
}

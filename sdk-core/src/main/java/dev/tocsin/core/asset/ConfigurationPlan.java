package dev.tocsin.core.asset;

import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be done for one asset. Only {@link Create}, {@link Change} and {@link Retire} write to the PSA. */
public sealed interface ConfigurationPlan {
    /** The source's id of the asset. */
    String assetId();

    /**
     * Make a configuration.
     *
     * @param desired all of it
     * @param answers the whole array of answers, in the order of the type's questions; questions without an answer are among them
     */
    record Create(DesiredConfiguration desired, List<PsaAnswer> answers) implements ConfigurationPlan {
        /** Copies the answers. */
        public Create {
            answers = List.copyOf(answers);
        }

        @Override
        public String assetId() {
            return desired.assetId();
        }
    }

    /**
     * Change a configuration.
     *
     * @param configurationId the PSA's id of it
     * @param desired what it is to be; its hash goes into the link when the write is done
     * @param foundBy what it was found by
     * @param fields exactly the fields that change, with their new values
     * @param status the new status, or null if the status stays
     * @param answers if any answer changes the whole array in the PSA's order, since it takes no less; else empty
     * @param differences what changes, for people
     */
    record Change(
            String configurationId,
            DesiredConfiguration desired,
            Rung foundBy,
            Map<String, String> fields,
            @Nullable String status,
            List<PsaAnswer> answers,
            List<Difference> differences)
            implements ConfigurationPlan {
        /** Copies the collections. */
        public Change {
            fields = Collections.unmodifiableMap(new TreeMap<>(fields));
            answers = List.copyOf(answers);
            differences = List.copyOf(differences);
        }

        @Override
        public String assetId() {
            return desired.assetId();
        }

        /**
         * The faults among a PSA's refusal that lie outside of what this change writes: a PSA that checks the whole record refuses
         * our field for an old value elsewhere, and a person must be told where.
         */
        public List<FieldError> elsewhere(List<FieldError> refusal) {
            return refusal.stream()
                    .filter(fault -> fault.field() != null && !writes(String.valueOf(fault.field())))
                    .toList();
        }

        private boolean writes(String faulty) {
            String field = faulty.replaceFirst("^/", "");
            String root = root(field);
            if (root.equals("questions") || root.equals("answer")) {
                return !answers.isEmpty()
                        && (!field.startsWith("questions[")
                                || differences.stream()
                                        .anyMatch(one -> one.place().equals(field)));
            }
            return fields.containsKey(field) || fields.containsKey(root) || status != null && root.equals("status");
        }
    }

    /**
     * Nothing.
     *
     * @param assetId the source's id of the asset
     * @param configurationId the PSA's id of its configuration
     * @param hash what the link is to hold
     * @param keepLink whether the link is not yet as it should be, so that it is to be kept, without a write to the PSA
     */
    record Unchanged(String assetId, String configurationId, ContentHash hash, boolean keepLink)
            implements ConfigurationPlan {}

    /**
     * Set a configuration inactive, and nothing else; it is never deleted.
     *
     * @param assetId the source's id of the asset
     * @param configurationId the PSA's id of it
     * @param status the name of the status to set
     */
    record Retire(String assetId, String configurationId, String status) implements ConfigurationPlan {
        /**
         * The faults among a PSA's refusal that lie outside of the status, as for {@link Change#elsewhere}: a retirement writes
         * nothing else.
         */
        public List<FieldError> elsewhere(List<FieldError> refusal) {
            return refusal.stream()
                    .filter(fault -> fault.field() != null
                            && !root(String.valueOf(fault.field())).equals("status"))
                    .toList();
        }
    }

    /**
     * Nothing, since the asset is out of use and has no configuration that is not.
     *
     * @param assetId the source's id of the asset
     * @param configurationId the PSA's id of its inactive configuration, or null if it has none
     */
    record Gone(String assetId, @Nullable String configurationId) implements ConfigurationPlan {}

    /**
     * Nothing, until a person decides.
     *
     * @param assetId the source's id of the asset
     * @param rung what the configurations were found by
     * @param configurationIds the configurations that could be its own
     */
    record Ambiguous(String assetId, Rung rung, List<String> configurationIds) implements ConfigurationPlan {
        /** Copies the ids. */
        public Ambiguous {
            configurationIds = List.copyOf(configurationIds);
        }
    }

    /**
     * Nothing, until a person decides: the configuration that would be the asset's is another's, or is something else by now.
     *
     * @param assetId the source's id of the asset
     * @param configurationId the configuration
     * @param reason what is the matter, for people
     */
    record Disputed(String assetId, String configurationId, String reason) implements ConfigurationPlan {}

    /**
     * Nothing yet: the configuration that matches stands for an asset of which a run knows only in the end whether it came. No plan of
     * a dry run is one.
     *
     * @param assetId the source's id of the asset
     * @param configurationId the configuration
     */
    record PutOff(String assetId, String configurationId) implements ConfigurationPlan {}

    /**
     * Nothing, since the PSA would refuse it.
     *
     * @param assetId the source's id of the asset
     * @param faults all that is wrong with it; not empty
     */
    record Invalid(String assetId, List<FieldError> faults) implements ConfigurationPlan {
        /** Copies the faults. */
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    private static String root(String field) {
        return field.replaceFirst("^/", "").split("[/.\\[]", 2)[0];
    }

    /** Whether it writes to the PSA. */
    default boolean writes() {
        return this instanceof Create || guarded();
    }

    /** Whether it counts for the guard against mass changes: it changes or retires what is there already. */
    default boolean guarded() {
        return this instanceof Change || this instanceof Retire;
    }

    /** What it would do, for people: a line for the whole, and an indented one for each value. No secret is among them. */
    default List<String> lines() {
        List<String> lines = new ArrayList<>();
        String asset = AssetText.quoted(assetId());
        if (this instanceof Create create) {
            lines.add("create " + AssetText.quoted(create.desired().name()) + " for asset " + asset + " at company "
                    + AssetText.quoted(create.desired().company()));
            create.desired()
                    .fields()
                    .forEach((name, value) -> lines.add(
                            "  " + new Difference(ConfigurationProfile.place(name), null, AssetText.quoted(value))));
            create.desired()
                    .answers()
                    .forEach((question, value) -> lines.add("  "
                            + new Difference(ConfigurationProfile.questionPlace(question), null, value.toString())));
        } else if (this instanceof Change change) {
            lines.add("change configuration " + change.configurationId() + " "
                    + AssetText.quoted(change.desired().name()) + " of asset " + asset + ", found by "
                    + change.foundBy().label());
            change.differences().forEach(one -> lines.add("  " + one));
        } else if (this instanceof Retire retire) {
            lines.add("retire configuration " + retire.configurationId() + " of asset " + asset + ": status "
                    + AssetText.quoted(retire.status()));
        } else if (this instanceof Ambiguous ambiguous) {
            lines.add("leave asset " + asset + ": its " + ambiguous.rung().label() + " fits configurations "
                    + String.join(", ", ambiguous.configurationIds()));
        } else if (this instanceof Disputed disputed) {
            lines.add("leave asset " + asset + ": " + disputed.reason());
        } else if (this instanceof Invalid invalid) {
            lines.add("leave asset " + asset + ": it cannot be written");
            invalid.faults().forEach(fault -> lines.add("  " + fault));
        }
        return List.copyOf(lines);
    }
}

package dev.tocsin.core.asset;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How assets become configurations of one type: which field and which question takes what of an asset, and which statuses stand
 * for being in use and retired. Immutable; build it with {@link #builder}.
 */
public final class ConfigurationProfile {
    private final String id;
    private final String type;
    private final String activeStatus;
    private final String retiredStatus;
    private final Map<String, AssetValue> fields;
    private final List<QuestionMapping> questions;

    private ConfigurationProfile(Builder b) {
        id = b.id;
        type = b.type;
        activeStatus = needed("activeStatus", b.activeStatus);
        retiredStatus = needed("retiredStatus", b.retiredStatus);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(b.fields));
        questions = List.copyOf(b.questions.values());
    }

    private static String needed(String field, @Nullable String value) {
        String text = AssetText.optional(value);
        if (text == null) {
            throw new ConfigurationException("profile." + field, "is missing; the name of a status is needed");
        }
        return text;
    }

    /**
     * A builder that maps the name, the device identifier, the serial number and the main MAC address, by which assets are found
     * again, and nothing else.
     *
     * @param id the id of the profile
     * @param type the name of the configuration type
     * @throws ConfigurationException if one of them is blank
     */
    public static Builder builder(String id, String type) {
        return new Builder(id, type);
    }

    /** The id of the profile. */
    public String id() {
        return id;
    }

    /** The name of the configuration type. */
    public String type() {
        return type;
    }

    /** The name of the status of configurations in use. */
    public String activeStatus() {
        return activeStatus;
    }

    /** The name of the status of retired configurations. */
    public String retiredStatus() {
        return retiredStatus;
    }

    /** Where the values of the configuration's fields come from, by the names of the fields; unmodifiable. */
    public Map<String, AssetValue> fields() {
        return fields;
    }

    /** How questions are answered; unmodifiable. */
    public List<QuestionMapping> questions() {
        return questions;
    }

    /** The questions that the type lacks and that are to be made on it. */
    public List<QuestionMapping> missingQuestions(ConfigurationType psa) {
        return questions.stream()
                .filter(one -> one.create() && psa.question(one.question()).isEmpty())
                .toList();
    }

    /**
     * All that is wrong with the profile, against the type as it is in the PSA now.
     *
     * @return the faults, each with its place and what is legal; empty if the profile can work
     */
    public List<FieldError> check(ConfigurationType psa) {
        List<FieldError> faults = new ArrayList<>();
        if (!psa.active()) {
            faults.add(new FieldError(
                    "profile.type",
                    null,
                    AssetText.quoted(type) + " is inactive; an active configuration type is legal"));
        }
        checkStatus("profile.activeStatus", activeStatus, psa, true).ifPresent(faults::add);
        checkStatus("profile.retiredStatus", retiredStatus, psa, false).ifPresent(faults::add);
        fields.forEach((name, value) -> checkField(name, value, psa).ifPresent(faults::add));
        psa.fields().stream()
                .filter(field -> field.required() && !fields.containsKey(field.name()))
                .map(field -> new FieldError(
                        place(field.name()), null, "is not mapped, but the PSA needs it; a value for it is needed"))
                .forEach(faults::add);
        questions.forEach(mapping -> checkQuestion(mapping, psa, faults));
        psa.questions().stream()
                .filter(Question::required)
                .filter(question -> questions.stream().noneMatch(mapping -> same(mapping.question(), question.text())))
                .map(question -> new FieldError(
                        questionPlace(question.text()),
                        null,
                        "is not mapped, but the PSA requires an answer; a value for it is needed"))
                .forEach(faults::add);
        return List.copyOf(faults);
    }

    private static Optional<FieldError> checkStatus(String place, String name, ConfigurationType psa, boolean active) {
        Predicate<ConfigurationStatus> legal = one -> one.active() == active;
        if (psa.status(name).filter(legal).isPresent()) {
            return Optional.empty();
        }
        String others = psa.statuses().stream()
                .filter(legal)
                .map(one -> AssetText.quoted(one.name()))
                .collect(Collectors.joining(", "));
        return Optional.of(new FieldError(
                place,
                null,
                AssetText.quoted(name) + " is no " + (active ? "active" : "inactive") + " status; legal are "
                        + (others.isEmpty() ? "none: the PSA has no such status" : others)));
    }

    private static Optional<FieldError> checkField(String name, AssetValue value, ConfigurationType psa) {
        if (psa.field(name).isEmpty()) {
            String legal = psa.fields().stream().map(ConfigurationField::name).collect(Collectors.joining(", "));
            return Optional.of(new FieldError(place(name), null, "is no field of a configuration; legal are " + legal));
        }
        return value instanceof AssetValue.OfSecret
                ? Optional.of(new FieldError(
                        place(name),
                        null,
                        "takes no secret, since everybody can read it; a question of type Password does"))
                : Optional.empty();
    }

    private static void checkQuestion(QuestionMapping mapping, ConfigurationType psa, List<FieldError> faults) {
        String place = questionPlace(mapping.question());
        if (mapping.type() == AnswerType.PASSWORD != mapping.value() instanceof AssetValue.OfSecret) {
            faults.add(new FieldError(
                    place,
                    null,
                    mapping.type() == AnswerType.PASSWORD
                            ? "is of type Password; a secret of the asset is needed"
                            : "is of type " + mapping.type().label()
                                    + ", which everybody can read; a secret is not legal"));
        }
        Optional<Question> question = psa.question(mapping.question());
        if (question.isEmpty() && !mapping.create()) {
            String legal = psa.questions().stream()
                    .map(one -> AssetText.quoted(one.text()))
                    .collect(Collectors.joining(", "));
            faults.add(new FieldError(
                    place,
                    null,
                    "is no question of type " + AssetText.quoted(psa.name()) + "; legal are "
                            + (legal.isEmpty() ? "none" : legal) + ", or have it created"));
        }
        question.filter(one -> one.type() != mapping.type())
                .map(one -> new FieldError(
                        place,
                        null,
                        "is mapped as " + mapping.type().label() + "; the PSA's type "
                                + one.type().label() + " is legal"))
                .ifPresent(faults::add);
    }

    static String place(String field) {
        return "fields[" + field + "]";
    }

    static String questionPlace(String question) {
        return "questions[" + question + "]";
    }

    private static boolean same(String one, String other) {
        return AssetText.folded(one).equals(AssetText.folded(other));
    }

    @Override
    public String toString() {
        return "profile " + id + " for configurations of type " + AssetText.quoted(type);
    }

    /** Collects a profile. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String type;
        private @Nullable String activeStatus;
        private @Nullable String retiredStatus;
        private final Map<String, AssetValue> fields = new LinkedHashMap<>();
        private final Map<String, QuestionMapping> questions = new LinkedHashMap<>();

        private Builder(String id, String type) {
            this.id = notBlank("profile.id", id);
            this.type = notBlank("profile.type", type);
            fields.put(ConfigurationField.NAME, AssetValue.of(AssetField.NAME));
            fields.put(ConfigurationField.DEVICE_IDENTIFIER, AssetValue.of(AssetField.DEVICE_IDENTIFIER));
            fields.put(ConfigurationField.SERIAL_NUMBER, AssetValue.of(AssetField.SERIAL_NUMBER));
            fields.put(ConfigurationField.MAC_ADDRESS, AssetValue.of(AssetField.MAC_ADDRESS));
        }

        private static String notBlank(String place, String value) {
            String text = AssetText.optional(value);
            if (text == null) {
                throw new ConfigurationException(place, "is blank; a name is needed");
            }
            return text;
        }

        /**
         * The statuses. Needed.
         *
         * @param active the name of the status of configurations in use
         * @param retired the name of the status of retired ones
         */
        public Builder statuses(String active, String retired) {
            activeStatus = active;
            retiredStatus = retired;
            return this;
        }

        /** Fills a field, named as in {@link ConfigurationField}, in place of what filled it before. */
        public Builder field(String name, AssetValue value) {
            fields.put(name, value);
            return this;
        }

        /** Leaves a field alone that would be filled by default; the name cannot be. */
        public Builder without(String name) {
            if (name.equals(ConfigurationField.NAME)) {
                throw new ConfigurationException("profile.fields[name]", "is needed by every configuration");
            }
            fields.remove(name);
            return this;
        }

        /** Answers a question that is not required by us and is not made if it is missing. */
        public Builder question(String text, AnswerType answerType, AssetValue value) {
            return question(new QuestionMapping(text, answerType, value, false, false));
        }

        /**
         * Answers a question.
         *
         * @throws ConfigurationException if it is answered already
         */
        public Builder question(QuestionMapping mapping) {
            if (questions.putIfAbsent(AssetText.folded(mapping.question()), mapping) != null) {
                throw new ConfigurationException(
                        "profile." + questionPlace(mapping.question()), "is mapped twice; one answer is legal");
            }
            return this;
        }

        /**
         * The profile.
         *
         * @throws ConfigurationException if a status is missing
         */
        public ConfigurationProfile build() {
            return new ConfigurationProfile(this);
        }
    }
}

package dev.tocsin.core.asset;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what is to be done for each asset, by one profile on one configuration type. Reads and writes nothing. Thread-safe. */
public final class ConfigurationPlanner {
    private final ConfigurationProfile profile;
    private final ConfigurationType type;
    private final List<Answered> questions;
    private final ConfigurationComparison comparison;

    /** A question with how it is answered, or with null if the profile does not answer it. */
    private record Answered(Question question, @Nullable QuestionMapping mapping) {}

    /**
     * A planner. Questions that the profile has created and the type still lacks are planned for as if they were there.
     *
     * @throws ConfigurationException if the profile cannot work with the type; the message has all faults
     */
    public ConfigurationPlanner(ConfigurationProfile profile, ConfigurationType type) {
        List<FieldError> faults = profile.check(type);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    "profile " + profile.id(),
                    faults.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        }
        this.profile = profile;
        this.type = type;
        Map<String, QuestionMapping> mappings = new LinkedHashMap<>();
        profile.questions().forEach(one -> mappings.put(AssetText.folded(one.question()), one));
        List<Answered> all = new ArrayList<>();
        type.questions().forEach(one -> all.add(new Answered(one, mappings.remove(AssetText.folded(one.text())))));
        mappings.values()
                .forEach(
                        one -> all.add(new Answered(Question.of("", one.question(), one.type(), one.required()), one)));
        questions = List.copyOf(all);
        comparison = new ConfigurationComparison(
                profile, type, questions.stream().map(Answered::question).toList());
    }

    /**
     * Decides without the PSA, as can be done for all that did not change since it was written.
     *
     * @param asset the asset
     * @param company the PSA company that the asset's company is mapped to
     * @param link what was kept for the asset, or null if nothing was
     * @return the plan; empty if the PSA's configurations must be looked at
     */
    public Optional<ConfigurationPlan> withoutReading(Asset asset, String company, @Nullable AssetLink link) {
        if (asset.retired()) {
            return link == null || link.retired()
                    ? Optional.of(new ConfigurationPlan.Gone(asset.id(), link == null ? null : link.configurationId()))
                    : Optional.empty();
        }
        List<FieldError> faults = new ArrayList<>();
        DesiredConfiguration desired = desired(asset, company, faults);
        if (!faults.isEmpty()) {
            return Optional.of(new ConfigurationPlan.Invalid(asset.id(), faults));
        }
        return link != null
                        && !link.retired()
                        && !link.readAgain()
                        && desired.hash().equals(link.hash())
                ? Optional.of(
                        new ConfigurationPlan.Unchanged(asset.id(), link.configurationId(), desired.hash(), false))
                : Optional.empty();
    }

    /**
     * Decides.
     *
     * @param asset the asset
     * @param company the PSA company that the asset's company is mapped to
     * @param link what was kept for the asset, or null if nothing was
     * @param candidates as {@link MatchingLadder} needs them
     * @param taken whether the configuration of an id is linked to another asset
     */
    public ConfigurationPlan plan(
            Asset asset,
            String company,
            @Nullable AssetLink link,
            Collection<PsaConfiguration> candidates,
            Predicate<String> taken) {
        return plan(asset, company, link, candidates, Holders.passingOver(taken));
    }

    /**
     * Decides.
     *
     * @param asset the asset
     * @param company the PSA company that the asset's company is mapped to
     * @param link what was kept for the asset, or null if nothing was
     * @param candidates all configurations that {@link MatchingLadder#decide} needs
     * @param holders what the candidates stand for otherwise
     */
    public ConfigurationPlan plan(
            Asset asset,
            String company,
            @Nullable AssetLink link,
            Collection<PsaConfiguration> candidates,
            Holders holders) {
        if (asset.retired()) {
            // Only what is linked is retired: the device of an old record may live on as another asset.
            PsaConfiguration linked = candidates.stream()
                    .filter(one -> link != null && one.id().equals(link.configurationId()))
                    .filter(one -> one.company().equals(company))
                    .findFirst()
                    .orElse(null);
            return retire(asset.id(), linked);
        }
        Match match = new MatchingLadder(company, type.name()).decide(asset, link, candidates, holders);
        ConfigurationPlan without = withoutMatch(asset, company, match, holders);
        if (without != null) {
            return without;
        }
        Match.Found found = match instanceof Match.Found one ? one : null;
        PsaConfiguration current = found == null ? null : found.configuration();
        List<FieldError> faults = new ArrayList<>();
        DesiredConfiguration desired = desired(asset, company, faults);
        faults.addAll(unanswered(desired, current));
        if (!faults.isEmpty()) {
            return new ConfigurationPlan.Invalid(asset.id(), faults);
        }
        return found == null
                ? new ConfigurationPlan.Create(desired, answersOf(desired))
                : change(asset, desired, found, link);
    }

    private @Nullable ConfigurationPlan withoutMatch(Asset asset, String company, Match match, Holders holders) {
        if (match instanceof Match.Ambiguous ambiguous) {
            return new ConfigurationPlan.Ambiguous(asset.id(), ambiguous.rung(), ambiguous.configurationIds());
        }
        if (match instanceof Match.Open open) {
            return new ConfigurationPlan.PutOff(asset.id(), open.configurationId());
        }
        if (match instanceof Match.Disputed disputed) {
            String id = disputed.configurationId();
            return new ConfigurationPlan.Disputed(
                    asset.id(),
                    id,
                    "configuration " + id + " is that of " + holders.holder(id) + "; both have the "
                            + shared(asset, disputed.rung())
                            + "; let the source give the device once, or retire the one that is out of use");
        }
        if (match instanceof Match.Elsewhere elsewhere) {
            PsaConfiguration one = elsewhere.configuration();
            String now = one.company().equals(company)
                    ? "is of type " + AssetText.quoted(one.type()) + " by now; set it back to "
                            + AssetText.quoted(type.name())
                    : "is of company " + AssetText.quoted(one.company()) + " by now; move it back to "
                            + AssetText.quoted(company);
            return new ConfigurationPlan.Disputed(
                    asset.id(),
                    one.id(),
                    "configuration " + one.id() + " " + now + ", or set it inactive if a new one is to be made");
        }
        return null;
    }

    private static String shared(Asset asset, Rung rung) {
        String value = rung == Rung.DEVICE_IDENTIFIER
                ? asset.deviceIdentifier().orElse(null)
                : rung == Rung.SERIAL_NUMBER ? asset.serialNumber().orElse(null) : null;
        return rung.label() + (value == null ? "" : " " + AssetText.quoted(value));
    }

    /**
     * Decides for an asset that is out of use, or that did not come in a complete run.
     *
     * @param assetId the source's id of the asset
     * @param current its configuration, or null if it has none in the PSA any more
     */
    public ConfigurationPlan retire(String assetId, @Nullable PsaConfiguration current) {
        return current == null || !current.active()
                ? new ConfigurationPlan.Gone(assetId, current == null ? null : current.id())
                : new ConfigurationPlan.Retire(assetId, current.id(), profile.retiredStatus());
    }

    private DesiredConfiguration desired(Asset asset, String company, List<FieldError> faults) {
        Map<String, String> fields = new TreeMap<>();
        profile.fields().forEach((name, value) -> {
            Optional<String> text = value.text(asset);
            Optional<ConfigurationField> field = type.field(name);
            if (text.isPresent() && field.isPresent()) {
                try {
                    fields.put(name, field.get().canonical(text.get(), value instanceof AssetValue.Shortened));
                } catch (IllegalArgumentException e) {
                    faults.add(new FieldError(ConfigurationProfile.place(name), null, String.valueOf(e.getMessage())));
                }
            }
        });
        Map<String, AnswerValue> answers = new TreeMap<>();
        for (Answered one : questions) {
            if (one.mapping() != null) {
                try {
                    answer(one.question(), one.mapping().value(), asset)
                            .ifPresent(answer -> answers.put(one.question().text(), answer));
                } catch (IllegalArgumentException e) {
                    faults.add(new FieldError(
                            ConfigurationProfile.questionPlace(one.question().text()),
                            one.question().type().label(),
                            String.valueOf(e.getMessage())));
                }
            }
        }
        String status = asset.retired() ? profile.retiredStatus() : profile.activeStatus();
        return DesiredConfiguration.of(asset, company, type.name(), status, fields, answers);
    }

    private static Optional<AnswerValue> answer(Question question, AssetValue value, Asset asset) {
        Optional<Secret> secret = value.secretOf(asset);
        return secret.isPresent()
                ? secret.map(AnswerType::checked).map(AnswerValue.Hidden::new)
                : value.text(asset).map(text -> new AnswerValue.Plain(question.canonical(text)));
    }

    /** What is required and neither given by the asset nor there already. */
    private List<FieldError> unanswered(DesiredConfiguration desired, @Nullable PsaConfiguration current) {
        List<FieldError> faults = new ArrayList<>();
        for (ConfigurationField field : type.fields()) {
            boolean there = current != null && current.field(field.name()).isPresent();
            if (field.required() && !there && !desired.fields().containsKey(field.name())) {
                faults.add(new FieldError(
                        ConfigurationProfile.place(field.name()), null, "is missing, but required; a value is needed"));
            }
        }
        for (Answered one : questions) {
            Question question = one.question();
            boolean required = question.required()
                    || one.mapping() != null && one.mapping().required();
            if (required && !desired.answers().containsKey(question.text()) && !answered(question, current)) {
                faults.add(new FieldError(
                        ConfigurationProfile.questionPlace(question.text()),
                        question.type().label(),
                        "has no answer, but requires one; an answer of type "
                                + question.type().label() + " is needed"));
            }
        }
        return faults;
    }

    private static boolean answered(Question question, @Nullable PsaConfiguration current) {
        return current != null
                && current.answers().stream().anyMatch(one -> sameQuestion(one, question) && !isBlank(one.value()));
    }

    static boolean isBlank(@Nullable AnswerValue value) {
        return value == null
                || value instanceof AnswerValue.Plain plain && plain.text().isBlank();
    }

    private static boolean sameQuestion(PsaAnswer answer, Question question) {
        return AssetText.folded(answer.question()).equals(AssetText.folded(question.text()));
    }

    private List<PsaAnswer> answersOf(DesiredConfiguration desired) {
        return questions.stream()
                .map(Answered::question)
                .map(one -> new PsaAnswer(
                        one.id(), one.text(), one.type(), desired.answers().get(one.text())))
                .toList();
    }

    private ConfigurationPlan change(
            Asset asset, DesiredConfiguration desired, Match.Found found, @Nullable AssetLink link) {
        PsaConfiguration current = found.configuration();
        List<Difference> differences = new ArrayList<>();
        String status = null;
        // A person who set a linked configuration inactive is not overruled; what we retired ourselves comes back.
        boolean ours = found.rung() != Rung.LINK || link == null || link.retired();
        if (!current.active() && ours) {
            status = desired.status();
            differences.add(new Difference(
                    "status",
                    current.status().isEmpty() ? null : AssetText.quoted(current.status()),
                    AssetText.quoted(status)));
        }
        Map<String, String> fields = comparison.changedFields(asset, desired, current, differences);
        boolean written = link != null
                && link.configurationId().equals(current.id())
                && desired.hash().equals(link.hash());
        List<PsaAnswer> answers = comparison.changedAnswers(desired, current, written, differences);
        if (differences.isEmpty()) {
            boolean kept = written && link != null && !link.retired() && !link.readAgain();
            return new ConfigurationPlan.Unchanged(desired.assetId(), current.id(), desired.hash(), !kept);
        }
        return new ConfigurationPlan.Change(current.id(), desired, found.rung(), fields, status, answers, differences);
    }
}

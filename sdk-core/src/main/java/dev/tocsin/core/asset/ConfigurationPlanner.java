package dev.tocsin.core.asset;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what is to be done for each asset, by one profile on one configuration type. Reads and writes nothing. Thread-safe. */
public final class ConfigurationPlanner {
    private final ConfigurationProfile profile;
    private final ConfigurationType type;
    private final List<Answered> questions;

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
        return link != null && !link.retired() && desired.hash().equals(link.hash())
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
        if (asset.retired()) {
            // Only what is linked is retired: the device of an old record may live on as another asset.
            PsaConfiguration linked = candidates.stream()
                    .filter(one -> link != null && one.id().equals(link.configurationId()))
                    .findFirst()
                    .orElse(null);
            return retire(asset.id(), linked);
        }
        Match match = new MatchingLadder(company, type.name()).decide(asset, link, candidates, taken);
        if (match instanceof Match.Ambiguous ambiguous) {
            return new ConfigurationPlan.Ambiguous(asset.id(), ambiguous.rung(), ambiguous.configurationIds());
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
                && current.answers().stream()
                        .anyMatch(one -> sameQuestion(one, question)
                                && one.value() != null
                                && !(one.value() instanceof AnswerValue.Plain plain
                                        && plain.text().isBlank()));
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
        Map<String, String> fields = changedFields(asset, desired, current, differences);
        boolean written = link != null
                && link.configurationId().equals(current.id())
                && desired.hash().equals(link.hash());
        List<PsaAnswer> answers = changedAnswers(desired, current, written, differences);
        if (differences.isEmpty()) {
            boolean kept = written && link != null && !link.retired();
            return new ConfigurationPlan.Unchanged(desired.assetId(), current.id(), desired.hash(), !kept);
        }
        return new ConfigurationPlan.Change(current.id(), desired, found.rung(), fields, status, answers, differences);
    }

    private Map<String, String> changedFields(
            Asset asset, DesiredConfiguration desired, PsaConfiguration current, List<Difference> differences) {
        Map<String, String> changed = new TreeMap<>();
        desired.fields().forEach((name, after) -> {
            String before = current.field(name).orElse(null);
            if (!after.equals(inForm(name, before)) && !stillFits(name, before, asset)) {
                changed.put(name, after);
                differences.add(new Difference(
                        ConfigurationProfile.place(name),
                        before == null ? null : AssetText.quoted(before),
                        AssetText.quoted(after)));
            }
        });
        return changed;
    }

    /** Which of several addresses is the main one depends on the source's order, so one that the asset still has stays. */
    private boolean stillFits(String name, @Nullable String before, Asset asset) {
        return before != null
                && profile.fields().get(name) instanceof AssetValue.OfField of
                && of.field().fits(asset, before);
    }

    /** As we would write it, so that a PSA's line ends or time of day make no difference. */
    private @Nullable String inForm(String name, @Nullable String before) {
        Optional<ConfigurationField> field = type.field(name);
        if (before == null || field.isEmpty()) {
            return before;
        }
        try {
            return field.get().canonical(before, false);
        } catch (IllegalArgumentException e) {
            return before;
        }
    }

    private List<PsaAnswer> changedAnswers(
            DesiredConfiguration desired, PsaConfiguration current, boolean written, List<Difference> differences) {
        List<PsaAnswer> whole = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int before = differences.size();
        for (PsaAnswer answer : current.answers()) {
            Question question = type.question(answer.question()).orElse(null);
            AnswerValue after = question == null || !seen.add(question.text())
                    ? null
                    : desired.answers().get(question.text());
            if (question == null || after == null || same(question, answer.value(), after, written)) {
                whole.add(answer);
            } else {
                whole.add(answer.with(after));
                differences.add(difference(question, answer.value(), after));
            }
        }
        for (Answered one : questions) {
            AnswerValue after = desired.answers().get(one.question().text());
            if (after != null && !seen.contains(one.question().text())) {
                Question question = one.question();
                whole.add(new PsaAnswer(question.id(), question.text(), question.type(), after));
                differences.add(difference(question, null, after));
            }
        }
        return differences.size() == before ? List.of() : whole;
    }

    private static Difference difference(Question question, @Nullable AnswerValue before, AnswerValue after) {
        // Whatever the PSA gave for a password, it is not shown.
        boolean hidden = after instanceof AnswerValue.Hidden;
        return new Difference(
                ConfigurationProfile.questionPlace(question.text()),
                before == null ? null : hidden ? "***" : before.toString(),
                after.toString());
    }

    /**
     * Whether an answer is as it should be. One that is withheld cannot be compared, and counts as such only if it was written last as
     * it is to be.
     */
    private static boolean same(Question question, @Nullable AnswerValue before, AnswerValue after, boolean written) {
        if (before instanceof AnswerValue.Withheld) {
            return written;
        }
        return before instanceof AnswerValue.Plain was && after instanceof AnswerValue.Plain is
                ? Objects.equals(question.lenient(was.text()), is.text())
                : after.equals(before);
    }
}

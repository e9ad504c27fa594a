package dev.tocsin.core.asset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of a configuration differs from what it is to be, in the form in which it would be written. Pure and thread-safe. */
final class ConfigurationComparison {
    private final ConfigurationProfile profile;
    private final ConfigurationType type;
    private final List<Question> questions;

    /** @param questions those of the type, and those that are made on it */
    ConfigurationComparison(ConfigurationProfile profile, ConfigurationType type, List<Question> questions) {
        this.profile = profile;
        this.type = type;
        this.questions = List.copyOf(questions);
    }

    /** The fields that change, with their new values. */
    Map<String, String> changedFields(
            Asset asset, DesiredConfiguration desired, PsaConfiguration current, List<Difference> differences) {
        Map<String, String> changed = new TreeMap<>();
        desired.fields().forEach((name, after) -> {
            String before = current.field(name).orElse(null);
            if (!after.equals(inForm(name, before)) && !isAsGood(name, asset, before)) {
                changed.put(name, after);
                differences.add(new Difference(
                        ConfigurationProfile.place(name),
                        before == null ? null : AssetText.quoted(before),
                        AssetText.quoted(after)));
            }
        });
        return changed;
    }

    private boolean isAsGood(String name, Asset asset, @Nullable String before) {
        AssetValue value = profile.fields().get(name);
        AssetValue source = value instanceof AssetValue.Shortened shortened ? shortened.of() : value;
        return before != null
                && source instanceof AssetValue.OfField field
                && field.field().isAsGood(asset, before);
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

    /**
     * The whole array of answers if any of them changes; else empty.
     *
     * @param written whether what is desired is what was written last
     */
    List<PsaAnswer> changedAnswers(
            DesiredConfiguration desired, PsaConfiguration current, boolean written, List<Difference> differences) {
        List<Difference> answered = new ArrayList<>();
        List<PsaAnswer> whole = wholeAnswers(desired, current, written, answered);
        if (answered.isEmpty()) {
            return List.of();
        }
        if (written) {
            // The whole array is sent, in which no answer may be that the PSA withholds: ours are written with it.
            answered.clear();
            whole = wholeAnswers(desired, current, false, answered);
        }
        differences.addAll(answered);
        return whole;
    }

    /** All answers as they are to be, with what changes. */
    private List<PsaAnswer> wholeAnswers(
            DesiredConfiguration desired, PsaConfiguration current, boolean written, List<Difference> differences) {
        List<PsaAnswer> whole = new ArrayList<>();
        Set<String> seen = new HashSet<>();
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
        for (Question question : questions) {
            AnswerValue after = desired.answers().get(question.text());
            if (after != null && !seen.contains(question.text())) {
                whole.add(new PsaAnswer(question.id(), question.text(), question.type(), after));
                differences.add(difference(question, null, after));
            }
        }
        return whole;
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
     * it is to be; so does a box without a tick that the PSA shows as one without an answer.
     */
    private static boolean same(Question question, @Nullable AnswerValue before, AnswerValue after, boolean written) {
        boolean noTick = ConfigurationPlanner.isBlank(before)
                && question.type() == AnswerType.CHECKBOX
                && after instanceof AnswerValue.Plain box
                && box.text().equals("false");
        if (before instanceof AnswerValue.Withheld || noTick) {
            return written;
        }
        return before instanceof AnswerValue.Plain was && after instanceof AnswerValue.Plain is
                ? Objects.equals(question.lenient(was.text()), is.text())
                : after.equals(before);
    }
}

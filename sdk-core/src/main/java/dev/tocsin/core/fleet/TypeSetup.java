package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Gets the configuration type of a profile, and makes the questions that it lacks. */
final class TypeSetup {
    private final PsaConfigurations psa;
    private final ConfigurationProfile profile;

    TypeSetup(PsaConfigurations psa, ConfigurationProfile profile) {
        this.psa = psa;
        this.profile = profile;
    }

    /**
     * The type as it is now.
     *
     * @throws ConfigurationException if there is none, or the profile cannot work with it; the message has all faults
     */
    ConfigurationType read() {
        ConfigurationType type = psa.type(profile.type())
                .orElseThrow(() -> new ConfigurationException(
                        "profile.type",
                        "'" + profile.type() + "' is no configuration type; legal are "
                                + psa.types().stream()
                                        .filter(ConfigurationType::active)
                                        .map(one -> "'" + one.name() + "'")
                                        .collect(Collectors.joining(", "))));
        List<FieldError> faults = profile.check(type);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    "profile " + profile.id(),
                    faults.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        }
        return type;
    }

    /**
     * The type with all questions. One whose making has no known outcome is looked for, and never made again by this run.
     *
     * @throws RunStopped if a question cannot be made
     */
    ConfigurationType withQuestions(
            ConfigurationType type, SyncClaim claim, Pauses pauses, Clock clock, Settings settings) {
        List<QuestionMapping> missing = profile.missingQuestions(type);
        if (missing.isEmpty()) {
            return type;
        }
        for (QuestionMapping question : missing) {
            make(type, question, claim, pauses, clock, settings);
        }
        return read();
    }

    private void make(
            ConfigurationType type,
            QuestionMapping question,
            SyncClaim claim,
            Pauses pauses,
            Clock clock,
            Settings settings) {
        for (Duration pause : settings.lookUps()) {
            Instant now = clock.instant();
            claim.begin(change -> {}, session -> true);
            Outcome<Question> outcome =
                    psa.createQuestion(type, question, claim.notAfter(now, settings.requestTimeout()));
            if (outcome instanceof Outcome.Done) {
                return;
            }
            if (outcome instanceof Outcome.Unknown<Question> unknown) {
                find(question, unknown.reason(), pauses, settings);
                return;
            }
            if (outcome instanceof Outcome.Refused<Question> refused) {
                throw RunStopped.failed("the PSA refuses the question '" + question.question() + "': "
                        + refused.message()
                        + refused.fieldErrors().stream()
                                .map(fault -> "; " + fault)
                                .collect(Collectors.joining()));
            }
            if (outcome instanceof Outcome.NotExecuted<Question> not) {
                if (not.accessDenied()) {
                    throw RunStopped.failed(not.reason());
                }
                pauses.pause(not.retryAfter() == null ? pause : not.retryAfter());
            }
        }
        throw RunStopped.failed("the question '" + question.question() + "' could not be made, since the PSA did not"
                + " take the request");
    }

    private void find(QuestionMapping question, String reason, Pauses pauses, Settings settings) {
        for (Duration pause : settings.lookUps()) {
            pauses.pause(pause);
            if (psa.type(profile.type())
                    .flatMap(type -> type.question(question.question()))
                    .isPresent()) {
                return;
            }
        }
        throw RunStopped.failed("whether the question '" + question.question()
                + "' was made is not known, and it is not made twice: " + reason
                + "; look at the type in the PSA before the next run");
    }
}

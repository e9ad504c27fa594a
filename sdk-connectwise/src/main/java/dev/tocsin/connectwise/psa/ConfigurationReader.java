package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationQuestion;
import dev.tocsin.connectwise.internal.TypedValue;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.AnswerValue;
import dev.tocsin.core.asset.PsaAnswer;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.base.Secret;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the server's configurations as the engine's. Thread-safe if its predicate is. */
final class ConfigurationReader {
    private final Predicate<Reference> isActive;

    /** @param isActive whether a status means that a configuration is in use */
    ConfigurationReader(Predicate<Reference> isActive) {
        this.isActive = isActive;
    }

    /** The names of the fields that are read. */
    static String[] fields() {
        return Stream.concat(
                        Stream.of("type", "status", "company", "activeFlag", "questions"), ConfigurationFields.names())
                .toArray(String[]::new);
    }

    /** @param company what the company is called in the answer */
    PsaConfiguration read(Configuration configuration, String company) {
        Reference status = configuration.status();
        return new PsaConfiguration(
                Integer.toString(configuration.id()),
                company,
                name(configuration.type()),
                name(status),
                configuration.active() && (status == null || isActive.test(status)),
                ConfigurationFields.read(configuration),
                configuration.questions().stream()
                        .map(ConfigurationReader::answer)
                        .toList());
    }

    private static String name(@Nullable Reference reference) {
        String name = reference == null ? null : reference.name();
        return name == null ? "" : name;
    }

    private static PsaAnswer answer(ConfigurationQuestion question) {
        AnswerType type = type(question.fieldType());
        return new PsaAnswer(Integer.toString(question.questionId()), question.question(), type, value(question, type));
    }

    /** The kind of answers of a field type; one that is new to the engine is taken for text. */
    static AnswerType type(@Nullable String fieldType) {
        return fieldType == null ? AnswerType.TEXT : AnswerType.named(fieldType).orElse(AnswerType.TEXT);
    }

    /** The name of the server's for a kind of answers. */
    static String fieldType(AnswerType type) {
        return type.label().replace(" ", "");
    }

    private static @Nullable AnswerValue value(ConfigurationQuestion question, AnswerType type) {
        if (question.withheld()) {
            return new AnswerValue.Withheld();
        }
        Object answer = question.answer();
        String text =
                answer instanceof BigDecimal number ? number.toPlainString() : answer == null ? "" : answer.toString();
        if (text.isBlank()) {
            return null;
        }
        return switch (type) {
            case PASSWORD -> new AnswerValue.Hidden(Secret.of(text));
            case DATE -> new AnswerValue.Plain(day(text));
            default -> new AnswerValue.Plain(text);
        };
    }

    /** The server gives a moment where a day was sent. */
    private static String day(String text) {
        Instant moment = TypedValue.moment(text.strip());
        return moment == null
                ? text
                : moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}

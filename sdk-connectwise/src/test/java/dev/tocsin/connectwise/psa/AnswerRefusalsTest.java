package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.psa.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerRefusalsTest {
    private static final ConfigurationType TYPE = new ConfigurationType(
            "11",
            "Server",
            true,
            List.of(),
            List.of(
                    Question.of("1", "Price", AnswerType.NUMBER, false),
                    Question.of("2", "Selling Price", AnswerType.NUMBER, false),
                    new Question("3", "Tier", AnswerType.TEXT, false, -1, List.of("Gold")),
                    Question.of("4", "Owner", AnswerType.TEXT, true),
                    Question.of("5", "Login", AnswerType.PASSWORD, false)),
            List.of());

    private static Optional<Configuration> stored(String questions) {
        String json = "{\"id\":9,\"questions\":[" + questions.replace('\'', '"') + "]}";
        return Optional.of(
                ConfigurationField.TYPE.read(new JsonRecord(Json.parse(json.getBytes(StandardCharsets.UTF_8)))));
    }

    private static List<String> named(Set<String> written, FieldError fault, Optional<Configuration> stored) {
        Outcome<String> refused = new Outcome.Refused<>("no", List.of(fault), false);
        Outcome<String> named = new AnswerRefusals(TYPE, written).named(refused, () -> stored);
        return ((Outcome.Refused<String>) named)
                .fieldErrors().stream().map(FieldError::field).toList();
    }

    private static FieldError fault(String field, String message) {
        return new FieldError(field, null, message);
    }

    @Test
    void aQuestionThatTheServerNamesIsTheOne() {
        for (String field : List.of("questions", "/questions", "answer", "Questions/1/answer")) {
            assertThat(named(
                            Set.of(), fault(field, "The answer to 'Selling Price' (Number) is bad."), Optional.empty()))
                    .containsExactly("questions[Selling Price]");
        }
    }

    @Test
    void aQuestionThatOurClientNamesByItsIdGetsItsText() {
        assertThat(named(Set.of(), fault("questions[2]", "must be a number"), Optional.empty()))
                .containsExactly("questions[Selling Price]");
        assertThat(named(Set.of(), fault("questions[77]", "must be a number"), Optional.empty()))
                .containsExactly("questions[77]");
        assertThat(named(Set.of(), fault("status/id", "'Price'"), Optional.empty()))
                .containsExactly("status/id");
    }

    @Test
    void ofUnnamedQuestionsThoseAreToldWhoseStoredAnswersCannotStand() {
        Optional<Configuration> stored = stored(
                "{'questionId':1,'question':'Price','fieldType':'Number','answer':'much'},"
                        + "{'questionId':2,'question':'Selling Price','fieldType':'Number','answer':'7.5'},"
                        + "{'questionId':3,'question':'Tier','fieldType':'Text','answer':'Tin'},"
                        + "{'questionId':4,'question':'Owner','fieldType':'Text','requiredFlag':true},"
                        + "{'questionId':5,'question':'Login','fieldType':'Password','requiredFlag':true,'answerId':6}");
        assertThat(named(Set.of(), fault("questions", "Invalid."), stored))
                .containsExactly("questions[Price]", "questions[Tier]", "questions[Owner]");
        assertThat(named(Set.of("Price", "Owner"), fault("questions", "Invalid."), stored))
                .containsExactly("questions[Tier]");
        assertThat(new AnswerRefusals(TYPE, Set.of())
                        .named(
                                new Outcome.Refused<>("no", List.of(fault("questions", "Invalid.")), false),
                                () -> stored)
                        .toString())
                .doesNotContain("much")
                .doesNotContain("Tin,");
    }

    @Test
    void whatCannotBeExplainedStaysAsItIs() {
        assertThat(named(Set.of(), fault("questions", "Invalid."), Optional.empty()))
                .containsExactly("questions");
        Outcome<String> refused = new Outcome.Refused<>("no", List.of(fault("questions", "Invalid.")), false);
        assertThat(new AnswerRefusals(TYPE, Set.of()).named(refused, () -> {
                    throw new TransportException("away", null, null);
                }))
                .isEqualTo(refused);
        Outcome<String> unknown = new Outcome.Unknown<>("lost");
        assertThat(new AnswerRefusals(TYPE, Set.of()).named(unknown, Optional::empty))
                .isSameAs(unknown);
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The answers in a configuration: how a sent array becomes the stored one, and the stored one what clients see. */
final class ConfigurationQuestions {
    private static final String RESOURCE = RecordKind.CONFIGURATION.resource();

    private static final String MASK = "********";

    private final ConfigurationSetup setup;
    private final Behaviour behaviour;
    /** Above the ids of seeded answers, which are those of their configurations. */
    private int nextAnswer = 50_000_001;

    ConfigurationQuestions(ConfigurationSetup setup, Behaviour behaviour) {
        this.setup = setup;
        this.behaviour = behaviour;
    }

    /** One element per active question: what was not sent is cleared, what no question asks for is a fault. */
    void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        int type = row.path("type").path("id").asInt();
        JsonNode sent = row.path("questions");
        boolean otherType = before.path("type").path("id").asInt(type) != type;
        if (otherType && sent.equals(before.path("questions"))) {
            sent = Json.array();
        }
        List<ObjectNode> questions = setup.activeQuestions(type);
        Set<Integer> known = new HashSet<>();
        questions.forEach(question -> known.add(question.path("id").asInt()));
        for (JsonNode element : sent) {
            if (!known.contains(element.path("questionId").asInt())) {
                faults.add(FieldFault.notFound(
                        "Configuration Type Question "
                                + element.path("questionId").asText("?") + " not found for Configuration Type " + type,
                        RESOURCE,
                        "questions"));
            }
        }
        ArrayNode settled = Json.array();
        for (ObjectNode question : questions) {
            JsonNode answer = answerTo(question, sent);
            JsonNode stored = answerTo(question, otherType ? Json.array() : before.path("questions"));
            check(question, answer.path("answer"), faults);
            if (answered(answer.path("answer"))) {
                ObjectNode kept = settled.addObject();
                kept.set("questionId", question.path("id"));
                kept.put(
                        "answerId",
                        stored.has("answerId") ? stored.path("answerId").asInt() : nextAnswer++);
                kept.set("answer", answer.path("answer"));
            }
        }
        row.set("questions", settled);
    }

    private void check(ObjectNode question, JsonNode answer, List<FieldFault> faults) {
        String text = question.path("question").asText();
        if (!answered(answer)) {
            if (question.path("requiredFlag").asBoolean()) {
                faults.add(new FieldFault(
                        "MissingRequiredField", "The question '" + text + "' needs an answer.", RESOURCE, "questions"));
            }
            return;
        }
        String legal = AnswerRules.fault(question, answer, setup.choices(question));
        if (!legal.isEmpty()) {
            String type = question.path("fieldType").asText();
            faults.add(FieldFault.invalid(
                    "The answer to '" + text + "' (" + type + ") must be " + legal + ".", RESOURCE, "questions"));
        }
    }

    private static boolean answered(JsonNode answer) {
        return !answer.isMissingNode()
                && !answer.isNull()
                && !(answer.isTextual() && answer.textValue().isEmpty());
    }

    private static JsonNode answerTo(ObjectNode question, JsonNode array) {
        for (JsonNode element : array) {
            if (element.path("questionId").asInt() == question.path("id").asInt()) {
                return element;
            }
        }
        return Json.object();
    }

    /** What clients see: as {@link #all}, with passwords masked or left out where the server is told to. */
    ArrayNode shown(ObjectNode row) {
        ArrayNode questions = all(row);
        for (JsonNode element : questions) {
            if (element instanceof ObjectNode question
                    && question.has("answer")
                    && question.path("fieldType").asText().equals("Password")) {
                if (behaviour.hidesPasswords()) {
                    question.remove("answer");
                } else if (behaviour.masksPasswords()) {
                    question.put("answer", MASK);
                }
            }
        }
        return questions;
    }

    /** One element per question that is active now. */
    ArrayNode all(ObjectNode row) {
        ArrayNode questions = Json.array();
        for (ObjectNode question :
                setup.activeQuestions(row.path("type").path("id").asInt())) {
            JsonNode stored = answerTo(question, row.path("questions"));
            ObjectNode element = questions.addObject();
            element.setAll((ObjectNode) stored);
            element.set("questionId", question.path("id"));
            for (String field :
                    List.of("question", "sequenceNumber", "numberOfDecimals", "fieldType", "requiredFlag")) {
                if (question.has(field)) {
                    element.set(field, question.get(field));
                }
            }
        }
        return questions;
    }
}

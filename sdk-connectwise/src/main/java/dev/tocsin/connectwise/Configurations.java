package dev.tocsin.connectwise;

import dev.tocsin.connectwise.configuration.Answers;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationStatus;
import dev.tocsin.connectwise.configuration.ConfigurationStatusField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValue;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValueField;
import dev.tocsin.connectwise.configuration.QuestionChoices;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.http.TransportRequest.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Configurations, their types, questions and statuses. Thread-safe. */
public final class Configurations extends Records<Configuration> {
    private static final Set<String> CHOSEN = Set.of("List", "Option");

    Configurations(Gateway gateway) {
        super(gateway, "/company/configurations", ConfigurationField.TYPE);
    }

    /** The types that configurations can have. */
    public ConfigurationTypes types() {
        return new ConfigurationTypes(gateway(), path() + "/types");
    }

    /** The statuses that configurations can have. */
    public Records<ConfigurationStatus> statuses() {
        return new Records<>(gateway(), path() + "/statuses", ConfigurationStatusField.TYPE);
    }

    /** The questions of a type; see {@link #answer} for the answers to them. */
    public Records<ConfigurationTypeQuestion> questions(int typeId) {
        return new Records<>(gateway(), questionsOf(typeId), ConfigurationTypeQuestionField.TYPE);
    }

    /** The values that a question with the entry type List or Option can be answered with. They are not answers. */
    public Records<ConfigurationTypeQuestionValue> questionValues(int typeId, int questionId) {
        String path = questionsOf(typeId) + "/" + questionId + "/values";
        return new Records<>(gateway(), path, ConfigurationTypeQuestionValueField.TYPE);
    }

    private String questionsOf(int typeId) {
        return path() + "/types/" + typeId + "/questions";
    }

    /**
     * The values of all questions of a type that have the entry type List or Option, for {@link Answers#within}: one
     * request for the questions and one for each of those. Keep it for all configurations of the type. It needs the right
     * to inquire setup tables.
     */
    public QuestionChoices choices(int typeId) {
        Map<Integer, List<String>> choices = new LinkedHashMap<>();
        for (ConfigurationTypeQuestion question : questions(typeId).readAll()) {
            if (CHOSEN.contains(question.entryType())) {
                choices.put(
                        question.id(),
                        questionValues(typeId, question.id()).readAll().stream()
                                .filter(value -> !value.inactive())
                                .map(ConfigurationTypeQuestionValue::value)
                                .toList());
            }
        }
        return new QuestionChoices(choices);
    }

    /**
     * Creates a configuration with answers, by one request that holds the whole array of the type's questions.
     *
     * @param draft the configuration
     * @param questions the questions of its type, as {@link #questions} gives them
     * @param answers answers to them; none is legal here
     * @throws InvalidRequestException with all faults of the draft and the answers, also for a required question without an
     *     answer; nothing was sent
     * @throws ApiException if the server refused it: it was not created
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been created: look for it before sending it again
     */
    public Configuration create(
            Draft<Configuration> draft,
            List<ConfigurationTypeQuestion> questions,
            Answers answers,
            CallOptions options) {
        FirstAnswers first = new FirstAnswers(questions, answers);
        gateway()
                .refuseFaulty(
                        "new " + type().name(),
                        version -> Stream.concat(draft.faults(version).stream(), first.faults().stream())
                                .toList(),
                        options);
        Map<String, Object> body = new LinkedHashMap<>(draft.asValue());
        body.put("questions", first.elements());
        return type().read(gateway()
                .send(Call.write(Method.POST, path(), body, options))
                .record());
    }

    /**
     * Changes fields and answers of a configuration by one request. It is read first; see {@link #answer(int, Answers,
     * CallOptions)} for the answers, {@link #edit(int, Edit, CallOptions)} for the fields, and both for what is thrown.
     * Custom fields cannot be changed with answers.
     *
     * @return the configuration with the changes
     */
    public Configuration edit(int id, Edit<Configuration> edit, Answers answers, CallOptions options) {
        Map<String, Object> changed = edit.asValue();
        if (!edit.customFields().isEmpty()) {
            throw InvalidRequestException.of(
                    "configuration edit", "customFields", "cannot be changed together with answers");
        }
        if (!changed.isEmpty()) {
            gateway().refuseFaulty("configuration edit", edit::faults, options);
        }
        QuestionMerge merge = new QuestionMerge(require(id).record(), answers);
        List<Map<String, Object>> operations = new ArrayList<>();
        changed.forEach((field, value) -> operations.add(operation(field, value)));
        operations.add(operation("questions", merge.merged()));
        Set<String> asked = new HashSet<>(merge.asked());
        asked.addAll(changed.keySet());
        Answer answer = patch(id, "", operations, asked, options);
        List<FieldError> unmet = new ArrayList<>(AppliedCheck.unmet(edit.comparable(), answer.record()));
        unmet.addAll(merge.unmet(answer.record()));
        if (!unmet.isEmpty()) {
            throw unapplied(id, answer, unmet);
        }
        return type().read(answer.record());
    }

    /** Answers questions of a configuration; see {@link #answer(int, Answers, CallOptions)}. */
    public Configuration answer(int id, Answers answers) {
        return answer(id, answers, CallOptions.none());
    }

    /**
     * Answers questions of a configuration. It is read first, and its whole list of questions is sent back with these
     * answers in it, since the server takes them only so: a change to another answer in the same moment is lost. The
     * server's answer is compared with what was asked.
     *
     * @return the configuration with the answers
     * @throws InvalidRequestException with all faults of the answers, or if there is no such configuration, or if it has an
     *     answer to another question that the server does not show ({@code ConfigurationQuestion.withheld}); nothing was
     *     changed
     * @throws UnappliedEditException if the server said yes, but the configuration does not hold an answer
     * @throws StoredValueException if the server refused it for another field: an old value on the configuration that it
     *     no longer takes. Nothing changed
     * @throws ApiException if the server refused it for another reason: nothing changed
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have changed: read the configuration
     */
    public Configuration answer(int id, Answers answers, CallOptions options) {
        QuestionMerge merge = new QuestionMerge(require(id).record(), answers);
        List<Map<String, Object>> operations = List.of(operation("questions", merge.merged()));
        Answer answer = patch(id, "", operations, merge.asked(), options);
        List<FieldError> unmet = merge.unmet(answer.record());
        if (!unmet.isEmpty()) {
            throw unapplied(id, answer, unmet);
        }
        return type().read(answer.record());
    }

    /** Gives a configuration another type; see {@link #changeType(int, Reference, CallOptions)}. */
    public Configuration changeType(int id, Reference newType) {
        return changeType(id, newType, CallOptions.none());
    }

    /**
     * Gives a configuration another type, and with it other questions. Answers to the questions of the old type are lost.
     *
     * @throws UnappliedEditException if the server said yes, but the configuration has another type
     * @throws ApiException if the server refused it: nothing changed
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have changed: read the configuration
     */
    public Configuration changeType(int id, Reference newType, CallOptions options) {
        List<Map<String, Object>> operations = List.of(operation("type", newType.asValue()));
        Answer answer = patch(id, "/changeType", operations, Set.of("type"), options);
        Reference held = Reference.in(answer.record(), "type");
        if (!newType.isMetBy(held)) {
            String message = "asked for " + newType.brief() + ", holds " + (held == null ? "none" : held.brief());
            throw unapplied(id, answer, List.of(new FieldError("type", null, message)));
        }
        return type().read(answer.record());
    }

    /** Creates configurations; see {@link #createAll(List, CallOptions)}. */
    public List<BulkOutcome<Configuration>> createAll(List<Draft<Configuration>> drafts) {
        return createAll(drafts, CallOptions.none());
    }

    /**
     * Creates configurations by one request. Each is created or refused by itself.
     *
     * @return one outcome for each draft, in their order
     * @throws InvalidRequestException with all faults of all drafts; nothing was sent
     * @throws ApiException if the server refused the request as a whole: none was created
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it is known of none whether it was created: look for them
     */
    public List<BulkOutcome<Configuration>> createAll(List<Draft<Configuration>> drafts, CallOptions options) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        gateway().refuseFaulty("new configurations", version -> faults(drafts, version), options);
        List<Map<String, Object>> body = drafts.stream().map(Draft::asValue).toList();
        Call call = Call.bulk(path() + "/bulk", body, options);
        return new BulkAnswer<>(gateway(), type(), drafts.size())
                .read(call, gateway().send(call));
    }

    private static List<FieldError> faults(List<Draft<Configuration>> drafts, @Nullable String version) {
        List<FieldError> faults = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            String place = "[" + i + "].";
            drafts.get(i)
                    .faults(version)
                    .forEach(fault -> faults.add(new FieldError(place + fault.field(), fault.code(), fault.message())));
        }
        return faults;
    }

    /** Deletes configurations; see {@link #deleteAll(List, CallOptions)}. */
    public List<BulkOutcome<Integer>> deleteAll(List<Integer> ids) {
        return deleteAll(ids, CallOptions.none());
    }

    /**
     * Deletes configurations, one request for each: the vendor's contract has a request that deletes many, but not how to
     * tell it which. One that the server does not know counts as done. After a refusal or an unknown outcome the others
     * are still deleted.
     *
     * @return one outcome for each id, in their order
     */
    public List<BulkOutcome<Integer>> deleteAll(List<Integer> ids, CallOptions options) {
        List<BulkOutcome<Integer>> outcomes = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            outcomes.add(deleteOne(index, ids.get(index), options));
        }
        return outcomes;
    }

    private BulkOutcome<Integer> deleteOne(int index, int id, CallOptions options) {
        try {
            delete(id, options);
            return new BulkOutcome.Done<>(index, id);
        } catch (TocsinException e) {
            String message = String.valueOf(e.getMessage());
            if (e.execution() != Execution.NOT_EXECUTED) {
                return new BulkOutcome.Unknown<>(index, message);
            }
            return e instanceof ApiException refusal
                    ? new BulkOutcome.Refused<>(index, refusal.code().orElse(null), message, refusal.fieldErrors())
                    : new BulkOutcome.Refused<>(index, null, message, List.of());
        }
    }
}

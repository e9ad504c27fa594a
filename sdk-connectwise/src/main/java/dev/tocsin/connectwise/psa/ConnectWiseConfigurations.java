package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.CallOptions;
import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.configuration.Answers;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.core.asset.AnswerValue;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.PsaAnswer;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.PsaConfigurations;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of a ConnectWise server.
 *
 * <p>The server takes all answers of a configuration or none. So a change of answers reads the configuration first and sends
 * its whole array back, with no more than the planned answers changed; a person's change to another answer between the two is
 * lost. A password that the server shows as a mask, or only the id of, would be overwritten by that: such a change is refused
 * here, unless it answers that question as well. What the server makes of a mask that is sent back is not documented.
 *
 * <p>A configuration counts as active if its own flag says so and its status is not a closed one. Retiring sets both, and so
 * does taking into use again. Thread-safe.
 */
final class ConnectWiseConfigurations implements PsaConfigurations {
    private final ConnectWise client;
    private final ConnectWisePsaOptions options;
    private final ConfigurationTypes types;

    ConnectWiseConfigurations(ConnectWise client, ConnectWisePsaOptions options) {
        this.client = client;
        this.options = options;
        this.types = new ConfigurationTypes(client);
    }

    @Override
    public List<ConfigurationType> types() {
        return types.all();
    }

    @Override
    public Optional<ConfigurationType> type(String name) {
        return types.named(name);
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is never required on the server, which would make the server refuse every change to configurations without an
     * answer. If the type has this question by now, that one is given.
     */
    @Override
    public Outcome<Question> createQuestion(ConfigurationType type, QuestionMapping question, Instant notAfter) {
        Optional<Integer> id = RecordId.parse(type.id());
        return id.isEmpty()
                ? WriteOutcome.noSuchId("configuration type", type.id())
                : WriteOutcome.of(() -> types.create(id.get(), question, write(notAfter)));
    }

    private CallOptions write(Instant notAfter) {
        return CallOptions.none().withNotAfter(notAfter).withTimeout(options.requestTimeout());
    }

    @Override
    public Stream<PsaConfiguration> of(String company, ConfigurationType type) {
        ConfigurationReader reader = new ConfigurationReader(status -> type.status(String.valueOf(status.name()))
                .map(dev.tocsin.core.asset.ConfigurationStatus::active)
                .orElseGet(() -> isOpen(status)));
        Query query = Query.where(CompanyCondition.on(ConfigurationField.COMPANY, company)
                        .and(ConfigurationField.CONFIGURATION_TYPE.part("id").eq(idOf(type))))
                .only(ConfigurationReader.fields())
                .pageSize(options.pageSize());
        return client.configurations().stream(query)
                .filter(one -> CompanyCondition.isMetBy(one.company(), company))
                .map(one -> reader.read(one, company));
    }

    private static int idOf(ConfigurationType type) {
        return RecordId.parse(type.id())
                .orElseThrow(() -> new ConfigurationException(
                        "type.id", "'" + type.id() + "' is not the id of a configuration type; ids are numbers"));
    }

    @Override
    public Optional<PsaConfiguration> configuration(String id, String company) {
        ConfigurationReader reader = new ConfigurationReader(this::isOpen);
        return RecordId.parse(id)
                .flatMap(number -> client.configurations().get(number))
                .map(one -> reader.read(
                        one, CompanyCondition.isMetBy(one.company(), company) ? company : idOf(one.company())));
    }

    private static String idOf(@Nullable Reference company) {
        return company == null || company.id() == null ? "" : Integer.toString(company.id());
    }

    /** A status that the catalogue does not know is looked up; one that is not shown closes nothing. */
    private boolean isOpen(Reference status) {
        Integer id = status.id();
        if (id == null) {
            return true;
        }
        return client.catalogue().configurationStatuses().stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .or(() -> client.configurations().statuses().get(id))
                .map(one -> !one.closed())
                .orElse(true);
    }

    @Override
    public Stream<String> changedSince(Instant since) {
        // By id, so that one that changes meanwhile neither shifts others off the page that is asked for next nor is
        // passed over.
        Query query = Query.where(Conditions.LAST_UPDATED.since(since)).only().pageSize(options.pageSize());
        return client.configurations().stream(query).map(one -> Integer.toString(one.id()));
    }

    @Override
    public Outcome<String> create(ConfigurationType type, ConfigurationPlan.Create plan, Instant notAfter) {
        Optional<Integer> typeId = RecordId.parse(type.id());
        if (typeId.isEmpty()) {
            return WriteOutcome.noSuchId("configuration type", type.id());
        }
        Outcome<String> outcome = WriteOutcome.of(() -> {
            Draft<Configuration> draft = Configuration.draft()
                    .set(ConfigurationField.CONFIGURATION_TYPE, Reference.id(typeId.get()))
                    .set(
                            ConfigurationField.COMPANY,
                            CompanyCondition.reference(plan.desired().company()))
                    .set(
                            ConfigurationField.STATUS,
                            Reference.named(plan.desired().status()))
                    .set(ConfigurationField.ACTIVE, plan.desired().active());
            ConfigurationFields.write(plan.desired().fields(), draft);
            Answers answers = Configuration.answers().within(ConfigurationTypes.choices(type));
            plan.answers().forEach(answer -> put(answer, answers));
            return Integer.toString(client.configurations()
                    .create(draft, ConfigurationTypes.asClient(type), answers, write(notAfter))
                    .id());
        });
        return new AnswerRefusals(type, Set.of()).named(outcome, Optional::empty);
    }

    /** A question that was made after the plan is known by its text only. */
    private static void put(PsaAnswer answer, Answers into) {
        Object value = answer.value() instanceof AnswerValue.Plain plain
                ? plain.text()
                : answer.value() instanceof AnswerValue.Hidden hidden
                        ? hidden.secret().reveal()
                        : null;
        if (value != null) {
            Optional<Integer> id = RecordId.parse(answer.questionId());
            if (id.isPresent()) {
                into.set(id.get(), value);
            } else {
                into.set(answer.question(), value);
            }
        }
    }

    @Override
    public Outcome<String> change(ConfigurationType type, ConfigurationPlan.Change plan, Instant notAfter) {
        Optional<Integer> id = RecordId.parse(plan.configurationId());
        if (id.isEmpty()) {
            return WriteOutcome.noSuchId("configuration", plan.configurationId());
        }
        Set<String> written = new LinkedHashSet<>();
        Outcome<String> outcome = WriteOutcome.of(() -> {
            Edit<Configuration> edit = Configuration.edit();
            ConfigurationFields.write(plan.fields(), edit);
            if (plan.status() != null) {
                edit.set(ConfigurationField.STATUS, Reference.named(plan.status()))
                        .set(ConfigurationField.ACTIVE, plan.desired().active());
            }
            Answers answers = Configuration.answers().within(ConfigurationTypes.choices(type));
            for (PsaAnswer answer : plan.answers()) {
                String text =
                        type.question(answer.question()).map(Question::text).orElse(answer.question());
                boolean changes =
                        plan.differences().stream().anyMatch(one -> one.place().equals("questions[" + text + "]"));
                if (changes && written.add(text)) {
                    put(answer, answers);
                }
            }
            Configuration changed = written.isEmpty()
                    ? client.configurations().edit(id.get(), edit, write(notAfter))
                    : client.configurations().edit(id.get(), edit, answers, write(notAfter));
            return Integer.toString(changed.id());
        });
        return new AnswerRefusals(type, written)
                .named(
                        notFound(plan.status() == null ? outcome : inUseAsStatus(outcome)),
                        () -> client.configurations().get(id.get()));
    }

    /** The client reads before it writes answers, and says by a fault of the id that there is nothing to change. */
    private static Outcome<String> notFound(Outcome<String> outcome) {
        return outcome instanceof Outcome.Refused<String> refused
                        && refused.fieldErrors().stream().map(FieldError::field).anyMatch("id"::equals)
                ? new Outcome.Refused<>(refused.message(), List.of(), true)
                : outcome;
    }

    @Override
    public Outcome<String> retire(ConfigurationPlan.Retire plan, Instant notAfter) {
        Optional<Integer> id = RecordId.parse(plan.configurationId());
        Edit<Configuration> edit = Configuration.edit()
                .set(ConfigurationField.STATUS, Reference.named(plan.status()))
                .set(ConfigurationField.ACTIVE, false);
        if (id.isEmpty()) {
            return WriteOutcome.noSuchId("configuration", plan.configurationId());
        }
        Outcome<String> outcome = WriteOutcome.of(() -> Integer.toString(
                client.configurations().edit(id.get(), edit, write(notAfter)).id()));
        return withQuestions(inUseAsStatus(outcome), id.get());
    }

    /** A refusal of a write without answers: which questions it is about is told by the configuration as it is. */
    private Outcome<String> withQuestions(Outcome<String> outcome, int id) {
        if (!(outcome instanceof Outcome.Refused<String> refused)
                || refused.fieldErrors().stream().noneMatch(AnswerRefusals::isAboutQuestions)) {
            return outcome;
        }
        try {
            Optional<Configuration> stored = client.configurations().get(id);
            return stored.map(Configuration::type)
                    .map(Reference::name)
                    .flatMap(types::named)
                    .map(type -> new AnswerRefusals(type, Set.of()).named(outcome, () -> stored))
                    .orElse(outcome);
        } catch (TocsinException e) {
            return outcome;
        }
    }

    /** Whether a configuration is in use is one thing for the engine, and two fields for the server. */
    private static Outcome<String> inUseAsStatus(Outcome<String> outcome) {
        return outcome instanceof Outcome.Refused<String> refused
                ? new Outcome.Refused<>(
                        refused.message(),
                        refused.fieldErrors().stream()
                                .map(fault -> ConfigurationField.ACTIVE.name().equals(fault.field())
                                        ? new FieldError(
                                                ConfigurationField.STATUS.name(), fault.code(), fault.message())
                                        : fault)
                                .toList(),
                        refused.notFound())
                : outcome;
    }
}

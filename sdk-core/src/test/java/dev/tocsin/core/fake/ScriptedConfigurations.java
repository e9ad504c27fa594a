package dev.tocsin.core.fake;

import dev.tocsin.core.asset.AnswerValue;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationStatus;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.PsaAnswer;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.PsaConfigurations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configurations of a PSA in memory, which fail as the test scripts it. */
public final class ScriptedConfigurations implements PsaConfigurations {
    /** The calls that can be made to fail. */
    public enum Op {
        TYPE,
        QUESTION,
        LIST,
        READ,
        CHANGED,
        CREATE,
        CHANGE,
        RETIRE
    }

    private final VirtualTime time;
    private final Map<String, PsaConfiguration> configurations = new LinkedHashMap<>();
    private final Map<String, Instant> changedAt = new HashMap<>();
    private final Map<Op, Deque<Fault>> faults = new EnumMap<>(Op.class);
    private final Map<Op, Integer> calls = new EnumMap<>(Op.class);
    private final Map<Op, Integer> effects = new EnumMap<>(Op.class);
    private Consumer<PsaConfiguration> beforeRetire = one -> {};
    private final TreeMap<Instant, List<Runnable>> late = new TreeMap<>();
    private Function<Op, @Nullable Fault> chance = op -> null;
    private List<FieldError> refusalFaults = List.of();
    private ConfigurationType type;
    private Duration latency = Duration.ZERO;
    private boolean withheld;
    private int lastId;

    public ScriptedConfigurations(VirtualTime time, ConfigurationType type) {
        this.time = time;
        this.type = type;
    }

    // ---- the script

    public synchronized ScriptedConfigurations next(Op op, Fault... some) {
        faults.computeIfAbsent(op, any -> new ArrayDeque<>()).addAll(List.of(some));
        return this;
    }

    /** What goes wrong with calls for which nothing is scripted. */
    public synchronized void chance(Function<Op, @Nullable Fault> value) {
        chance = value;
    }

    /** The faults by field of every refusal from now on. */
    public synchronized void refusalFaults(FieldError... value) {
        refusalFaults = List.of(value);
    }

    /** How long every call takes. */
    public synchronized void latency(Duration value) {
        latency = value;
    }

    /** Has passwords withheld from now on. */
    public synchronized void withholdPasswords() {
        withheld = true;
    }

    private PsaConfiguration shown(PsaConfiguration one) {
        return !withheld
                ? one
                : new PsaConfiguration(
                        one.id(),
                        one.company(),
                        one.type(),
                        one.status(),
                        one.active(),
                        one.fields(),
                        one.answers().stream()
                                .map(answer -> answer.value() instanceof AnswerValue.Hidden
                                        ? with(answer, new AnswerValue.Withheld())
                                        : answer)
                                .toList());
    }

    private static PsaAnswer with(PsaAnswer answer, AnswerValue value) {
        return new PsaAnswer(answer.questionId(), answer.question(), answer.type(), value);
    }

    public synchronized void type(ConfigurationType value) {
        type = value;
    }

    // ---- what people do, and what the test sees

    public synchronized String add(String company, String name, Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("name", name);
        String id = "h" + ++lastId;
        put(new PsaConfiguration(
                id, company, type.name(), type.statuses().get(0).name(), true, all, blankAnswers()));
        return id;
    }

    public synchronized void setByHand(String id, String field, String value) {
        PsaConfiguration was = get(id);
        Map<String, String> fields = new TreeMap<>(was.fields());
        fields.put(field, value);
        put(new PsaConfiguration(id, was.company(), was.type(), was.status(), was.active(), fields, was.answers()));
    }

    public synchronized void answerByHand(String id, String question, String value) {
        PsaConfiguration was = get(id);
        List<PsaAnswer> answers = was.answers().stream()
                .map(one -> one.question().equals(question) ? with(one, new AnswerValue.Plain(value)) : one)
                .toList();
        put(new PsaConfiguration(id, was.company(), was.type(), was.status(), was.active(), was.fields(), answers));
    }

    public synchronized void deactivateByHand(String id) {
        PsaConfiguration was = get(id);
        put(new PsaConfiguration(id, was.company(), was.type(), "Inactive", false, was.fields(), was.answers()));
    }

    public synchronized void typeByHand(String id, String value) {
        PsaConfiguration was = get(id);
        put(new PsaConfiguration(id, was.company(), value, was.status(), was.active(), was.fields(), was.answers()));
    }

    public synchronized void moveByHand(String id, String company) {
        PsaConfiguration was = get(id);
        put(new PsaConfiguration(id, company, was.type(), was.status(), was.active(), was.fields(), was.answers()));
    }

    public synchronized void deleteByHand(String id) {
        configurations.remove(id);
    }

    public synchronized List<PsaConfiguration> all() {
        return new ArrayList<>(configurations.values());
    }

    public synchronized List<PsaConfiguration> named(String name) {
        return configurations.values().stream()
                .filter(one -> one.name().equals(name))
                .toList();
    }

    public synchronized PsaConfiguration only(String name) {
        List<PsaConfiguration> found = named(name);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " configurations are named " + name);
        }
        return found.get(0);
    }

    public synchronized int calls(Op op) {
        return calls.getOrDefault(op, 0);
    }

    /** How many calls had their effect, or will have it. */
    public synchronized int effects(Op op) {
        return effects.getOrDefault(op, 0);
    }

    /** Is told of each configuration that we are about to retire. */
    public synchronized void beforeRetire(Consumer<PsaConfiguration> value) {
        beforeRetire = value;
    }

    public synchronized int writes() {
        return calls(Op.CREATE) + calls(Op.CHANGE) + calls(Op.RETIRE);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** What was sent late happens now if it is time. */
    public synchronized void settle() {
        while (!late.isEmpty() && !late.firstKey().isAfter(time.instant())) {
            late.pollFirstEntry().getValue().forEach(Runnable::run);
        }
    }

    // ---- the port

    @Override
    public synchronized List<ConfigurationType> types() {
        return List.of(type);
    }

    @Override
    public synchronized Optional<ConfigurationType> type(String name) {
        reading(Op.TYPE);
        return Optional.of(type).filter(one -> one.name().equalsIgnoreCase(name));
    }

    @Override
    public synchronized Outcome<Question> createQuestion(
            ConfigurationType on, QuestionMapping question, Instant notAfter) {
        return writing(Op.QUESTION, notAfter, () -> {
            Question made = Question.of(
                    "q" + (type.questions().size() + 1), question.question(), question.type(), question.required());
            List<Question> questions = new ArrayList<>(type.questions());
            questions.add(made);
            type = new ConfigurationType(
                    type.id(), type.name(), type.active(), type.fields(), questions, type.statuses());
            return made;
        });
    }

    @Override
    public synchronized Stream<PsaConfiguration> of(String company, ConfigurationType wanted) {
        reading(Op.LIST);
        return configurations.values().stream()
                .filter(one -> one.company().equals(company) && one.type().equals(wanted.name()))
                .map(this::shown)
                .toList()
                .stream();
    }

    @Override
    public synchronized Optional<PsaConfiguration> configuration(String id, String company) {
        reading(Op.READ);
        return Optional.ofNullable(configurations.get(id)).map(this::shown);
    }

    @Override
    public synchronized Stream<String> changedSince(Instant since) {
        reading(Op.CHANGED);
        return configurations.keySet().stream()
                .filter(id -> !changedAt.getOrDefault(id, Instant.MIN).isBefore(since))
                .toList()
                .stream();
    }

    @Override
    public synchronized Outcome<String> create(
            ConfigurationType wanted, ConfigurationPlan.Create plan, Instant notAfter) {
        return writing(Op.CREATE, notAfter, () -> {
            String id = "c" + ++lastId;
            put(new PsaConfiguration(
                    id,
                    plan.desired().company(),
                    wanted.name(),
                    plan.desired().status(),
                    true,
                    plan.desired().fields(),
                    plan.answers()));
            return id;
        });
    }

    @Override
    public synchronized Outcome<String> change(
            ConfigurationType wanted, ConfigurationPlan.Change plan, Instant notAfter) {
        if (!configurations.containsKey(plan.configurationId())) {
            calls.merge(Op.CHANGE, 1, Integer::sum);
            return new Outcome.Refused<>("not found", List.of(), true);
        }
        return writing(Op.CHANGE, notAfter, () -> {
            PsaConfiguration was = configurations.get(plan.configurationId());
            if (was == null) {
                // It was deleted while the request was under way.
                return plan.configurationId();
            }
            Map<String, String> fields = new TreeMap<>(was.fields());
            fields.putAll(plan.fields());
            String status = plan.status() == null ? was.status() : plan.status();
            put(new PsaConfiguration(
                    was.id(),
                    was.company(),
                    was.type(),
                    status,
                    isActive(status),
                    fields,
                    plan.answers().isEmpty() ? was.answers() : plan.answers()));
            return was.id();
        });
    }

    @Override
    public synchronized Outcome<String> retire(ConfigurationPlan.Retire plan, Instant notAfter) {
        beforeRetire.accept(get(plan.configurationId()));
        return writing(Op.RETIRE, notAfter, () -> {
            PsaConfiguration was = configurations.get(plan.configurationId());
            if (was == null) {
                return plan.configurationId();
            }
            put(new PsaConfiguration(
                    was.id(), was.company(), was.type(), plan.status(), false, was.fields(), was.answers()));
            return was.id();
        });
    }

    // ---- how calls go

    private @Nullable Fault begin(Op op) {
        calls.merge(op, 1, Integer::sum);
        time.advance(latency);
        settle();
        Fault scripted = faults.getOrDefault(op, new ArrayDeque<>()).poll();
        Fault fault = scripted == null ? chance.apply(op) : scripted;
        if (fault instanceof Fault.Meanwhile meanwhile) {
            meanwhile.what().run();
            return null;
        }
        return fault;
    }

    private void reading(Op op) {
        Fault fault = begin(op);
        if (fault instanceof Fault.AccessDenied) {
            throw new AuthenticationException("401 no access", 401, null, null);
        } else if (fault instanceof Fault.Throw thrown) {
            throw thrown.error();
        } else if (fault instanceof Fault.DeathBefore || fault instanceof Fault.DeathAfter) {
            throw new ProcessDeath();
        } else if (fault != null) {
            throw new TransportException("no answer", null, null);
        }
    }

    private <T> Outcome<T> writing(Op op, Instant notAfter, Supplier<T> what) {
        Fault fault = begin(op);
        if (time.instant().isAfter(notAfter)) {
            return new Outcome.NotExecuted<>("too late to leave", null, false);
        } else if (fault == null) {
            return new Outcome.Done<>(carryOut(op, what));
        } else if (fault instanceof Fault.Refused refused) {
            return new Outcome.Refused<>(refused.message(), refusalFaults, false);
        } else if (fault instanceof Fault.NotExecuted notExecuted) {
            return new Outcome.NotExecuted<>("busy", notExecuted.retryAfter(), false);
        } else if (fault instanceof Fault.AccessDenied) {
            return new Outcome.NotExecuted<>("401 no access", null, true);
        } else if (fault instanceof Fault.DeathBefore) {
            throw new ProcessDeath();
        } else if (fault instanceof Fault.DeathAfter) {
            effect(op, what);
            throw new ProcessDeath();
        } else if (fault instanceof Fault.LostAfter) {
            effect(op, what);
        } else if (fault instanceof Fault.LostLate lost) {
            late.computeIfAbsent(time.instant().plus(lost.delay()), any -> new ArrayList<>())
                    .add(() -> effect(op, what));
        }
        return new Outcome.Unknown<>("the answer was lost");
    }

    private <T> T carryOut(Op op, Supplier<T> what) {
        effects.merge(op, 1, Integer::sum);
        return what.get();
    }

    private <T> void effect(Op op, Supplier<T> what) {
        T unused = carryOut(op, what);
    }

    private PsaConfiguration get(String id) {
        PsaConfiguration one = configurations.get(id);
        if (one == null) {
            throw new AssertionError("there is no configuration " + id);
        }
        return one;
    }

    private void put(PsaConfiguration one) {
        configurations.put(one.id(), one);
        changedAt.put(one.id(), time.instant());
    }

    private boolean isActive(String status) {
        return type.statuses().stream()
                .filter(one -> one.name().equals(status))
                .findFirst()
                .map(ConfigurationStatus::active)
                .orElse(false);
    }

    private List<PsaAnswer> blankAnswers() {
        return type.questions().stream()
                .map(one -> new PsaAnswer(one.id(), one.text(), one.type(), null))
                .toList();
    }
}

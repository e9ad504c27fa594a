package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.subject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.HistoryStore.Entry;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carries out random operations on a store and on {@link StoreModel}, and compares all that can be seen. */
abstract class ModelTests extends StoreTests {
    private static final int OPERATIONS = 2_000;
    private static final int OPERATIONS_PER_COMPARISON = 25;

    private StoreModel model = new StoreModel();
    private Random random = new Random(0);
    /** Counts the operations; whatever needs a time of its own takes it from here. */
    private int step;

    /** Ends a work that is to be undone. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_301})
    void randomOperationsLeaveWhatTheModelSays(long seed) {
        model = new StoreModel();
        random = new Random(seed);
        List<Runnable> operations = List.of(
                this::saveEvents,
                this::openIncident,
                this::changeIncident,
                this::changeIncident,
                this::addMember,
                this::addMember,
                this::updateMember,
                this::answerOrTell,
                this::appendHistory,
                this::planIntent,
                this::claimIntents,
                this::changeIntent,
                this::saveCompany,
                this::endWaits);
        for (step = 0; step < OPERATIONS; step++) {
            operations.get(random.nextInt(operations.size())).run();
            if (step % OPERATIONS_PER_COMPARISON == 0) {
                new ModelComparison(this, model, after(step * 10L)).compare();
            }
        }
        new ModelComparison(this, model, after(step * 10L)).compare();
    }

    /** Carries out a work, after it was carried out and undone once in five times. */
    private void carryOut(Consumer<StoreSession> work) {
        if (random.nextInt(5) == 0) {
            assertThatThrownBy(() -> change(session -> {
                        work.accept(session);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
        }
        change(work);
    }

    private MspId anyMsp() {
        return random.nextBoolean() ? MSP : OTHER_MSP;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> Optional<T> any(Collection<T> values) {
        return values.stream()
                .skip(values.isEmpty() ? 0 : random.nextInt(values.size()))
                .findFirst();
    }

    private @Nullable Instant anyTime() {
        return random.nextInt(3) == 0 ? null : after((step + random.nextInt(100)) * 10L);
    }

    private void saveEvents() {
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = 3 * random.nextInt(40) + i;
            events.add(Samples.record(
                    Samples.event(number % 2 == 0 ? MSP : OTHER_MSP, "e" + number)
                            .occurredAt(after(number))
                            .build(),
                    any(Receipt.Outcome.values())));
        }
        carryOut(session -> session.events().save(events));
        events.forEach(event -> model.events.put(event.key(), event));
    }

    private void openIncident() {
        MspId msp = anyMsp();
        String group = "g" + random.nextInt(12);
        long id = write(session -> session.incidents().nextId());
        saveIncident(Samples.incident(id, msp, group)
                .state(any(IncidentState.values()), "opened")
                .waitUntil(anyTime())
                .done());
    }

    private void changeIncident() {
        any(model.incidents.values())
                .ifPresent(incident -> saveIncident(incident.change()
                        .state(any(IncidentState.values()), "step " + step)
                        .severity(any(Severity.values()))
                        .members(random.nextInt(9), random.nextInt(5))
                        .waitUntil(anyTime())
                        .noteDueAt(anyTime())
                        .ticketId(random.nextBoolean() ? null : "t" + incident.id())
                        .done()));
    }

    private void saveIncident(Incident incident) {
        if (model.hasOtherLive(incident)) {
            assertRefused(() -> change(session -> session.incidents().save(List.of(incident))));
        } else if (incident.version() > 0 && random.nextInt(6) == 0) {
            Incident stale = Samples.version(incident, incident.version() - 1);
            assertRefused(() -> change(session -> session.incidents().save(List.of(stale))));
        } else {
            carryOut(session -> session.incidents().save(List.of(incident)));
            model.incidents.put(incident.id(), Samples.version(incident, incident.version() + 1));
        }
    }

    private void addMember() {
        int number = random.nextInt(40);
        Optional<Incident> incident = any(model.incidents.values());
        if (incident.isEmpty()
                || model.wasEverIn(subject(number), incident.get().id())) {
            return;
        }
        Member member =
                Samples.member(number, incident.get().id(), any(MemberState.values()), any(Severity.values()), step);
        carryOut(session -> session.incidents().members().add(List.of(member)));
        model.addMember(member);
    }

    private void updateMember() {
        any(model.currentMembers.values()).ifPresent(before -> {
            Member member = Samples.again(before, random.nextBoolean());
            carryOut(session -> session.incidents().members().update(List.of(member)));
            model.currentMembers.put(member.fingerprint(), member);
        });
    }

    private void answerOrTell() {
        any(model.incidents.keySet()).ifPresent(id -> {
            if (random.nextBoolean()) {
                carryOut(session -> session.incidents().members().answer(id, null));
                model.answer(id);
            } else {
                carryOut(session -> session.incidents().members().markTold(id));
                model.markTold(id);
            }
        });
    }

    private void appendHistory() {
        any(model.incidents.keySet()).ifPresent(id -> {
            Entry entry = new Entry(id, after(step), "step " + step);
            carryOut(session -> session.incidents().history().append(List.of(entry)));
            model.history.add(entry);
        });
    }

    private void planIntent() {
        any(model.incidents.values()).ifPresent(incident -> {
            long id = write(session -> session.intents().nextId());
            Intent intent = (random.nextInt(3) == 0
                            ? Samples.create(id, incident.msp(), incident.id(), "ref-" + id)
                            : Samples.note(id, incident.msp(), incident.id()))
                    .change()
                    .dueAt(anyTime())
                    .done();
            if (model.hasOtherOpenCreate(intent)) {
                assertRefused(() -> change(session -> session.intents().add(List.of(intent))));
            } else {
                carryOut(session -> session.intents().add(List.of(intent)));
                model.intents.put(id, intent);
            }
        });
    }

    private void claimIntents() {
        Instant now = after(step * 10L);
        List<Intent> claimed = model.due(now, List.of(CONNECTION)).stream()
                .limit(3)
                .map(intent -> intent.change()
                        .claimed("worker " + step, now.plusMillis(1 + random.nextInt(500)))
                        .done())
                .toList();
        carryOut(session -> session.intents().save(claimed));
        claimed.forEach(intent -> model.intents.put(intent.id(), intent));
    }

    private void changeIntent() {
        any(model.intents.values()).ifPresent(intent -> {
            IntentState state = any(IntentState.values());
            Intent changed = state.open()
                    ? intent.change().open(state, anyTime()).done()
                    : intent.change().ended(state, after(step)).dueAt(anyTime()).done();
            Intent stolen = intent.change().claimed("thief", after(step)).done();
            if (model.hasOtherOpenCreate(changed)) {
                assertRefused(() -> change(session -> session.intents().save(List.of(changed))));
            } else if (random.nextInt(6) == 0) {
                assertRefused(() -> change(session -> {
                    session.intents().save(List.of(stolen));
                    session.intents().save(List.of(changed));
                }));
            } else {
                carryOut(session -> session.intents().save(List.of(changed)));
                model.intents.put(changed.id(), changed);
            }
        });
    }

    private void saveCompany() {
        Company company = new Company(anyMsp(), "c" + random.nextInt(5), "name " + step);
        Origin origin = any(Origin.values());
        carryOut(session -> session.configuration().save(company, origin));
        model.companies.merge(
                company.msp() + "/" + company.id(),
                new Stored<>(company, 1, origin),
                (before, first) -> new Stored<>(company, before.revision() + 1, origin));
    }

    private void endWaits() {
        if (random.nextInt(10) == 0) {
            MspId msp = anyMsp();
            Instant now = after(step * 10L);
            carryOut(session -> session.incidents().endWaits(msp, now));
            model.endWaits(msp, now);
        }
    }
}

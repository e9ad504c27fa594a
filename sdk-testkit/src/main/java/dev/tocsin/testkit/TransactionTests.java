package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.T0;
import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.group;
import static dev.tocsin.testkit.Samples.member;
import static dev.tocsin.testkit.Samples.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tocsin.core.company.Company;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.store.ConnectionState;
import dev.tocsin.core.store.HistoryStore.Entry;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreException;
import dev.tocsin.core.store.StoreSession;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a work on a store sees, what it leaves behind and what it may do. */
abstract class TransactionTests extends StoreTests {
    private static final DirectoryRef ACCOUNT = new DirectoryRef("tenant", "object-1");
    private static final ConsentText OTHER_TEXT = new ConsentText("voice-alerts", "en", "We call you.");

    private static final PersonRef JO = PersonRef.technician(MSP, "jo");
    private static final Set<ChannelKind> KINDS = EnumSet.allOf(ChannelKind.class);

    /** The store closed and opened anew; null if nothing outlives it. */
    abstract @Nullable Store reopened();

    /** One incident with a member, a history and two intents; an event, a company and a connection. */
    private record Kept(Incident incident, Intent create, Intent note) {}

    private Kept keepOneOfEach() {
        Incident incident = keepIncident(MSP, "g");
        Kept kept = write(session -> {
            Intent create = Samples.create(session.intents().nextId(), MSP, incident.id(), "ref-1");
            Intent note = Samples.note(session.intents().nextId(), MSP, incident.id());
            session.intents().add(List.of(create, note));
            return new Kept(incident, create, note);
        });
        change(session -> {
            session.events().save(List.of(Samples.record(MSP, "1")));
            session.incidents().members().add(List.of(member(1, incident.id())));
            session.incidents().history().append(List.of(new Entry(incident.id(), T0, "opened")));
            session.configuration().save(new Company(MSP, "c", "C"), Origin.FILE);
            session.connections().save(ConnectionState.unknown(MSP, CONNECTION));
            session.technicians().save(PeopleSamples.technician(MSP, "t1", ACCOUNT, "jdoe"), 0);
            session.companyUsers().save(List.of(PeopleSamples.user(MSP, "acme", "tenant", "u1", "jane")));
            session.consent().append(List.of(PeopleSamples.entry("alerts", PeopleSamples.NUMBER, "n1")));
            session.feeds().save(PeopleSamples.feed(MSP, "tenant", "users", 0, 0));
            session.escalations().save(List.of(Escalation.begun(kept.incident(), T0)));
            session.notifications().add(alert(session.notifications().nextId(), "first", kept.incident()));
            session.configuration().save(route("r"), Origin.FILE);
        });
        return kept;
    }

    private static Notification alert(long id, String key, Incident incident) {
        return Notification.ofStep(
                id,
                MSP,
                key,
                Purpose.ALERT,
                incident.id(),
                0,
                0,
                0,
                JO,
                "Jo",
                ChannelKind.SMS,
                Severity.HIGH,
                T0,
                after(1_000));
    }

    private static NotificationRoute route(String id) {
        return new NotificationRoute(MSP, id, 1, Set.of(), Set.of(), Severity.HIGH, "policy", false);
    }

    /** Every operation that changes something, each legal on what {@link #keepOneOfEach} kept. */
    private Map<String, Consumer<StoreSession>> changes(Kept kept) {
        long incident = kept.incident().id();
        Incident changed = kept.incident()
                .change()
                .state(IncidentState.OPEN, "open")
                .ticketId("77")
                .waitUntil(after(1))
                .done();
        long newIntent = kept.note().id() + 100;
        Map<String, Consumer<StoreSession>> changes = new LinkedHashMap<>();
        changes.put("events.save", session -> session.events().save(List.of(Samples.record(MSP, "2"))));
        changes.put("incidents.save", session -> session.incidents().save(List.of(changed)));
        changes.put("incidents.endWaits", session -> session.incidents().endWaits(MSP, after(2)));
        changes.put(
                "members.update",
                session -> session.incidents().members().update(List.of(Samples.again(member(1, incident), true))));
        changes.put("members.add", session -> session.incidents().members().add(List.of(member(2, incident))));
        changes.put("members.answer", session -> session.incidents().members().answer(incident, null));
        changes.put("members.markTold", session -> session.incidents().members().markTold(incident));
        changes.put(
                "history.append",
                session -> session.incidents().history().append(List.of(new Entry(incident, after(1), "more"))));
        changes.put(
                "intents.save",
                session -> session.intents()
                        .save(List.of(
                                kept.create()
                                        .change()
                                        .ended(IntentState.CANCELLED, T0)
                                        .done(),
                                kept.note().change().claimed("one", after(60)).done())));
        changes.put(
                "intents.add",
                session -> session.intents().add(List.of(Samples.create(newIntent, MSP, incident, "ref-2"))));
        changes.put(
                "configuration.save",
                session -> session.configuration().save(new Company(MSP, "c", "Changed"), Origin.PERSON));
        changes.put(
                "connections.save",
                session -> session.connections().save(session.connections().get(MSP, CONNECTION)));
        addChangesOfPeople(changes);
        addChangesOfTelling(changes, kept.incident());
        return changes;
    }

    private static void addChangesOfTelling(Map<String, Consumer<StoreSession>> changes, Incident incident) {
        changes.put("escalations.save", session -> {
            Escalation begun = Objects.requireNonNull(
                    session.escalations().get(List.of(incident.id())).get(incident.id()));
            session.escalations()
                    .save(List.of(begun.change().code("7Q").dueAt(after(5)).done()));
        });
        changes.put("notifications.save", session -> {
            Notification first = session.notifications().byKey(MSP, "first").orElseThrow();
            session.notifications()
                    .save(List.of(first.change()
                            .claimed("one", after(60))
                            .sending("channel", "address", Words.of("text"), after(2))
                            .done()));
        });
        changes.put("notifications.add", session -> {
            long id = session.notifications().nextId();
            assertThat(session.notifications().add(alert(id, "second", incident)))
                    .isTrue();
        });
        changes.put(
                "configuration.removeEscalation",
                session -> assertThat(session.configuration().removeEscalation(MSP, EscalationPiece.Kind.ROUTE, "r"))
                        .isTrue());
        changes.put(
                "configuration.save a piece", session -> session.configuration().save(route("s"), Origin.PERSON));
    }

    private static void addChangesOfPeople(Map<String, Consumer<StoreSession>> changes) {
        changes.put(
                "technicians.remove",
                session ->
                        assertThat(session.technicians().remove(MSP, "t1", 1)).isTrue());
        changes.put("technicians.save", session -> {
            boolean kept = session.technicians().save(PeopleSamples.technician(MSP, "t2", ACCOUNT, "JDoe"), 0);
            assertThat(kept).isTrue();
        });
        changes.put(
                "companyUsers.removeAll",
                session -> assertThat(session.companyUsers().removeAll(MSP, "tenant"))
                        .isOne());
        changes.put(
                "companyUsers.save",
                session ->
                        session.companyUsers().save(List.of(PeopleSamples.user(MSP, "acme", "tenant", "u2", "Jane"))));
        changes.put(
                "consent.append",
                session ->
                        session.consent().append(List.of(PeopleSamples.entry("alerts", PeopleSamples.NUMBER, "n2"))));
        changes.put(
                "consent.accept",
                session -> session.consent().accept(PeopleSamples.acceptance(MSP, "acme", "a1"), PeopleSamples.TEXT));
        changes.put("consent.keep", session -> session.consent().keep(OTHER_TEXT));
        changes.put("consent.use", session -> session.consent().use("nonce", after(100), T0));
        changes.put(
                "feeds.removeAll",
                session -> assertThat(session.feeds().removeAll(MSP, "tenant")).isOne());
        changes.put(
                "feeds.save",
                session -> assertThat(session.feeds().save(PeopleSamples.feed(MSP, "tenant", "users", 7, 0)))
                        .isPresent());
    }

    /** All that can be seen of {@link #MSP}. */
    private List<Object> everything(Kept kept) {
        return read(session -> everything(session, kept));
    }

    private List<Object> everything(StoreSession session, Kept kept) {
        long id = kept.incident().id();
        List<Object> seen = new ArrayList<>();
        seen.add(session.events().page(MSP, null, null, 100));
        seen.add(session.events().counts(MSP));
        seen.add(session.incidents().page(MSP, 0, 100));
        seen.add(session.incidents().latest(List.of(group(MSP, "g"))));
        seen.add(session.incidents().due(MSP, after(1_000), 100));
        seen.add(String.valueOf(session.incidents().nextDue(MSP)));
        seen.add(session.incidents().byTicket(MSP, CONNECTION, List.of("77")));
        seen.add(session.incidents().members().of(id, false, 100));
        seen.add(session.incidents().members().current(List.of(subject(1), subject(2))));
        seen.add(session.incidents().members().eventCounts(List.of(id)));
        seen.add(session.incidents().history().of(id));
        seen.add(session.intents().of(id));
        seen.add(session.intents().byReference(MSP, List.of("REF-1")));
        seen.add(session.intents().due(MSP, after(1), Set.of(CONNECTION), 100));
        seen.add(String.valueOf(session.intents().nextDue(MSP, Set.of(CONNECTION))));
        seen.add(session.configuration().load(MSP));
        seen.add(session.connections().get(MSP, CONNECTION));
        seen.add(session.technicians().all(MSP));
        seen.add(session.technicians().byUsername(MSP, "jdoe").toString());
        seen.add(session.companyUsers().page(MSP, "tenant", null, 100));
        seen.add(session.companyUsers().candidates(MSP, "acme", "u1", "JANE"));
        seen.add(session.consent().of("alerts", PeopleSamples.NUMBER));
        seen.add(session.consent().page("alerts", 0, 100));
        seen.add(session.consent().programmes());
        seen.add(session.consent().acceptances(MSP, "acme"));
        seen.add(session.consent().text(PeopleSamples.TEXT.hash()).toString());
        seen.add(session.consent().text(OTHER_TEXT.hash()).toString());
        seen.add(session.feeds().all(MSP));
        addTelling(seen, session, id);
        return seen;
    }

    private static void addTelling(List<Object> seen, StoreSession session, long incident) {
        seen.add(session.escalations().get(List.of(incident)));
        seen.add(session.escalations().due(MSP, after(1_000), 100));
        seen.add(session.escalations().named(MSP, List.of("7Q")).toString());
        seen.add(session.notifications().ofIncident(incident));
        seen.add(session.notifications().due(MSP, after(1_000), KINDS, 100));
        seen.add(session.notifications().planned(JO, ChannelKind.SMS));
        seen.add(session.notifications().sentTimes(JO, KINDS, EnumSet.allOf(Purpose.class), T0));
        seen.add(session.notifications().openIncidents(JO));
    }

    @Test
    void aWorkGivesItsResultToTheCaller() {
        assertResult(session -> "written").isEqualTo("written");
        assertValue(session -> "read").isEqualTo("read");
    }

    @Test
    void anExceptionUndoesEverythingAndIsThrownOn() {
        Kept kept = keepOneOfEach();
        List<Object> before = everything(kept);
        IllegalArgumentException thrown = new IllegalArgumentException("the work failed");
        assertThatThrownBy(() -> change(session -> {
                    changes(kept).values().forEach(one -> one.accept(session));
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(everything(kept)).isEqualTo(before);
        change(session -> changes(kept).values().forEach(one -> one.accept(session)));
        assertThat(everything(kept)).as("the same work can be done later").isNotEqualTo(before);
    }

    @Test
    void anErrorUndoesEverythingToo() {
        Kept kept = keepOneOfEach();
        List<Object> before = everything(kept);
        assertThatThrownBy(() -> change(session -> {
                    changes(kept).values().forEach(one -> one.accept(session));
                    throw new AssertionError("the work failed");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(everything(kept)).isEqualTo(before);
    }

    @Test
    void aRefusedChangeUndoesWhatTheWorkDidBefore() {
        Kept kept = keepOneOfEach();
        List<Object> before = everything(kept);
        assertRefused(() -> change(session -> {
            changes(kept).values().forEach(one -> one.accept(session));
            session.incidents().save(List.of(kept.incident()));
        }));
        assertThat(everything(kept)).isEqualTo(before);
    }

    @Test
    void aRefusedChangeWithinABatchUndoesTheWholeBatch() {
        Kept kept = keepOneOfEach();
        List<Object> before = everything(kept);
        long next = write(session -> session.incidents().nextId());
        assertRefused(() -> change(session -> session.incidents()
                .save(List.of(
                        Samples.incident(next, MSP, "h").done(),
                        Samples.incident(next + 1, MSP, "g").done()))));
        assertThat(everything(kept)).isEqualTo(before);
    }

    @Test
    void aWorkSeesItsOwnWritesAndThenEverybodyDoes() {
        Kept kept = keepOneOfEach();
        List<Object> inside = write(session -> {
            changes(kept).values().forEach(one -> one.accept(session));
            return everything(session, kept);
        });
        assertThat(everything(kept)).isEqualTo(inside);
    }

    @Test
    void aWorkThatReadsRefusesEveryChange() {
        Kept kept = keepOneOfEach();
        List<Object> before = everything(kept);
        changes(kept).forEach((name, one) -> {
            assertThatThrownBy(() -> read(session -> {
                        one.accept(session);
                        return true;
                    }))
                    .as(name)
                    .isInstanceOfAny(StoreException.class, IllegalStateException.class);
            assertThat(everything(kept)).as(name).isEqualTo(before);
        });
    }

    @Test
    void anExceptionFromAWorkThatReadsIsThrownOn() {
        IllegalArgumentException thrown = new IllegalArgumentException("the work failed");
        assertThatThrownBy(() -> read(session -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertResult(session -> "still there").isEqualTo("still there");
    }

    @Test
    void savingNothingIsLegal() {
        Kept kept = keepOneOfEach();
        List<Object> before = everything(kept);
        change(session -> {
            session.events().save(List.of());
            session.incidents().save(List.of());
            session.incidents().members().add(List.of());
            session.incidents().members().update(List.of());
            session.incidents().history().append(List.of());
            session.intents().add(List.of());
            session.intents().save(List.of());
            session.escalations().save(List.of());
            session.notifications().save(List.of());
        });
        assertThat(everything(kept)).isEqualTo(before);
    }

    @Test
    void closingTwiceDoesNothing() {
        store().close();
        store().close();
    }

    @Test
    void whatWasWrittenOutlivesTheStore() {
        Kept kept = keepOneOfEach();
        change(session -> changes(kept).values().forEach(one -> one.accept(session)));
        List<Object> before = everything(kept);
        Store anew = reopened();
        assumeThat(anew).as("what outlives the store").isNotNull();
        assertThat(everything(kept)).isEqualTo(before);
        assertThat((long) write(session -> session.incidents().nextId()))
                .isGreaterThan(kept.incident().id());
        assertThat((long) write(session -> session.intents().nextId()))
                .isGreaterThan(kept.note().id());
        long second = read(session -> session.notifications().byKey(MSP, "second"))
                .orElseThrow()
                .id();
        assertThat((long) write(session -> session.notifications().nextId())).isGreaterThan(second);
        assertResult(session -> session.notifications().add(alert(second + 9, "first", kept.incident())))
                .isEqualTo(false);
        assertRefused(() ->
                change(session -> session.escalations().save(List.of(Escalation.begun(kept.incident(), T0)))));
        assertRefused(() -> keepIncident(MSP, "g"));
        assertResult(session -> session.consent().use("nonce", after(100), T0)).isEqualTo(false);
        assertRefused(() ->
                write(session -> session.technicians().save(PeopleSamples.technician(MSP, "t3", null, "JDOE"), 0)));
    }
}

package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.CONNECTION;
import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.incident.GroupKey;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.intent.Intent;
import dev.tocsin.core.intent.IntentState;
import dev.tocsin.core.store.DeliveryOutcome;
import dev.tocsin.core.store.EventRecord;
import dev.tocsin.core.store.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks a store and a model all questions and compares the answers. */
final class ModelComparison {
    private static final int ALL = 10_000;
    private static final List<IntentState> SOME_STATES =
            List.of(IntentState.PLANNED, IntentState.DONE, IntentState.UNKNOWN);

    private final StoreTests store;
    private final StoreModel model;
    private final Instant now;

    ModelComparison(StoreTests store, StoreModel model, Instant now) {
        this.store = store;
        this.model = model;
        this.now = now;
    }

    void compare() {
        for (MspId msp : List.of(MSP, OTHER_MSP)) {
            compareEvents(msp);
            compareIncidents(msp);
            compareIntents(msp);
            compareCompanies(msp);
        }
        compareWhatIsDue();
        model.incidents.keySet().forEach(this::compareIncident);
        compareLookUps();
    }

    private static <T> List<T> some(Collection<T> values, java.util.function.Predicate<T> which) {
        return values.stream().filter(which).toList();
    }

    private void compareEvents(MspId msp) {
        List<EventRecord> events =
                some(model.events.values(), event -> event.event().msp().equals(msp));
        store.assertList(session -> session.events().page(msp, null, null, ALL)).isEqualTo(events);
        store.assertMap(session -> session.events().counts(msp))
                .isEqualTo(events.stream().collect(groupingBy(EventRecord::outcome, counting())));
        List<EventRecord> parked = some(events, event -> event.outcome() == Receipt.Outcome.PARKED);
        store.assertList(session -> session.events().page(msp, Receipt.Outcome.PARKED, null, 3))
                .isEqualTo(parked.stream().limit(3).toList());
        if (parked.size() > 2) {
            store.assertList(session -> session.events()
                            .page(msp, Receipt.Outcome.PARKED, parked.get(1).key(), ALL))
                    .isEqualTo(parked.subList(2, parked.size()));
        }
    }

    private void compareIncidents(MspId msp) {
        List<Incident> incidents =
                some(model.incidents.values(), one -> one.msp().equals(msp));
        store.assertList(session -> session.incidents().page(msp, 0, ALL)).isEqualTo(incidents);
        if (incidents.size() > 3) {
            store.assertList(session ->
                            session.incidents().page(msp, incidents.get(0).id(), 2))
                    .isEqualTo(incidents.subList(1, 3));
        }
        List<String> tickets =
                model.incidents.keySet().stream().map(id -> "t" + id).toList();
        Map<String, Incident> byTicket = incidents.stream()
                .filter(one -> one.state().live() && one.ticketId() != null)
                .collect(toMap(one -> Objects.requireNonNull(one.ticketId()), Function.identity()));
        store.assertMap(session -> session.incidents().byTicket(msp, CONNECTION, tickets))
                .isEqualTo(byTicket);
    }

    private void compareIntents(MspId msp) {
        List<Intent> intents = some(model.intents.values(), one -> one.msp().equals(msp));
        List<Intent> chosen = some(intents, one -> SOME_STATES.contains(one.state()));
        store.assertList(session -> session.intents().inState(msp, SOME_STATES, ALL))
                .isEqualTo(chosen);
        store.assertList(session -> session.intents().inState(msp, SOME_STATES, 2))
                .isEqualTo(chosen.stream().limit(2).toList());
    }

    private void compareCompanies(MspId msp) {
        store.assertList(session -> session.configuration().load(msp).companies())
                .containsExactlyInAnyOrderElementsOf(
                        some(model.companies.values(), one -> one.item().msp().equals(msp)));
        long version = model.companies.values().stream()
                .filter(one -> one.item().msp().equals(msp))
                .mapToLong(Stored::revision)
                .sum();
        store.assertValue(session -> session.configuration().version(msp)).isEqualTo(version);
    }

    private void compareWhatIsDue() {
        for (MspId msp : List.of(MSP, OTHER_MSP)) {
            compareWhatIsDue(msp);
        }
    }

    private void compareWhatIsDue(MspId msp) {
        store.assertList(session -> session.incidents().due(msp, now, ALL))
                .containsExactlyInAnyOrderElementsOf(
                        some(model.dueIncidents(now), one -> one.msp().equals(msp)))
                .isSortedAccordingTo(Comparator.comparing(one -> one.dueAt().orElseThrow()));
        store.assertValue(session -> session.incidents().nextDue(msp))
                .isEqualTo(model.incidents.values().stream()
                        .filter(one -> one.msp().equals(msp))
                        .flatMap(one -> one.dueAt().stream())
                        .min(Comparator.naturalOrder())
                        .orElse(null));
        store.assertList(session -> session.intents().due(msp, now, List.of(CONNECTION, "other"), ALL))
                .containsExactlyInAnyOrderElementsOf(some(
                        model.due(now, List.of(CONNECTION)), one -> one.msp().equals(msp)));
        store.assertList(session -> session.intents().due(msp, now, List.of("other"), ALL))
                .isEmpty();
        store.assertValue(session -> session.intents().nextDue(msp, List.of(CONNECTION)))
                .isEqualTo(model.intents.values().stream()
                        .filter(one -> one.msp().equals(msp))
                        .flatMap(one -> Stream.ofNullable(StoreModel.wakeUp(one)))
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private void compareIncident(long id) {
        List<Member> members = model.membersOf(id);
        store.assertList(session -> session.incidents().members().of(id, false, ALL))
                .isEqualTo(members);
        store.assertList(session -> session.incidents().members().of(id, true, 2))
                .isEqualTo(members.stream().filter(Member::changed).limit(2).toList());
        store.assertList(session -> session.incidents().history().of(id))
                .isEqualTo(some(model.history, entry -> entry.incidentId() == id));
        List<Intent> intents = some(model.intents.values(), one -> one.incidentId() == id);
        store.assertList(session -> session.intents().of(id)).isEqualTo(intents);
        store.assertList(session -> session.intents().openOf(id))
                .isEqualTo(some(intents, one -> one.state().open()));
    }

    private void compareLookUps() {
        List<DeliveryKey> keys = List.copyOf(model.events.keySet());
        store.assertMap(session -> session.events().outcomes(keys))
                .isEqualTo(model.events.values().stream()
                        .collect(toMap(
                                EventRecord::key,
                                one -> new DeliveryOutcome(one.outcome(), one.incidentId(), one.reason()))));
        List<GroupKey> groups = model.incidents.values().stream()
                .map(Incident::groupKey)
                .distinct()
                .toList();
        store.assertMap(session -> session.incidents().latest(groups))
                .isEqualTo(model.incidents.values().stream()
                        .collect(toMap(Incident::groupKey, Function.identity(), (earlier, later) -> later)));
        store.assertMap(session -> session.incidents().get(model.incidents.keySet()))
                .isEqualTo(model.incidents);
        List<Fingerprint> subjects =
                IntStream.range(0, 40).mapToObj(Samples::subject).toList();
        store.assertMap(session -> session.incidents().members().current(subjects))
                .isEqualTo(model.currentMembers);
        store.assertMap(session -> session.incidents().members().eventCounts(model.incidents.keySet()))
                .isEqualTo(Stream.concat(model.currentMembers.values().stream(), model.formerMembers.stream())
                        .collect(groupingBy(Member::incidentId, summingLong(Member::count))));
        model.intents
                .values()
                .forEach(
                        one -> store.assertOptional(session -> session.intents().get(one.id()))
                                .contains(one));
    }
}

package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.event;
import static dev.tocsin.testkit.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.store.DeliveryOutcome;
import dev.tocsin.core.store.EventRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store does with events. */
abstract class EventTests extends StoreTests {
    private void keep(EventRecord... events) {
        change(session -> session.events().save(List.of(events)));
    }

    @Test
    void anEventIsKeptWithAllItsFields() {
        long incident = keepIncident(MSP, "g").id();
        SecurityEvent full = Samples.fullEvent(MSP);
        EventRecord kept = record(DeliveryKey.of(full), full, Receipt.Outcome.ACCEPTED, incident);
        keep(kept);
        EventRecord found =
                read(session -> session.events().get(MSP, kept.key())).orElseThrow();
        assertThat(found).isEqualTo(kept);
        assertThat(found.event().attributes().keySet()).containsExactly("z", "a", "m");
        assertThat(found.event().description()).contains(Samples.longText());
    }

    @Test
    void anEventWithoutOptionalFieldsIsKept() {
        EventRecord kept = record(event(MSP, "1").build(), Receipt.Outcome.PARKED);
        keep(kept);
        assertOptional(session -> session.events().get(MSP, kept.key())).contains(kept);
    }

    @Test
    void anEventThatIsNotKnownIsAbsent() {
        DeliveryKey unknown = record(MSP, "1").key();
        assertOptional(session -> session.events().get(MSP, unknown)).isEmpty();
        assertMap(session -> session.events().outcomes(List.of(unknown))).isEmpty();
        assertMap(session -> session.events().outcomes(List.of())).isEmpty();
        assertMap(session -> session.events().counts(MSP)).isEmpty();
    }

    @Test
    void savingNothingChangesNothing() {
        keep();
        assertList(session -> session.events().page(MSP, null, null, 10)).isEmpty();
    }

    @Test
    void outcomesTellWhatBecameOfKnownDeliveriesOnly() {
        long incident = keepIncident(MSP, "g").id();
        SecurityEvent one = event(MSP, "1").build();
        EventRecord accepted = record(DeliveryKey.of(one), one, Receipt.Outcome.ACCEPTED, incident);
        EventRecord ignored = record(event(MSP, "2").build(), Receipt.Outcome.IGNORED);
        keep(accepted, ignored);
        assertMap(session -> session.events()
                        .outcomes(List.of(ignored.key(), record(MSP, "3").key(), accepted.key())))
                .hasSize(2)
                .containsEntry(
                        accepted.key(), new DeliveryOutcome(Receipt.Outcome.ACCEPTED, incident, accepted.reason()))
                .containsEntry(ignored.key(), new DeliveryOutcome(Receipt.Outcome.IGNORED, null, ignored.reason()));
    }

    @Test
    void anEventThatIsKeptAlreadyIsReplaced() {
        SecurityEvent event = event(MSP, "1").build();
        keep(record(event, Receipt.Outcome.PARKED));
        EventRecord later = record(event, Receipt.Outcome.ACCEPTED);
        keep(later);
        assertList(session -> session.events().page(MSP, null, null, 10)).containsExactly(later);
        assertList(session -> session.events().page(MSP, Receipt.Outcome.PARKED, null, 10))
                .isEmpty();
        assertMap(session -> session.events().counts(MSP))
                .containsOnlyKeys(Receipt.Outcome.ACCEPTED)
                .containsEntry(Receipt.Outcome.ACCEPTED, 1L);
    }

    @Test
    void pagesFollowTheOrderOfKeysWhateverTheirSigns() {
        List<DeliveryKey> keys = List.of(
                new DeliveryKey(Long.MIN_VALUE, 0, 0),
                new DeliveryKey(-1, 0, 0),
                new DeliveryKey(0, 1, 2),
                new DeliveryKey(0, 1, -2),
                new DeliveryKey(0, Long.MAX_VALUE, 0),
                new DeliveryKey(0, Long.MIN_VALUE, 0),
                new DeliveryKey(0, -1, 0),
                new DeliveryKey(1_700_000_000_000L, 0, 0),
                new DeliveryKey(Long.MAX_VALUE, -1, -1));
        List<EventRecord> events = new ArrayList<>();
        for (int i : new int[] {4, 8, 0, 2, 6, 1, 7, 5, 3}) {
            events.add(record(keys.get(i), event(MSP, "e" + i).build(), Receipt.Outcome.ACCEPTED, null));
        }
        change(session -> session.events().save(events));
        assertList(session -> session.events().page(MSP, null, null, 100))
                .extracting(EventRecord::key)
                .containsExactlyElementsOf(keys);
        assertList(session -> session.events().page(MSP, null, keys.get(2), 3))
                .extracting(EventRecord::key)
                .containsExactly(keys.get(3), keys.get(4), keys.get(5));
        assertList(session -> session.events().page(MSP, null, keys.get(8), 3)).isEmpty();
    }

    @Test
    void aPageMayBeginAfterAKeyThatIsNotKept() {
        EventRecord kept = record(new DeliveryKey(10, 0, 0), event(MSP, "1").build(), Receipt.Outcome.ACCEPTED, null);
        keep(kept);
        assertList(session -> session.events().page(MSP, null, new DeliveryKey(9, 0, 0), 5))
                .containsExactly(kept);
        assertList(session -> session.events().page(MSP, null, new DeliveryKey(11, 0, 0), 5))
                .isEmpty();
    }

    @Test
    void pagesOfOneOutcomeLeaveTheOthersOut() {
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Receipt.Outcome outcome = i % 3 == 0 ? Receipt.Outcome.PARKED : Receipt.Outcome.ACCEPTED;
            events.add(record(new DeliveryKey(i, 0, 0), event(MSP, "e" + i).build(), outcome, null));
        }
        change(session -> session.events().save(events));
        assertList(session -> session.events().page(MSP, Receipt.Outcome.PARKED, null, 2))
                .containsExactly(events.get(0), events.get(3));
        assertList(session -> session.events()
                        .page(MSP, Receipt.Outcome.PARKED, events.get(3).key(), 2))
                .containsExactly(events.get(6), events.get(9));
    }

    @Test
    void countsAreByOutcome() {
        keep(
                record(event(MSP, "1").build(), Receipt.Outcome.ACCEPTED),
                record(event(MSP, "2").build(), Receipt.Outcome.ACCEPTED),
                record(event(MSP, "3").build(), Receipt.Outcome.RESOLVED));
        assertMap(session -> session.events().counts(MSP))
                .hasSize(2)
                .containsEntry(Receipt.Outcome.ACCEPTED, 2L)
                .containsEntry(Receipt.Outcome.RESOLVED, 1L);
    }

    @Test
    void eventsAreFoundByTheirExternalId() {
        EventRecord raised = record(event(MSP, "vuln ' 1").build(), Receipt.Outcome.ACCEPTED);
        EventRecord again =
                record(event(MSP, "vuln ' 1").occurredAt(Samples.after(9)).build(), Receipt.Outcome.ACCEPTED);
        keep(raised, again, record(MSP, "vuln ' 10"), record(MSP, "VULN ' 1"));
        assertList(session -> session.events().byExternalId(MSP, "vuln ' 1", 10))
                .containsExactlyInAnyOrder(raised, again);
        assertList(session -> session.events().byExternalId(MSP, "vuln ' 1", 1)).hasSize(1);
        assertList(session -> session.events().byExternalId(MSP, "vuln", 10)).isEmpty();
    }

    @Test
    void noReadCrossesTheMsp() {
        EventRecord mine = record(MSP, "1");
        EventRecord theirs = record(OTHER_MSP, "1");
        keep(mine, theirs);
        assertOptional(session -> session.events().get(OTHER_MSP, mine.key())).isEmpty();
        assertList(session -> session.events().page(OTHER_MSP, null, null, 10)).containsExactly(theirs);
        assertMap(session -> session.events().counts(MSP))
                .containsOnlyKeys(Receipt.Outcome.ACCEPTED)
                .containsEntry(Receipt.Outcome.ACCEPTED, 1L);
        assertList(session -> session.events().byExternalId(MSP, "1", 10)).containsExactly(mine);
    }

    @Test
    void largeBatchesAreKeptAndLookedUpAtOnce() {
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            events.add(record(MSP, "e" + i));
        }
        change(session -> session.events().save(events));
        List<DeliveryKey> keys = events.stream().map(EventRecord::key).toList();
        assertMap(session -> session.events().outcomes(keys)).hasSize(2_500);
        assertList(session -> session.events().page(MSP, null, null, 10_000)).hasSize(2_500);
    }
}

package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.after;
import static dev.tocsin.testkit.Samples.subject;

import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.store.Tombstone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store does with resolves that came before what they resolve. */
abstract class TombstoneTests extends StoreTests {
    private static final Tombstone BARE = new Tombstone(subject(1), after(1), null, after(100));
    private static final Tombstone NUMBERED = new Tombstone(subject(2), after(2), Long.MIN_VALUE, after(200));

    private void keep(Tombstone... tombstones) {
        change(session -> session.tombstones().keep(List.of(tombstones)));
    }

    private void assertKept(Instant now, Tombstone... expected) {
        List<Fingerprint> asked = List.of(subject(1), subject(2), subject(3));
        Map<Fingerprint, Tombstone> wanted =
                Stream.of(expected).collect(Collectors.toMap(Tombstone::fingerprint, tombstone -> tombstone));
        assertMap(session -> session.tombstones().of(asked, now)).isEqualTo(wanted);
    }

    @Test
    void noneIsKnownAtFirst() {
        assertKept(after(0));
        assertMap(session -> session.tombstones().of(List.of(), after(0))).isEmpty();
    }

    @Test
    void oneIsKeptWithAllItsFields() {
        keep(BARE, NUMBERED);
        assertKept(after(0), BARE, NUMBERED);
    }

    @Test
    void oneIsOverAtItsEnd() {
        keep(BARE, NUMBERED);
        assertKept(after(99), BARE, NUMBERED);
        assertKept(after(100), NUMBERED);
        assertKept(after(200));
    }

    @Test
    void aLaterOneTakesThePlaceOfTheFirst() {
        Tombstone later = new Tombstone(subject(2), after(50), null, after(300));
        keep(BARE, NUMBERED);
        keep(later);
        assertKept(after(250), later);
    }

    @Test
    void whatIsOverIsForgottenAndCounted() {
        keep(BARE, NUMBERED);
        assertResult(session -> session.tombstones().forget(after(99))).isEqualTo(0);
        assertResult(session -> session.tombstones().forget(after(100))).isEqualTo(1);
        assertKept(after(0), NUMBERED);
        assertResult(session -> session.tombstones().forget(after(1_000))).isEqualTo(1);
        assertKept(after(0));
    }

    @Test
    void oneOfAWorkThatFailsIsNotKept() {
        assertRefused(() -> change(session -> {
            session.tombstones().keep(List.of(BARE));
            session.incidents().members().update(List.of(Samples.member(9, 9)));
        }));
        assertKept(after(0));
    }
}

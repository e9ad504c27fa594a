package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that come late, twice, too early or from a clock that is wrong. */
@Timeout(20)
class OrderTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private SecurityEvent.Builder ago(EventKind kind, Duration ago) {
        return host.problem("dc01", "a")
                .kind(kind)
                .occurredAt(host.time.instant().minus(ago));
    }

    @Test
    void aResolveThatComesBeforeItsRaiseKeepsItFromOpeningAnything() {
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.IGNORED);
        host.run(Duration.ofMinutes(9));
        assertThat(host.ingest(ago(EventKind.RAISED, Duration.ofMinutes(9).plusSeconds(1)))
                        .outcome())
                .isEqualTo(Outcome.IGNORED);
        host.run(WAIT);
        assertThat(psa.all()).isEmpty();
    }

    @Test
    void aRaiseThatHappenedAfterAnEarlyResolveOpensItsTicket() {
        host.resolve("dc01", "a");
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ACCEPTED);
        host.run(WAIT);
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void theTombstoneIsOverAfterItsWindow() {
        host.resolve("dc01", "a");
        host.run(Duration.ofMinutes(10));
        assertThat(host.ingest(ago(EventKind.RAISED, Duration.ofMinutes(11))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theWindowOfTombstonesIsASettingAndZeroKeepsNone() {
        Host none = new Host(Settings.builder().outOfOrderWindow(Duration.ZERO).build());
        none.resolve("dc01", "a");
        assertThat(none.ingest(none.problem("dc01", "a")
                                .occurredAt(none.time.instant().minusSeconds(1)))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aTombstoneOutlivesARestartAndCoversUpdatesToo() {
        host.resolve("dc01", "a");
        host.restart();
        host.later();
        assertThat(host.ingest(ago(EventKind.UPDATED, Duration.ofSeconds(5))).outcome())
                .isEqualTo(Outcome.IGNORED);
    }

    @Test
    void aTombstoneGoesBySequenceIfBothHaveOne() {
        host.ingest(host.problem("dc01", "a").kind(EventKind.RESOLVED).sequence(7L));
        host.later();
        assertThat(host.ingest(host.problem("dc01", "a").sequence(6L)).outcome())
                .isEqualTo(Outcome.IGNORED);
        assertThat(host.ingest(ago(EventKind.RAISED, Duration.ofMinutes(1)).sequence(8L))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theLatestOfTwoEarlyResolvesCounts() {
        host.resolve("dc01", "a");
        host.ingest(ago(EventKind.RESOLVED, Duration.ofMinutes(5)));
        host.later();
        assertThat(host.ingest(ago(EventKind.RAISED, Duration.ofMinutes(1))).outcome())
                .isEqualTo(Outcome.IGNORED);
    }

    @Test
    void tombstonesThatAreOverAreForgotten() {
        host.resolve("dc01", "a");
        host.run(Duration.ofMinutes(9));
        assertThat(forgettable()).isEqualTo(1);
        host.resolve("dc01", "b");
        host.run(Duration.ofMinutes(25));
        host.raise("dc02", "c");
        host.run(Duration.ofMinutes(1));
        assertThat(forgettable()).isZero();
    }

    /** How many tombstones the store still has; they are gone then. */
    private int forgettable() {
        return host.store.write(session -> session.tombstones().forget(Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void aResolveOlderThanTheLatestRaiseIsIgnored() {
        Ticket ticket = host.opened("dc01", "a");
        assertThat(host.ingest(ago(EventKind.RESOLVED, Duration.ofHours(1))).outcome())
                .isEqualTo(Outcome.IGNORED);
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
    }

    @Test
    void aRaiseOlderThanTheResolveOpensNothing() {
        Ticket ticket = host.opened("dc01", "a");
        host.over("dc01", "a");
        assertThat(host.ingest(ago(EventKind.RAISED, Duration.ofMinutes(5).plusSeconds(1)))
                        .outcome())
                .isEqualTo(Outcome.IGNORED);
        host.run(WAIT);
        assertThat(ticket.isClosed()).isTrue();
        assertThat(psa.all()).hasSize(1);
    }

    @Test
    void aDeliveryThatComesAgainAfterARestartIsAnsweredAsAtFirst() {
        SecurityEvent event = host.problem("dc01", "a").build();
        Receipt first = host.tocsin().ingest(List.of(event)).get(0);
        host.run(WAIT);
        host.restart();
        Receipt again = host.tocsin().ingest(List.of(event)).get(0);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.outcome()).isEqualTo(first.outcome());
        assertThat(again.incidentId()).isEqualTo(first.incidentId());
        host.run(Duration.ofHours(1));
        assertThat(psa.only().notes()).isEmpty();
        assertThat(host.members(host.incident()).get(0).count()).isEqualTo(1);
    }

    @Test
    void aClockTooFarAheadIsClampedSoThatALaterResolveCounts() {
        Receipt receipt = host.ingest(
                host.problem("dc01", "a").occurredAt(host.time.instant().plus(Duration.ofDays(300))));
        assertThat(receipt.reason()).contains("its time was ahead of ours");
        host.run(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void aClockALittleAheadIsBelieved() {
        Receipt receipt = host.ingest(
                host.problem("dc01", "a").occurredAt(host.time.instant().plus(Duration.ofMinutes(5))));
        assertThat(receipt.reason()).doesNotContain("ahead");
        host.later();
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.IGNORED);
    }

    @Test
    void howFarAheadIsBelievedIsASetting() {
        Host strict = new Host(Settings.builder().maxFuture(Duration.ZERO).build());
        strict.ingest(
                strict.problem("dc01", "a").occurredAt(strict.time.instant().plusSeconds(30)));
        strict.later();
        assertThat(strict.resolve("dc01", "a").outcome()).isEqualTo(Outcome.RESOLVED);
    }

    @Test
    void anUpdateRaisesWhatIsNotActive() {
        assertThat(host.ingest(host.problem("dc01", "a").kind(EventKind.UPDATED))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        host.run(WAIT);
        assertThat(psa.all()).hasSize(1);
        host.over("dc01", "a");
        host.later();
        host.ingest(host.problem("dc01", "a").kind(EventKind.UPDATED));
        host.run(WAIT);
        assertThat(psa.only().isClosed()).isFalse();
    }

    @Test
    void anAcknowledgementClosesAndOpensNothing() {
        Ticket ticket = host.opened("dc01", "a");
        host.later();
        assertThat(host.ingest(host.problem("dc01", "a").kind(EventKind.ACKED)).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(host.ingest(host.problem("dc01", "b").kind(EventKind.ACKED)).outcome())
                .isEqualTo(Outcome.IGNORED);
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(ticket.notes()).isEmpty();
        assertThat(host.members(host.incident())).singleElement().matches(member -> member.acknowledged());
    }

    @Test
    void momentsAreNeverActiveAndStayOpenUntilAPersonClosesThem() {
        host.ingest(host.moment("login", "one"));
        host.run(Duration.ofDays(3));
        assertThat(host.incident().active()).isZero();
        assertThat(psa.only().isClosed()).isFalse();
        psa.closeByHand(psa.only().id());
        host.run(Duration.ofMinutes(2));
        host.ingest(host.moment("login", "two"));
        host.run(WAIT);
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(1).draft().firstNote())
                .contains("#" + psa.all().get(0).id());
    }

    @Test
    void momentsAreClosedAfterTheQuietTimeOfTheirRuleAndNeverReopened() {
        host.policy(policy -> policy.quietFor(Duration.ofHours(2)));
        host.ingest(host.moment("login", "one"));
        host.run(Duration.ofHours(1));
        host.ingest(host.moment("login", "two"));
        host.run(Duration.ofMinutes(119));
        assertThat(psa.only().isClosed()).isFalse();
        host.run(Duration.ofMinutes(2));
        assertThat(psa.only().isClosed()).isTrue();
        host.ingest(host.moment("login", "three"));
        host.run(WAIT);
        assertThat(psa.all()).hasSize(2);
        assertThat(psa.all().get(0).isClosed()).isTrue();
        assertThat(psa.all().get(1).draft().firstNote())
                .contains("#" + psa.all().get(0).id());
    }

    @Test
    void aBatchWithDuplicatesAnswersEachAndActsOnce() {
        List<Receipt> receipts = host.ingestAll(
                host.problem("dc01", "a"),
                host.problem("dc01", "a"),
                host.problem("dc01", "b"),
                host.problem("dc01", "a").kind(EventKind.RESOLVED));
        assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, true, false, false);
        assertThat(receipts)
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.RESOLVED);
        assertThat(host.incident().active()).isEqualTo(1);
        assertThat(host.members(host.incident())).allMatch(member -> member.count() == 1);
    }
}

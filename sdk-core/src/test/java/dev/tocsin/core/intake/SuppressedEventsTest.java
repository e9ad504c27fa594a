package dev.tocsin.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.audit.Explanation;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.suppress.Held;
import dev.tocsin.core.suppress.Inhibition;
import dev.tocsin.core.suppress.MaintenanceWindow;
import dev.tocsin.core.suppress.Scope;
import dev.tocsin.core.suppress.Selector;
import dev.tocsin.core.suppress.SharedField;
import dev.tocsin.core.suppress.Silence;
import dev.tocsin.core.suppress.WindowTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What silences, maintenance windows and active parents do to events, and what happens when they end. */
@Timeout(20)
class SuppressedEventsTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Host host = new Host();
    private final Instant end = host.time.instant().plus(HOUR);

    private Silence silence(Scope.Builder scope) {
        return silence("s1", scope, end);
    }

    private Silence silence(String id, Scope.Builder scope, Instant until) {
        return new Silence(id, Host.MSP, scope.build(), host.time.instant(), until, "ann", "disk is replaced");
    }

    private void quiet(Silence silence) {
        assertThat(host.tocsin().configuration().save(silence)).isTrue();
    }

    private void quietDc01() {
        quiet(silence(Scope.builder().asset("dc01")));
    }

    private void later() {
        host.time.advance(Duration.ofSeconds(1));
    }

    /** Goes to a moment and does what is due then, without living through all that is in between. */
    private void at(Instant moment) {
        host.time.advanceTo(moment);
        host.run(Duration.ZERO);
    }

    private List<Held> held() {
        return host.tocsin().audit().held(Host.MSP, null, 100);
    }

    private Explanation explain(Receipt receipt) {
        return host.tocsin().audit().explain(Host.MSP, receipt.eventId()).orElseThrow();
    }

    // ---- silences

    @Test
    void aRaiseUnderASilenceIsHeldAndJoinsItsGroupAtTheSilencesEndWhichIsExclusive() {
        quietDc01();
        Receipt first = host.raise("dc01", "disk");
        assertThat(first.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(first.incidentId()).isNull();
        assertThat(first.reason())
                .isEqualTo("suppressed until " + end + " by silence 's1' of ann on asset dc01: disk is replaced");
        assertThat(explain(first).held()).isNotNull().extracting(Held::reason).isEqualTo(first.reason());

        Instant received = host.time.instant();
        later();
        Receipt second = host.raise("dc01", "disk");
        assertThat(second.outcome()).isEqualTo(Outcome.SUPPRESSED);
        at(end.minusNanos(1));
        assertThat(host.incidents()).isEmpty();
        assertThat(held()).singleElement().extracting(Held::events).isEqualTo(2L);

        at(end);
        assertThat(held()).isEmpty();
        Incident incident = host.incident();
        assertThat(incident.state()).isEqualTo(IncidentState.PENDING);
        assertThat(host.members(incident))
                .singleElement()
                .extracting(Member::count)
                .isEqualTo(2L);
        host.run(WAIT);
        assertThat(host.psa.only().isClosed()).isFalse();
        assertThat(explain(second).event().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(explain(second).event().incidentId()).isEqualTo(incident.id());
        assertThat(explain(second).event().reason())
                .isEqualTo("began the group; it was suppressed since " + received + " and is still active: no silence,"
                        + " maintenance window or active parent suppresses it");
        assertThat(explain(second).event().receivedAt()).isEqualTo(received.plusSeconds(1));
        assertThat(explain(second).held()).isNull();
    }

    @Test
    void aSuppressedDeliveryThatComesAgainChangesNothing() {
        quietDc01();
        SecurityEvent event = host.problem("dc01", "disk").build();
        Receipt first = host.tocsin().ingest(List.of(event)).get(0);
        assertThat(host.tocsin().ingest(List.of(event)))
                .containsExactly(new Receipt(first.eventId(), Outcome.SUPPRESSED, true, null, first.reason()));
        assertThat(held()).singleElement().extracting(Held::events).isEqualTo(1L);
        at(end);
        assertThat(host.tocsin().ingest(List.of(event)).get(0).duplicate()).isTrue();
        assertThat(host.incident().members()).isEqualTo(1);
    }

    @Test
    void eachItemOfASilenceDecidesByItself() {
        EventUser user = new EventUser("o-1", "Ann@acme");
        SecurityEvent.Builder event =
                host.problem("dc01", "disk").product("Windows").user(user);
        Fingerprint subject = Fingerprint.of(event.build());
        Route.Grouped route = (Route.Grouped)
                new Catalogue(host.tocsin().configuration().of(Host.MSP), dev.tocsin.core.settings.Settings.DEFAULTS)
                        .route(event.build());
        List<Scope.Builder> about = List.of(
                Scope.builder().companyId("acme"),
                Scope.builder().category(EventCategory.PROBLEMS),
                Scope.builder().eventType("CVE"),
                Scope.builder().asset("dc01"),
                Scope.builder().product("Windows"),
                Scope.builder().user("ANN@ACME"),
                Scope.builder().fingerprint(subject),
                Scope.builder().groupKey(route.key()));
        List<Scope.Builder> others = List.of(
                Scope.builder().companyId("beta"),
                Scope.builder().category(EventCategory.SOLUTIONS),
                Scope.builder().eventType("cve"),
                Scope.builder().asset("dc0"),
                Scope.builder().product("Linux"),
                Scope.builder().user("bob@acme"),
                Scope.builder().asset("dc01").companyId("beta"));
        for (int i = 0; i < others.size(); i++) {
            quiet(silence("other" + i, others.get(i), end));
        }
        for (Scope.Builder scope : about) {
            quiet(silence("s", scope, end));
            later();
            Receipt receipt =
                    host.ingest(host.problem("dc01", "disk").product("Windows").user(user));
            assertThat(receipt.outcome()).as(scope.build().text()).isEqualTo(Outcome.SUPPRESSED);
            later();
            assertThat(host.resolve("dc01", "disk").outcome()).isEqualTo(Outcome.RESOLVED);
        }
        host.tocsin().configuration().removeSilence(Host.MSP, "s");
        later();
        assertThat(host.ingest(host.problem("dc01", "disk").product("Windows").user(user))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whatIsResolvedUnderASilenceMakesNoTicketAndWhatWasRaisedBeforeOpensNothingLater() {
        quietDc01();
        SecurityEvent before = host.problem("dc01", "disk").build();
        later();
        host.ingest(host.problem("dc01", "disk").kind(EventKind.UPDATED));
        SecurityEvent tooOld = host.problem("dc01", "disk")
                .kind(EventKind.RESOLVED)
                .occurredAt(host.time.instant().minusMillis(1))
                .build();
        assertThat(host.tocsin().ingest(List.of(tooOld)).get(0))
                .extracting(Receipt::outcome, Receipt::reason)
                .containsExactly(Outcome.IGNORED, "its subject was raised again later");
        later();
        Receipt resolved = host.resolve("dc01", "disk");
        assertThat(resolved.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(resolved.incidentId()).isNull();
        assertThat(resolved.reason()).startsWith("was resolved while it was suppressed (1 events since ");
        assertThat(host.tocsin().ingest(List.of(before)).get(0).outcome()).isEqualTo(Outcome.IGNORED);
        assertThat(held()).isEmpty();
        at(end);
        host.run(WAIT);
        assertThat(host.incidents()).isEmpty();
        assertThat(host.psa.all()).isEmpty();
    }

    @Test
    void aSubjectWhoseTicketWasClosedIsHeldWhenItComesBackAndItsResolveIsRemembered() {
        host.raise("dc01", "disk");
        host.run(WAIT);
        host.resolve("dc01", "disk");
        host.run(Duration.ofMinutes(6));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        quietDc01();
        SecurityEvent between = host.problem("dc01", "disk").build();
        later();
        assertThat(host.raise("dc01", "disk").outcome()).isEqualTo(Outcome.SUPPRESSED);
        later();
        assertThat(host.resolve("dc01", "disk").outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(host.tocsin().ingest(List.of(between)).get(0).reason())
                .isEqualTo("it happened before its subject was resolved");
        later();
        host.raise("dc01", "disk");
        at(end);
        host.run(WAIT);
        assertThat(host.incident().state()).as("reopened by what was held").isEqualTo(IncidentState.OPEN);
        assertThat(host.psa.only().isClosed()).isFalse();
    }

    @Test
    void anOldEventOfAHeldSubjectOnlyCountsAndItsLatestActs() {
        quietDc01();
        SecurityEvent old = host.problem("dc01", "disk").severity(Severity.LOW).build();
        later();
        host.ingest(host.problem("dc01", "disk").severity(Severity.CRITICAL));
        assertThat(host.tocsin().ingest(List.of(old)).get(0).reason()).startsWith("counted only: suppressed until");
        at(end);
        Member member = host.members(host.incident()).get(0);
        assertThat(member.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(member.count()).isEqualTo(2);
    }

    @Test
    void anEventAfterTheEndActsBeforeTheWorkerComes() {
        quietDc01();
        host.raise("dc01", "disk");
        host.time.advanceTo(end);
        Receipt receipt = host.raise("dc01", "disk");
        assertThat(receipt.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(held()).isEmpty();
        assertThat(host.members(host.incident()))
                .singleElement()
                .extracting(Member::count)
                .isEqualTo(2L);
    }

    @Test
    void whatActedBeforeStaysTrueUnderASilence() {
        host.raise("dc01", "disk");
        host.run(WAIT);
        quietDc01();
        later();
        assertThat(host.raise("dc01", "disk").outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.raise("dc01", "new").outcome())
                .as("a new subject of the group")
                .isEqualTo(Outcome.SUPPRESSED);
        later();
        host.resolve("dc01", "disk");
        later();
        assertThat(host.raise("dc01", "disk").outcome())
                .as("back within the hold")
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        at(end);
        assertThat(host.incident().active()).isEqualTo(2);
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void removingOrShorteningASilenceLetsWhatIsStillActiveActAtOnce() {
        quietDc01();
        quiet(silence("s2", Scope.builder().asset("dc02"), end));
        host.raise("dc01", "disk");
        host.raise("dc02", "disk 2");
        assertThat(host.tocsin().configuration().removeSilence(Host.MSP, "s1")).isTrue();
        assertThat(host.tocsin().configuration().removeSilence(Host.MSP, "s1")).isFalse();
        host.run(Duration.ZERO);
        assertThat(host.incident().dimensions()).containsExactly("dc01");
        quiet(silence("s2", Scope.builder().asset("dc02"), host.time.instant().plusSeconds(60)));
        host.run(Duration.ZERO);
        assertThat(held())
                .singleElement()
                .extracting(Held::lookAgainAt)
                .isEqualTo(host.time.instant().plusSeconds(60));
        host.run(Duration.ofSeconds(60));
        assertThat(host.incidents()).hasSize(2);
    }

    @Test
    void whatIsSuppressedSurvivesARestart() {
        quietDc01();
        host.raise("dc01", "disk");
        host.restart();
        assertThat(host.raise("dc01", "disk").duplicate()).isTrue();
        host.time.advanceTo(end.plusSeconds(500));
        host.restart();
        host.run(WAIT);
        assertThat(host.psa.all()).hasSize(1);
        assertThat(held()).isEmpty();
    }

    @Test
    void anAcknowledgementOfASuppressedSubjectDoesNothing() {
        quietDc01();
        host.raise("dc01", "disk");
        later();
        Receipt acked = host.ingest(host.problem("dc01", "disk").kind(EventKind.ACKED));
        assertThat(acked.outcome()).isEqualTo(Outcome.IGNORED);
        assertThat(acked.reason()).contains("suppressed");
    }

    @Test
    void aHeldSubjectWhoseCompanyLostItsMappingIsParkedWhenItMayActAndReplayedLater() {
        quietDc01();
        Receipt receipt = host.raise("dc01", "disk");
        host.store.write(session -> session.configuration().removeMapping(Host.MSP, "acme"));
        later();
        assertThat(host.ingest(host.problem("dc01", "disk")).outcome()).isEqualTo(Outcome.SUPPRESSED);
        at(end);
        assertThat(held()).isEmpty();
        assertThat(host.incidents()).isEmpty();
        assertThat(host.tocsin().audit().eventCounts(Host.MSP)).containsEntry(Outcome.PARKED, 1L);
        assertThat(explain(receipt).event().outcome()).isEqualTo(Outcome.SUPPRESSED);
        host.map("acme");
        assertThat(host.tocsin().replayParked()).isEqualTo(1);
        assertThat(host.incident().active()).isEqualTo(1);
    }

    @Test
    void momentsAreHeldAndJoinInTheOrderInWhichTheyHappened() {
        quiet(silence(Scope.builder().category(EventCategory.AZURE_AD_AUDIT)));
        later();
        later();
        SecurityEvent.Builder second = host.moment("role-added", "b").title("second");
        SecurityEvent.Builder first = host.moment("role-added", "a")
                .title("first")
                .occurredAt(host.time.instant().minusSeconds(1));
        assertThat(host.ingestAll(second, first)).extracting(Receipt::outcome).containsOnly(Outcome.SUPPRESSED);
        at(end);
        assertThat(host.members(host.incident()))
                .extracting(Member::title, Member::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("first", MemberState.MOMENT),
                        org.assertj.core.groups.Tuple.tuple("second", MemberState.MOMENT));
        assertThat(host.history().get(0)).contains(host.ingest(first).eventId().toString());
    }

    // ---- maintenance windows

    @Test
    void aWindowAcrossMidnightAndTheChangeOfClocksHoldsUntilItsEndOnTheWall() {
        host.tocsin()
                .configuration()
                .save(new MaintenanceWindow(
                        "patching",
                        Host.MSP,
                        Scope.builder().companyId("acme").build(),
                        ZoneId.of("Europe/Berlin"),
                        WindowTimes.Weekly.between(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)),
                        "monthly patches"));
        Instant springEnd = Instant.parse("2026-03-29T04:00:00Z");
        host.time.advanceTo(Instant.parse("2026-03-28T20:59:59.999999999Z"));
        assertThat(host.raise("early", "x").outcome()).isEqualTo(Outcome.ACCEPTED);
        host.time.advanceTo(Instant.parse("2026-03-28T21:00:00Z"));
        Receipt held = host.raise("dc01", "disk");
        assertThat(held.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(held.reason())
                .contains("until " + springEnd + " by maintenance window 'patching'")
                .contains("monthly patches");
        host.time.advanceTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(host.raise("dc02", "disk 2").outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(host.ingest(host.problem("x", "y").sourceCompanyId("beta")).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        at(springEnd.minusNanos(1));
        assertThat(held()).hasSize(2);
        at(springEnd);
        assertThat(held()).isEmpty();
        assertThat(host.incidents()).hasSize(4);
        host.time.advance(Duration.ofSeconds(1));
        assertThat(host.raise("dc03", "disk 3").outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    // ---- inhibition

    private void inhibit(SharedField... more) {
        host.tocsin()
                .configuration()
                .save(new Inhibition(
                        "switch",
                        Host.MSP,
                        Selector.eventTypes("switch-down").severity(Severity.MEDIUM, Severity.CRITICAL),
                        Selector.eventTypes("host-down"),
                        more.length == 0 ? Set.of(SharedField.COMPANY) : Set.of(SharedField.COMPANY, more[0])));
    }

    private SecurityEvent.Builder parent() {
        return host.problem("core-1", "sw").eventType("switch-down").title("Core switch down");
    }

    private SecurityEvent.Builder child(String asset) {
        return host.problem(asset, asset + " ping").eventType("host-down");
    }

    @Test
    void anActiveParentMutesItsChildrenAndItsResolveFreesThoseThatAreStillActive() {
        inhibit();
        host.ingest(parent());
        host.run(WAIT);
        Receipt one = host.ingest(child("pc-1"));
        assertThat(one.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(one.reason())
                .startsWith("suppressed while its parent 'switch-down' on core-1 of acme is active (Core switch down")
                .endsWith("by inhibition 'switch'");
        host.ingest(child("pc-2"));
        assertThat(host.ingest(child("pc-3").sourceCompanyId("beta")).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.ingest(host.problem("pc-1", "other")).outcome()).isEqualTo(Outcome.ACCEPTED);
        host.run(WAIT);
        later();
        host.ingest(child("pc-2").kind(EventKind.RESOLVED));
        host.restart();
        host.run(Duration.ofMinutes(1));
        assertThat(held()).hasSize(1);
        later();
        host.ingest(parent().kind(EventKind.RESOLVED));
        host.run(WAIT);
        assertThat(held()).isEmpty();
        assertThat(explain(one).event().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.psa.all()).hasSize(3);
        assertThat(host.history()).noneMatch(line -> line.contains("pc-2"));
    }

    @Test
    void aParentAndItsChildrenMayComeAndGoInOneBatch() {
        inhibit();
        assertThat(host.ingestAll(parent(), child("pc-1")))
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.SUPPRESSED);
        later();
        assertThat(host.ingestAll(child("pc-2"), parent().kind(EventKind.RESOLVED), child("pc-3")))
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.SUPPRESSED, Outcome.RESOLVED, Outcome.ACCEPTED);
        host.run(Duration.ZERO);
        assertThat(held()).isEmpty();
        assertThat(host.incidents()).hasSize(4);
    }

    @Test
    void aParentThatIsItselfSuppressedStillMutesUntilItIsResolved() {
        inhibit();
        quiet(silence(Scope.builder().asset("core-1")));
        assertThat(host.ingest(parent()).outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(host.ingest(child("pc-1")).outcome()).isEqualTo(Outcome.SUPPRESSED);
        at(end);
        assertThat(held()).as("the parent acts now and mutes on").hasSize(1);
        assertThat(host.incident().dimensions()).containsExactly("core-1");
        later();
        host.ingest(parent().kind(EventKind.RESOLVED));
        host.run(Duration.ZERO);
        assertThat(held()).isEmpty();
    }

    @Test
    void aResolveOfASuppressedParentFreesItsChildren() {
        inhibit();
        quiet(silence(Scope.builder().asset("core-1")));
        host.ingest(parent());
        host.ingest(child("pc-1"));
        later();
        host.ingest(parent().kind(EventKind.RESOLVED));
        host.run(Duration.ZERO);
        assertThat(held()).isEmpty();
        assertThat(host.incident().dimensions()).containsExactly("pc-1");
    }

    @Test
    void aParentWhoseTicketAPersonClosedMutesOn() {
        inhibit();
        host.ingest(parent());
        host.run(WAIT);
        host.psa.closeByHand(host.psa.only().id());
        host.tocsin().poll();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        assertThat(host.ingest(child("pc-1")).outcome()).isEqualTo(Outcome.SUPPRESSED);
    }

    @Test
    void childrenAreFreeWhenTheirParentGetsHarmlessOrTheRuleIsRemoved() {
        inhibit();
        host.ingest(parent());
        host.ingest(child("pc-1"));
        later();
        host.ingest(parent().kind(EventKind.UPDATED).severity(Severity.LOW));
        host.run(Duration.ZERO);
        assertThat(held()).isEmpty();
        later();
        host.ingest(parent().kind(EventKind.UPDATED).severity(Severity.HIGH));
        assertThat(host.ingest(child("pc-2")).outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(host.tocsin().configuration().removeInhibition(Host.MSP, "switch"))
                .isTrue();
        host.run(Duration.ZERO);
        assertThat(held()).isEmpty();
    }

    @Test
    void aParentOnAnotherAssetDoesNotMuteIfTheAssetIsToBeShared() {
        inhibit(SharedField.ASSET);
        host.ingest(parent());
        assertThat(host.ingest(child("pc-1")).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(host.ingest(child("core-1")).outcome()).isEqualTo(Outcome.SUPPRESSED);
    }

    // ---- snoozes

    private Incident snoozed(Duration length) {
        host.raise("dc01", "disk");
        host.run(WAIT);
        Incident incident = host.incident();
        quiet(Silence.snooze("z", Host.MSP, incident.id(), host.time.instant(), length, "ann", "tomorrow"));
        return incident;
    }

    private int notes() {
        return host.psa.calls(Op.ADD_NOTE).size();
    }

    @Test
    void aSnoozedIncidentGetsNoNoteUntilTheEndAndThenOneThatTellsAll() {
        int before = notes();
        Incident incident = snoozed(HOUR);
        Instant wakes = host.time.instant().plus(HOUR);
        for (int i = 0; i < 4; i++) {
            host.run(Duration.ofMinutes(5));
            host.ingest(host.problem("dc01", "disk").severity(i == 2 ? Severity.CRITICAL : Severity.HIGH));
            assertThat(host.raise("dc01", "new" + i).outcome()).isEqualTo(Outcome.SUPPRESSED);
        }
        at(wakes.minusNanos(1));
        assertThat(notes()).isEqualTo(before);
        assertThat(host.incident().members()).isEqualTo(1);
        assertThat(host.history())
                .anyMatch(line -> line.equals("put off until " + wakes + " by silence 'z' of ann on incident "
                        + incident.id() + ": tomorrow"));
        at(wakes);
        host.run(Duration.ofMinutes(1));
        assertThat(notes()).isEqualTo(before + 1);
        assertThat(host.incident().members()).isEqualTo(5);
    }

    @Test
    void aSnoozedIncidentThatIsOverIsClosedAtTheEndOfTheSnooze() {
        snoozed(HOUR);
        Instant wakes = host.time.instant().plus(HOUR);
        later();
        host.resolve("dc01", "disk");
        host.run(Duration.ofMinutes(10));
        assertThat(host.psa.only().isClosed()).isFalse();
        assertThat(host.incident().state()).isEqualTo(IncidentState.RESOLVING);
        at(wakes);
        host.run(Duration.ofMinutes(1));
        assertThat(host.psa.only().isClosed()).isTrue();
    }

    @Test
    void aSnoozeThatIsRemovedEndsAtOnce() throws InterruptedException {
        snoozed(HOUR);
        later();
        host.resolve("dc01", "disk");
        host.run(Duration.ofMinutes(10));
        assertThat(host.tocsin().settle(true))
                .as("settling does not end a snooze")
                .isEmpty();
        assertThat(host.psa.only().isClosed()).isFalse();
        host.tocsin().configuration().removeSilence(Host.MSP, "z");
        host.run(Duration.ofSeconds(5));
        assertThat(host.psa.only().isClosed()).isTrue();
    }

    @Test
    void aSnoozeOfAnotherIncidentChangesNothing() {
        host.raise("dc02", "disk 2");
        host.run(WAIT);
        long other = host.incident().id();
        host.raise("dc01", "disk");
        host.run(WAIT);
        quiet(Silence.snooze("z", Host.MSP, other, host.time.instant(), HOUR, "ann", "tomorrow"));
        int before = notes();
        later();
        host.raise("dc01", "new");
        host.run(Duration.ofMinutes(16));
        assertThat(notes()).isEqualTo(before + 1);
    }

    // ---- configuration

    @Test
    void whatCannotWorkIsRefusedWithTheFieldAndWhatIsLegal() {
        assertThatThrownBy(() -> quiet(silence(Scope.builder().companyId("nobody"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "silences[s1].scope.companyId: company 'nobody' does not exist; legal are [acme, beta]");
        assertThatThrownBy(() -> quiet(silence(Scope.builder().incidentId(77))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("silences[s1].scope.incident: incident 77 does not exist");
        assertThat(host.tocsin().configuration().of(Host.MSP).suppression().silences())
                .isEmpty();
    }

    @Test
    void whatAPersonSavedStaysWhenAFileSaysOtherwise() {
        quietDc01();
        Silence files = silence("s1", Scope.builder().asset("dc02"), end);
        assertThat(host.tocsin().configuration().fromFile().save(files)).isFalse();
        assertThat(host.tocsin().configuration().save(files)).isTrue();
        assertThat(host.tocsin().configuration().save(files)).as("unchanged").isFalse();
        assertThat(host.tocsin().configuration().of(Host.MSP).suppression().silences())
                .singleElement()
                .satisfies(stored -> {
                    assertThat(stored.item()).isEqualTo(files);
                    assertThat(stored.origin()).isEqualTo(Origin.PERSON);
                });
    }

    @Test
    void silencesAreRemovedThirtyDaysAfterTheirEnd() {
        quietDc01();
        at(end.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(host.tocsin().configuration().of(Host.MSP).suppression().silences())
                .hasSize(1);
        at(end.plus(Duration.ofDays(30)));
        assertThat(host.tocsin().configuration().of(Host.MSP).suppression().silences())
                .isEmpty();
    }
}

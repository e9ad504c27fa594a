package dev.tocsin.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.Lifecycle;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.Condition;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.Verdict;
import dev.tocsin.core.settings.MissingDimension;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of events: routes, kinds and member states, repeats, order, parking and replay. */
@Timeout(20)
class IntakeTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private final Host host = new Host();

    private void later() {
        host.time.advance(Duration.ofSeconds(1));
    }

    private Member only() {
        List<Member> members = host.members(host.latest());
        assertThat(members).hasSize(1);
        return members.get(0);
    }

    private Route route(SecurityEvent.Builder event, MissingDimension missing) {
        return new Catalogue(
                        host.tocsin().configuration().of(Host.MSP),
                        Settings.builder().missingDimension(missing).build())
                .route(event.build());
    }

    private Route route(SecurityEvent.Builder event) {
        return route(event, MissingDimension.OWN_GROUP);
    }

    // ---- routes

    @Test
    void theFirstRuleWhoseEventSetSelectsTakesTheEvent() {
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP,
                        "critical",
                        Map.of(
                                EventCategory.PROBLEMS,
                                new CategorySelection(GroupBy.COMPANY, Severity.CRITICAL, Set.of("CVE")))));
        host.tocsin().configuration().save(Host.rule("r0").eventSet("critical").build());
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(Host.MSP, "acme", "cw", "a", null, true, List.of("r0", "r1")));
        assertThat(ruleOf(host.problem("a", "a").severity(Severity.CRITICAL))).isEqualTo("r0");
        assertThat(ruleOf(host.problem("a", "a").severity(Severity.HIGH))).isEqualTo("r1");
        assertThat(ruleOf(host.problem("a", "a").severity(Severity.CRITICAL).eventType("other")))
                .isEqualTo("r1");
    }

    @Test
    void aConditionThatDoesNotHoldPassesTheEventToTheNextRuleOrIgnoresItAndIsExplained() {
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP,
                        "servers",
                        Map.of(
                                EventCategory.PROBLEMS,
                                CategorySelection.of(GroupBy.COMPANY).when(Condition.matches("asset", "^srv-")))));
        host.tocsin().configuration().save(Host.rule("r0").eventSet("servers").build());
        map("r0", "r1");
        assertThat(ruleOf(host.problem("SRV-1", "a"))).isEqualTo("r0");
        assertThat(ruleOf(host.problem("web-1", "a"))).isEqualTo("r1");
        map("r0");
        Receipt ignored = host.ingest(host.problem("web-1", "b"));
        assertThat(ignored.outcome()).isEqualTo(Outcome.IGNORED);
        assertThat(ignored.reason()).endsWith("; the condition of event set 'servers' does not hold");
        assertThat(selection(ignored))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.text())
                        .startsWith("no  event set 'servers': 2 of 3 hold\n")
                        .endsWith("\nno    asset matches '^srv-': is 'web-1'"));

        map("r0", "r1", "r0");
        Receipt accepted = host.ingest(host.problem("web-1", "c"));
        assertThat(selection(accepted)).extracting(Verdict::holds).containsExactly(false, true);
        Receipt parked = host.ingest(host.problem("web-1", "d").sourceCompanyId("nobody"));
        assertThat(selection(parked)).isEmpty();
    }

    private void map(String... rules) {
        host.tocsin().configuration().save(new CompanyMapping(Host.MSP, "acme", "cw", "a", null, true, List.of(rules)));
    }

    private List<Verdict> selection(Receipt receipt) {
        return host.tocsin()
                .audit()
                .explain(Host.MSP, receipt.eventId())
                .orElseThrow()
                .selection();
    }

    private String ruleOf(SecurityEvent.Builder event) {
        return ((Route.Grouped) route(event)).rule().id();
    }

    @Test
    void whatCannotBePlacedIsParkedAndWhatNobodyAsksForIsIgnored() {
        assertThat(route(host.problem("a", "a").sourceCompanyId("nobody")))
                .isEqualTo(new Route.Parked("no company is known for 'nobody' of scan"));
        host.tocsin().configuration().save(new Company(Host.MSP, "gamma", "Gamma"));
        assertThat(route(host.problem("a", "a").sourceCompanyId("gamma")))
                .isEqualTo(new Route.Parked("company 'gamma' is not mapped to a PSA company"));
        host.tocsin().configuration().save(new CompanyMapping(Host.MSP, "gamma", "cw", "g", null, false, List.of()));
        assertThat(route(host.problem("a", "a").sourceCompanyId("gamma")))
                .isEqualTo(new Route.Ignored("company 'gamma' creates no tickets"));
        assertThat(route(host.problem("a", "a").category(EventCategory.SYSTEM_CHANGES)))
                .isInstanceOf(Route.Ignored.class);
    }

    @Test
    void aLinkPlacesASourcesCustomer() {
        host.tocsin().configuration().save(new SourceLink(Host.MSP, "scan", "tenant-1", "acme"));
        assertThat(((Route.Grouped) route(host.problem("a", "a").sourceCompanyId("tenant-1"))).companyId())
                .isEqualTo("acme");
        assertThat(route(host.problem("a", "a").source("other").sourceCompanyId("tenant-1")))
                .isInstanceOf(Route.Parked.class);
        host.tocsin().configuration().save(new SourceLink(Host.MSP, "scan", "acme", "beta"));
        assertThat(((Route.Grouped) route(host.problem("a", "a"))).companyId()).isEqualTo("beta");
        assertThatThrownBy(
                        () -> host.tocsin().configuration().save(new SourceLink(Host.MSP, "scan", "tenant-1", "beta")))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aMissingDimensionIsTreatedAsTheSettingsSay() {
        SecurityEvent.Builder without = host.problem("", "a").asset(null);
        Route.Grouped own = (Route.Grouped) route(without);
        assertThat(own.groupBy()).isEqualTo(GroupBy.ASSET);
        assertThat(own.dimensions()).containsExactly("(none)");
        Route.Grouped company = (Route.Grouped) route(without, MissingDimension.FALL_BACK_TO_COMPANY);
        assertThat(company.groupBy()).isEqualTo(GroupBy.COMPANY);
        assertThat(company.dimensions()).isEmpty();
        assertThat(company.key()).isNotEqualTo(own.key());
        assertThat(route(without, MissingDimension.REJECT))
                .isEqualTo(new Route.Refused("the event has no ASSET, by which its category is grouped"));
    }

    @Test
    void aGroupIsMadeOfItsDimensionAndNothingElse() {
        Route.Grouped one = (Route.Grouped) route(host.problem("dc01", "a"));
        host.tocsin()
                .configuration()
                .save(Host.rule("r1").name("Renamed").psaField("board", "Other").build());
        Route.Grouped other = (Route.Grouped) route(host.problem("dc01", "b")
                .title("other")
                .severity(Severity.LOW)
                .os("win")
                .user(new EventUser("u", null))
                .eventType("other")
                .occurredAt(host.time.instant().plusSeconds(99)));
        assertThat(other.key()).isEqualTo(one.key());
        assertThat(((Route.Grouped) route(host.problem("dc01", "a").sourceCompanyId("beta"))).key())
                .isNotEqualTo(one.key());
    }

    // ---- kinds and member states

    @Test
    void aRaiseBeginsAGroupJoinsItOrCounts() {
        assertThat(host.raise("dc01", "a").reason()).isEqualTo("began the group");
        assertThat(host.raise("dc01", "b").reason()).isEqualTo("joined the group");
        later();
        assertThat(host.raise("dc01", "a").reason()).isEqualTo("seen again");
        assertThat(host.incident().members()).isEqualTo(2);
        assertThat(host.incident().active()).isEqualTo(2);
        assertThat(host.members(host.incident())).extracting(Member::count).containsExactlyInAnyOrder(2L, 1L);
    }

    @Test
    void anUpdateRaisesWhatIsNotKnownAndChangesWhatIsWithoutCounting() {
        assertThat(host.ingest(host.problem("dc01", "a").kind(EventKind.UPDATED))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        later();
        host.ingest(host.problem("dc01", "a")
                .kind(EventKind.UPDATED)
                .title("New words")
                .severity(Severity.CRITICAL));
        assertThat(only().title()).isEqualTo("New words");
        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(only().count()).isEqualTo(1);
        assertThat(host.incident().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void anOlderUpdateDoesNotWinOverANewerOne() {
        SecurityEvent.Builder old =
                host.problem("dc01", "a").kind(EventKind.UPDATED).title("Old words");
        later();
        host.ingest(host.problem("dc01", "a").title("New words"));
        host.ingest(old);
        assertThat(only().title()).isEqualTo("New words");
    }

    @Test
    void anAcknowledgementIsKeptAndClosesNothing() {
        host.raise("dc01", "a");
        assertThat(host.ingest(host.problem("dc01", "a").kind(EventKind.ACKED)).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(only().acknowledged()).isTrue();
        assertThat(only().state()).isEqualTo(MemberState.ACTIVE);
        assertThat(host.ingest(host.problem("dc01", "z").kind(EventKind.ACKED)).outcome())
                .isEqualTo(Outcome.IGNORED);
    }

    @Test
    void aResolveOfNothingIsIgnoredAndOneOfTheResolvedToo() {
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.IGNORED);
        later();
        host.raise("dc01", "a");
        later();
        assertThat(host.resolve("dc01", "a").outcome()).isEqualTo(Outcome.RESOLVED);
        later();
        assertThat(host.resolve("dc01", "a").reason()).isEqualTo("it was resolved already");
        assertThat(host.incident().active()).isZero();
    }

    @Test
    void orderIsBySequenceThenByTimeAndTiesByArrival() {
        host.ingest(host.problem("dc01", "a").sequence(5L));
        assertThat(host.ingest(host.problem("dc01", "a")
                                .kind(EventKind.RESOLVED)
                                .sequence(4L)
                                .occurredAt(host.time.instant().plusSeconds(60)))
                        .outcome())
                .isEqualTo(Outcome.IGNORED);
        assertThat(host.ingest(host.problem("dc01", "a")
                                .kind(EventKind.RESOLVED)
                                .sequence(6L)
                                .occurredAt(host.time.instant().minusSeconds(60)))
                        .outcome())
                .isEqualTo(Outcome.RESOLVED);
        host.raise("dc01", "t");
        assertThat(host.ingest(host.problem("dc01", "t")
                                .kind(EventKind.RESOLVED)
                                .occurredAt(host.time.instant().minusMillis(1)))
                        .outcome())
                .isEqualTo(Outcome.IGNORED);
        assertThat(host.resolve("dc01", "t").outcome()).as("a tie").isEqualTo(Outcome.RESOLVED);
        assertThat(host.ingest(host.problem("dc01", "t")
                                .deliveryId("late")
                                .occurredAt(host.time.instant().minusMillis(1)))
                        .reason())
                .isEqualTo("it happened before its subject was resolved");
    }

    @Test
    void aMomentIsNeverActiveAndItsResolveIsRefused() {
        Receipt receipt = host.ingest(host.moment("Role added", "1"));
        assertThat(receipt.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(only().state()).isEqualTo(MemberState.MOMENT);
        assertThat(host.incident().active()).isZero();
        assertThat(host.ingest(host.moment("Role added", "1").kind(EventKind.RESOLVED)))
                .satisfies(refused -> {
                    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
                    assertThat(refused.reason()).startsWith("kind: RESOLVED is not legal");
                });
    }

    @Test
    void aSourceMayDeclareItsEventsToBeTheOtherKind() {
        host.ingest(host.problem("dc01", "a").moment(true));
        assertThat(only().state()).isEqualTo(MemberState.MOMENT);
    }

    // ---- repeats

    @Test
    void aRepeatedDeliveryIsAnsweredWithTheFirstOutcomeAndChangesNothing() {
        SecurityEvent event = host.problem("dc01", "a").build();
        Receipt first = host.tocsin().ingest(List.of(event)).get(0);
        Receipt second = host.tocsin().ingest(List.of(event)).get(0);
        assertThat(second)
                .isEqualTo(new Receipt(first.eventId(), first.outcome(), true, first.incidentId(), first.reason()));
        assertThat(only().count()).isEqualTo(1);
    }

    @Test
    void aRepeatWithinABatchIsOneToo() {
        SecurityEvent event = host.problem("dc01", "a").build();
        List<Receipt> receipts = host.tocsin().ingest(List.of(event, event, event));
        assertThat(receipts).extracting(Receipt::duplicate).containsExactly(false, true, true);
        assertThat(receipts).extracting(Receipt::outcome).containsOnly(Outcome.ACCEPTED);
        assertThat(only().count()).isEqualTo(1);
    }

    @Test
    void aRepeatedResolveAfterANewRaiseResolvesNothing() {
        host.raise("dc01", "a");
        later();
        SecurityEvent resolve =
                host.problem("dc01", "a").kind(EventKind.RESOLVED).build();
        host.tocsin().ingest(List.of(resolve));
        later();
        host.raise("dc01", "a");
        assertThat(host.tocsin().ingest(List.of(resolve)).get(0).duplicate()).isTrue();
        assertThat(only().state()).isEqualTo(MemberState.ACTIVE);
    }

    @Test
    void anIgnoredDeliveryIsEvaluatedAgainOnceTheConfigurationWasMended() {
        SecurityEvent event =
                host.problem("dc01", "a").category(EventCategory.SYSTEM_CHANGES).build();
        assertThat(host.tocsin().ingest(List.of(event)).get(0).outcome()).isEqualTo(Outcome.IGNORED);
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP, "all", Map.of(EventCategory.SYSTEM_CHANGES, CategorySelection.of(GroupBy.ASSET))));
        Receipt again = host.tocsin().ingest(List.of(event)).get(0);
        assertThat(again.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(again.duplicate()).isFalse();
        assertThat(host.tocsin().audit().eventCounts(Host.MSP)).containsOnlyKeys(Outcome.ACCEPTED);
    }

    // ---- batches

    @Test
    void oneBadEventDoesNotFailItsBatch() {
        List<Receipt> receipts = host.ingestAll(
                host.problem("dc01", "a"),
                host.moment("x", "1").kind(EventKind.RESOLVED),
                host.problem("dc01", "b").sourceCompanyId("nobody"),
                host.problem("dc01", "c").category(EventCategory.SYSTEM_CHANGES),
                host.problem("dc01", "d"));
        assertThat(receipts)
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED, Outcome.PARKED, Outcome.IGNORED, Outcome.ACCEPTED);
        assertThat(host.incident().members()).isEqualTo(2);
    }

    @Test
    void aBareResolveAndANewRaiseOfOneSubjectInABatchStayInTheirGroup() {
        host.raise("dc01", "a");
        later();
        SecurityEvent.Builder resolve =
                host.problem("dc01", "a").asset(null).kind(EventKind.RESOLVED).severity(Severity.INFO);
        later();
        List<Receipt> receipts = host.ingestAll(resolve, host.problem("dc01", "a"));
        assertThat(receipts).extracting(Receipt::outcome).containsExactly(Outcome.RESOLVED, Outcome.ACCEPTED);
        assertThat(host.incident().active()).isEqualTo(1);
        assertThat(only().count()).isEqualTo(2);
    }

    @Test
    void aSubjectThatMovesToAnotherGroupWithinABatchIsResolvedInTheFirst() {
        host.raise("dc01", "a");
        host.raise("dc01", "b");
        later();
        SecurityEvent.Builder resolve = host.problem("dc01", "a").kind(EventKind.RESOLVED);
        later();
        host.ingestAll(resolve, host.problem("dc02", "a"), host.problem("dc02", "c"));
        Incident first = host.incidents().get(0);
        assertThat(first.active()).isEqualTo(1);
        assertThat(host.members(first))
                .filteredOn(member -> member.title().equals("Problem a"))
                .extracting(Member::state)
                .containsExactly(MemberState.RESOLVED);
        assertThat(host.latest().active()).isEqualTo(2);
        assertThat(host.members(host.latest())).hasSize(2);
    }

    @Test
    void aWholeLifeInOneBatchIsDropped() {
        SecurityEvent.Builder raise = host.problem("dc01", "a");
        later();
        host.ingestAll(raise, host.problem("dc01", "a").kind(EventKind.RESOLVED));
        host.run(WAIT);
        assertThat(host.incident().state()).isEqualTo(IncidentState.DROPPED);
    }

    @Test
    void aLargeBatchReadsAndWritesEachRowOnce() {
        List<SecurityEvent> events = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            events.add(host.problem("asset" + i % 100, "p" + i % 20_000)
                    .occurredAt(host.time.instant().plusMillis(i))
                    .build());
        }
        assertThat(host.tocsin().ingest(events)).hasSize(40_000).allMatch(r -> r.outcome() == Outcome.ACCEPTED);
        assertThat(host.incidents()).hasSize(100).allMatch(incident -> incident.version() == 1);
        assertThat(host.incidents()).allMatch(incident -> incident.members() == 200);
    }

    @Test
    void aCatalogueThatChangedBetweenPreparingAndKeepingIsTheNewOne() {
        Settings settings = Settings.DEFAULTS;
        Catalogues catalogues = new Catalogues(settings);
        Intake intake =
                new Intake(host.store, catalogues, new Lifecycle(settings), new IntakeRules(settings), host.time);
        assertThat(catalogues.recent(host.store, Host.MSP).version()).isPositive();
        host.tocsin().configuration().save(new Company(Host.MSP, "gamma", "Gamma"));
        host.map("gamma");
        assertThat(intake.ingest(List.of(
                                host.problem("a", "a").sourceCompanyId("gamma").build()))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    // ---- parking

    @Test
    void parkedEventsAreReplayedInTheirOrderWhateverTheirIds() {
        host.ingest(host.problem("dc01", "a").sourceCompanyId("gamma").deliveryId("z1"));
        later();
        host.ingest(host.problem("dc01", "a")
                .sourceCompanyId("gamma")
                .kind(EventKind.RESOLVED)
                .deliveryId("m2"));
        later();
        host.ingest(host.problem("dc01", "a").sourceCompanyId("gamma").deliveryId("a3"));
        later();
        host.ingest(host.problem("dc01", "b").sourceCompanyId("gamma").deliveryId("z4"));
        later();
        host.ingest(host.problem("dc01", "b")
                .sourceCompanyId("gamma")
                .kind(EventKind.RESOLVED)
                .deliveryId("a5"));
        assertThat(host.tocsin().replayParked()).isZero();
        host.tocsin().configuration().save(new Company(Host.MSP, "gamma", "Gamma"));
        host.map("gamma");
        assertThat(host.tocsin().replayParked()).isEqualTo(5);
        assertThat(host.incident().active()).isEqualTo(1);
        assertThat(host.incident().members()).isEqualTo(2);
        assertThat(host.tocsin().audit().eventCounts(Host.MSP)).doesNotContainKey(Outcome.PARKED);
    }

    @Test
    void parkedEventsOfOneSubjectAreReplayedBySequence() {
        host.ingest(host.problem("dc01", "a")
                .sourceCompanyId("gamma")
                .kind(EventKind.RESOLVED)
                .sequence(2L)
                .occurredAt(host.time.instant().minusSeconds(5)));
        host.ingest(host.problem("dc01", "a").sourceCompanyId("gamma").sequence(1L));
        host.tocsin().configuration().save(new Company(Host.MSP, "gamma", "Gamma"));
        host.map("gamma");
        host.tocsin().replayParked();
        assertThat(host.incident().active()).isZero();
    }

    @Test
    void moreThanAPageOfParkedEventsIsReplayed() {
        for (int i = 0; i < 1_203; i++) {
            host.ingest(host.problem("dc01", "p" + i).sourceCompanyId("gamma"));
        }
        host.tocsin().configuration().save(new Company(Host.MSP, "gamma", "Gamma"));
        host.map("gamma");
        assertThat(host.tocsin().replayParked()).isEqualTo(1_203);
        assertThat(host.incident().members()).isEqualTo(1_203);
    }

    @Test
    void aParkedEventThatIsRefusedLaterIsNotParkedForEver() {
        Host strict = new Host(
                Settings.builder().missingDimension(MissingDimension.REJECT).build());
        strict.ingest(strict.problem("", "a").asset(null).sourceCompanyId("gamma"));
        strict.tocsin().configuration().save(new Company(Host.MSP, "gamma", "Gamma"));
        strict.map("gamma");
        assertThat(strict.tocsin().replayParked()).isEqualTo(1);
        assertThat(strict.tocsin().replayParked()).isZero();
        assertThat(strict.tocsin().audit().eventCounts(Host.MSP)).containsOnlyKeys(Outcome.REFUSED);
    }

    @Test
    void theResolveOfAParkedRaiseIsParkedThoughItsSubjectWasResolvedBefore() {
        host.tocsin().configuration().save(new SourceLink(Host.MSP, "scan", "tenant", "acme"));
        host.ingest(host.problem("dc01", "a").sourceCompanyId("tenant"));
        later();
        host.ingest(host.problem("dc01", "a").sourceCompanyId("tenant").kind(EventKind.RESOLVED));
        host.run(WAIT);
        // Another store of configuration has lost the mapping: seen by a catalogue without it.
        Catalogue without = new Catalogue(
                new dev.tocsin.core.store.StoredConfiguration(
                        99,
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        dev.tocsin.core.store.StoredSuppression.NONE,
                        List.of()),
                Settings.DEFAULTS);
        later();
        SecurityEvent raise =
                host.problem("dc01", "a").sourceCompanyId("tenant").build();
        later();
        SecurityEvent resolve = host.problem("dc01", "a")
                .sourceCompanyId("tenant")
                .kind(EventKind.RESOLVED)
                .build();
        List<Intake.Prepared> batch = new ArrayList<>();
        for (SecurityEvent event : List.of(raise, resolve)) {
            batch.add(new Intake.Prepared(
                    event,
                    event.occurredAt(),
                    dev.tocsin.core.event.DeliveryKey.of(event),
                    dev.tocsin.core.event.Fingerprint.of(event),
                    without.route(event),
                    99,
                    dev.tocsin.core.suppress.Suppression.NONE));
        }
        Settings settings = Settings.DEFAULTS;
        List<Receipt> parked = host.store.write(session -> new IntakeBatch(
                        session,
                        new Catalogues(settings),
                        new Lifecycle(settings),
                        new IntakeRules(settings),
                        host.time.instant())
                .take(batch));
        assertThat(parked).extracting(Receipt::outcome).containsOnly(Outcome.PARKED);
        assertThat(host.tocsin().replayParked()).isEqualTo(2);
        assertThat(host.latest().active()).isZero();
    }

    @Test
    void eventsOfAnAnsweredSubjectAreAnsweredUntilItIsResolved() {
        host.raise("dc01", "a");
        host.run(WAIT);
        host.psa.closeByHand(host.psa.only().id());
        host.run(Duration.ofMinutes(1));
        Receipt answered = host.raise("dc01", "a");
        assertThat(answered.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answered.incidentId()).isEqualTo(host.incident().id());
        later();
        host.resolve("dc01", "a");
        assertThat(only().state()).isEqualTo(MemberState.RESOLVED);
        later();
        assertThat(host.raise("dc01", "a").incidentId()).isNotEqualTo(answered.incidentId());
    }
}

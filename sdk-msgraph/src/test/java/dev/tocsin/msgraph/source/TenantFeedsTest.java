package dev.tocsin.msgraph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.feed.EventFeed;
import dev.tocsin.core.feed.FeedOffException;
import dev.tocsin.core.feed.FeedPage;
import dev.tocsin.core.feed.FeedReport;
import dev.tocsin.core.feed.FeedReport.Outcome;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.SimEvents;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.TenantSeed;
import dev.tocsin.simulators.graph.Throttling;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantFeedsTest {
    private static final LogWindow SMALL = new LogWindow(Duration.ofDays(1), Duration.ofMinutes(10), 5);

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T09:00:00Z"));
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tenant(TenantSeed.of("contoso.example").users(3).consented())
            .tenant(TenantSeed.of("fabrikam.example").users(3).consented())
            .start();
    private final VirtualSleeper sleeper = new VirtualSleeper(clock);
    private final MicrosoftGraph graph = MicrosoftGraph.builder(
                    simulator.clientId(), AppCredential.secret(Secret.of(simulator.clientSecret())))
            .cloud(GraphCloud.at(
                    URI.create(simulator.graphUri().toString().replace("/v1.0", "")), simulator.loginUri()))
            .clock(clock)
            .sleeper(sleeper)
            .build();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final SimEvents events = contoso.events();
    private final GraphTenant tenant = graph.tenant(contoso.id());
    private final String user = contoso.users().get(0).id();
    private @Nullable String cursor;

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FeedPage read(EventFeed feed) {
        FeedPage page = feed.read(cursor, clock.instant());
        cursor = page.cursor();
        return page;
    }

    private List<SecurityEvent> readAll(EventFeed feed) {
        List<SecurityEvent> all = new ArrayList<>();
        FeedPage page;
        do {
            page = read(feed);
            assertThat(page.unread()).isEmpty();
            all.addAll(page.events());
        } while (page.more());
        return all;
    }

    /** The ids that the vendor gave: an audit's event also names its activity. */
    private static Set<String> ids(List<SecurityEvent> found) {
        Set<String> ids = new HashSet<>();
        found.forEach(event -> ids.add(event.externalId().replaceAll(":[^:]*$", "")));
        return ids;
    }

    private EntraAuditFeed audits() {
        return new EntraAuditFeed(tenant, MspId.SINGLE, SMALL);
    }

    @Test
    void theFirstReadingGoesBackADayOverAllPages() {
        List<String> made = events.audits(23, Duration.ofHours(2));
        clock.advance(Duration.ofMinutes(1));

        List<SecurityEvent> found = readAll(audits());

        assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(made.subList(11, 23));
        assertThat(found).allSatisfy(event -> {
            assertThat(event.category()).isEqualTo(EventCategory.AZURE_AD_AUDIT);
            assertThat(event.source()).isEqualTo("entra");
            assertThat(event.sourceCompanyId()).isEqualTo(contoso.id());
        });
        assertThat(simulator.requests().count("GET", "/auditLogs/directoryAudits"))
                .isEqualTo(3);
    }

    @Test
    void whatAppearsLateIsFoundByTheOverlapAndNoLater() {
        events.audits(1, Duration.ZERO);
        readAll(audits());
        Instant last = clock.instant();
        clock.advance(Duration.ofMinutes(20));
        String late =
                events.audit(Map.of("activityDateTime", last.minusSeconds(599).toString()));
        String tooLate =
                events.audit(Map.of("activityDateTime", last.minusSeconds(602).toString()));

        assertThat(ids(readAll(audits()))).contains(late).doesNotContain(tooLate);
    }

    @Test
    void theWatermarkMovesOnlyWhenTheWindowIsReadToItsEnd() {
        List<String> made = new ArrayList<>(events.audits(12, Duration.ofMinutes(1)));
        EntraAuditFeed feed = audits();
        List<SecurityEvent> found = new ArrayList<>(read(feed).events());
        // what is new meanwhile comes first in the list, which the pages that follow do not show
        clock.advance(Duration.ofMinutes(3));
        made.add(events.audit(Map.of()));

        found.addAll(readAll(feed));
        assertThat(ids(found)).hasSize(12);
        found.addAll(readAll(feed));

        assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aPageThatIsGoneBeginsTheWindowAgain() {
        List<String> made = events.audits(12, Duration.ofMinutes(1));
        EntraAuditFeed feed = audits();
        List<SecurityEvent> found = new ArrayList<>(read(feed).events());
        cursor = String.valueOf(cursor).replaceAll("skiptoken=.*", "skiptoken=gone");

        found.addAll(readAll(feed));

        assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(found).hasSize(5 + 12);
    }

    @Test
    void aWindowWhosePagesAreAlwaysGoneBeginsAgainOnceAndIsThenAFailure() {
        events.audits(12, Duration.ofMinutes(1));
        EntraAuditFeed feed = audits();
        read(feed);
        for (int poll = 0; poll < 2; poll++) {
            cursor = String.valueOf(cursor).replaceAll("skiptoken=.*", "skiptoken=gone");
            assertThat(read(feed).more()).isTrue();
            String gone = String.valueOf(cursor).replaceAll("skiptoken=.*", "skiptoken=gone");
            assertThatThrownBy(() -> feed.read(gone, clock.instant())).isInstanceOf(ApiException.class);
        }
        assertThat(readAll(feed)).as("it is not stuck once the pages are there").hasSize(7);
    }

    @Test
    void onlyFailedSignInsAreAskedFor() {
        events.signIn(user, 0, "");
        events.signIn(user, 50_126, "Invalid username or password.");

        List<SecurityEvent> found = readAll(new SignInFeed(tenant, MspId.SINGLE));

        assertThat(found).singleElement().satisfies(event -> {
            assertThat(event.category()).isEqualTo(EventCategory.AZURE_AD_ERROR);
            assertThat(event.eventType()).isEqualTo("50126");
            assertThat(event.user().orElseThrow().objectId()).isEqualTo(user);
        });
        assertThat(simulator.requests().all())
                .filteredOn(request -> request.path().endsWith("/signIns"))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).contains("errorCode"));
    }

    @Test
    void withoutThePremiumLicenceSignInsAreOffAndComeWithIt() {
        contoso.premium(false);
        SignInFeed feed = new SignInFeed(tenant, MspId.SINGLE);
        events.signIn(user, 50_126, "Invalid username or password.");

        assertThatThrownBy(() -> read(feed))
                .isInstanceOf(FeedOffException.class)
                .hasMessageContaining("Entra ID P1");

        contoso.premium(true);
        assertThat(readAll(feed)).hasSize(1);
    }

    @Test
    void theChangesOfAnAlertAreTold() {
        SecurityAlertFeed feed = new SecurityAlertFeed(tenant, MspId.SINGLE);
        // a word that came into the list later
        String alert = events.alert(Map.of("title", "Password spray", "serviceSource", "microsoftSentinel"));
        List<List<EventKind>> told = new ArrayList<>();
        for (String status : List.of("new", "inProgress", "resolved", "new")) {
            clock.advance(Duration.ofMinutes(10));
            events.alertStatus(alert, status);
            List<SecurityEvent> found = readAll(feed);
            assertThat(found)
                    .allSatisfy(event ->
                            assertThat(event.attributes()).containsEntry("serviceSource", "microsoftSentinel"));
            told.add(found.stream().map(SecurityEvent::kind).toList());
        }

        assertThat(told)
                .containsExactly(
                        List.of(EventKind.UPDATED),
                        List.of(EventKind.UPDATED, EventKind.ACKED),
                        List.of(EventKind.RESOLVED),
                        List.of(EventKind.UPDATED));
    }

    @Test
    void alertsThatShiftThePagesOrChangeMeanwhileAreNotLost() {
        Set<String> made = new HashSet<>();
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            clock.advance(Duration.ofSeconds(20));
            String id = events.alert("Alert " + i, "low", user);
            made.add(id);
            order.add(id);
        }
        SecurityAlertFeed feed = new SecurityAlertFeed(tenant, MspId.SINGLE, SMALL);
        List<SecurityEvent> found = new ArrayList<>(read(feed).events());
        clock.advance(Duration.ofSeconds(20));
        made.add(events.alert("Meanwhile", "low", user));
        events.alertStatus(order.get(13), "resolved");
        found.addAll(read(feed).events());
        clock.advance(Duration.ofSeconds(20));
        events.alertStatus(order.get(0), "resolved");
        found.addAll(readAll(feed));
        clock.advance(Duration.ofMinutes(30));
        found.addAll(readAll(feed));

        assertThat(ids(found)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(ids(found.stream()
                        .filter(event -> event.kind() == EventKind.RESOLVED)
                        .toList()))
                .containsExactlyInAnyOrder(order.get(13), order.get(0));
    }

    @Test
    void theLimitOfTheLogsIsKeptBeforeGraphRefuses() {
        simulator.throttling(Throttling.documented());
        events.audits(60, Duration.ofSeconds(10));

        List<SecurityEvent> found = readAll(audits());

        assertThat(ids(found)).hasSize(60);
        assertThat(simulator.requests().all())
                .filteredOn(request -> request.path().contains("/auditLogs/"))
                .hasSize(12)
                .allMatch(request -> request.status() == 200);
    }

    @Test
    void aRefusalOrAFaultOfTheServerIsTriedAgain() {
        events.audits(7, Duration.ofMinutes(1));
        simulator.faults().next(1, Fault.tooManyRequests(Duration.ofSeconds(11)), "GET", "/auditLogs/**");
        simulator.faults().next(1, Fault.errorBeforeCommit(503), "GET", "/auditLogs/**");
        simulator.faults().next(1, Fault.dropBeforeCommit(), "GET", "/auditLogs/**");

        assertThat(ids(readAll(audits()))).hasSize(7);
    }

    @Test
    void tenantsAreReadIntoTheWorkflowAndOneThatFailsIsItsOwn() {
        SimTenant fabrikam = simulator.tenant("fabrikam.example");
        fabrikam.events().audits(3, Duration.ofMinutes(1));
        fabrikam.revokeConsent();
        List<String> made = events.audits(12, Duration.ofMinutes(1));
        contoso.premium(false);
        GraphTenant other = graph.tenant(fabrikam.id());
        try (VolatileStore store = new VolatileStore();
                Tocsin tocsin = Tocsin.builder().store(store).clock(clock).build()) {
            configure(tocsin);
            List<EventFeed> feeds = List.of(
                    new EntraAuditFeed(other, MspId.SINGLE),
                    audits(),
                    new SignInFeed(tenant, MspId.SINGLE),
                    new SecurityAlertFeed(tenant, MspId.SINGLE));

            List<FeedReport> first = tocsin.feeds().pollAll(feeds);
            clock.advance(Duration.ofMinutes(1));
            List<FeedReport> second = tocsin.feeds().pollAll(feeds);

            assertThat(first)
                    .extracting(FeedReport::outcome)
                    .containsExactly(Outcome.FAILED, Outcome.READ, Outcome.OFF, Outcome.READ);
            assertThat(first.get(1).count(Receipt.Outcome.ACCEPTED)).isEqualTo(made.size());
            assertThat(first.get(1).duplicates()).isZero();
            assertThat(second.get(1).outcome()).isEqualTo(Outcome.READ);
            assertThat(second.get(1).events())
                    .isEqualTo(second.get(1).duplicates())
                    .isPositive();
            assertThat(tocsin.feeds().states())
                    .extracting(StoredFeed::connectionId)
                    .containsOnly(contoso.id(), fabrikam.id());
        }
    }

    private void configure(Tocsin tocsin) {
        tocsin.configuration()
                .save(new EventSet(
                        MspId.SINGLE,
                        "all",
                        Map.of(EventCategory.AZURE_AD_AUDIT, CategorySelection.of(GroupBy.COMPANY))));
        tocsin.configuration()
                .save(IntegrationRule.builder(MspId.SINGLE)
                        .id("r")
                        .name("Rule")
                        .eventSet("all")
                        .openStatus("New")
                        .closedStatus("Closed")
                        .priority("P3")
                        .psaField("board", "Alerts")
                        .build());
        tocsin.configuration().save(new Company(MspId.SINGLE, contoso.id(), "Contoso"));
        tocsin.configuration()
                .save(new CompanyMapping(MspId.SINGLE, contoso.id(), "cw", "5", null, true, List.of("r")));
    }
}

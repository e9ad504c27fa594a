package dev.tocsin.core.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.storm.StormPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreviewerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Host host = new Host();
    private final Instant start = host.time.instant();

    private Previewer.Builder builder() {
        return Previewer.builder(host.tocsin().configuration().of(Host.MSP));
    }

    private Preview preview(SecurityEvent.Builder... events) {
        List<SecurityEvent> built = new ArrayList<>();
        for (SecurityEvent.Builder event : events) {
            built.add(event.build());
        }
        return builder().build().run(built);
    }

    private SecurityEvent.Builder problem(String asset, String id, Duration after) {
        return host.problem(asset, id).occurredAt(start.plus(after));
    }

    private SecurityEvent.Builder resolved(String asset, String id, Duration after) {
        return problem(asset, id, after).kind(EventKind.RESOLVED);
    }

    @Test
    void theEventsOfAGroupBecomeOneTicketAfterTheGroupWait() {
        Preview preview = preview(
                problem("web", "a", Duration.ZERO),
                problem("web", "b", Duration.ofSeconds(20)),
                problem("db", "c", Duration.ZERO).severity(Severity.CRITICAL));

        assertThat(preview.tickets()).hasSize(2);
        PreviewTicket web = preview.tickets().stream()
                .filter(ticket -> ticket.dimensions().contains("web"))
                .findFirst()
                .orElseThrow();
        assertThat(web.createdAt()).isEqualTo(start.plusSeconds(30));
        assertThat(web.companyName()).isEqualTo("Acme");
        assertThat(web.ruleName()).isEqualTo("Rule r1");
        assertThat(web.draft().company()).isEqualTo("acme-psa");
        assertThat(web.priority()).isEqualTo("P3");
        assertThat(web.members()).isEqualTo(2);
        assertThat(web.events()).hasSize(2);
        assertThat(web.closed()).isFalse();
        assertThat(preview.totals().count(Outcome.ACCEPTED)).isEqualTo(3);
        assertThat(preview.totals().tickets()).isEqualTo(2);
        assertThat(preview.stillDue()).isFalse();
    }

    @Test
    void notesAreWrittenAndTheTicketIsClosedAtTheirOwnTimes() {
        Preview preview = preview(
                problem("web", "a", Duration.ZERO),
                problem("web", "b", MINUTE),
                resolved("web", "a", Duration.ofHours(1)),
                resolved("web", "b", Duration.ofHours(2)));

        PreviewTicket ticket = preview.tickets().get(0);
        assertThat(preview.tickets()).hasSize(1);
        assertThat(ticket.notes())
                .extracting(PreviewNote::at)
                .startsWith(start.plusSeconds(30).plus(Duration.ofMinutes(15)));
        assertThat(ticket.closes()).containsExactly(start.plus(Duration.ofMinutes(125)));
        assertThat(ticket.closed()).isTrue();
        assertThat(ticket.state()).isEqualTo(IncidentState.CLOSED_AUTO);
        assertThat(preview.totals().closes()).isEqualTo(1);
        assertThat(preview.endedAt()).isEqualTo(start.plus(Duration.ofMinutes(125)));
    }

    @Test
    void whatIsOverWithinTheGroupWaitIsTransient() {
        Preview preview = preview(problem("web", "a", Duration.ZERO), resolved("web", "a", Duration.ofSeconds(10)));

        assertThat(preview.tickets()).isEmpty();
        assertThat(preview.totals().transients()).isEqualTo(1);
        assertThat(preview.totals().count(Outcome.RESOLVED)).isEqualTo(1);
    }

    @Test
    void eventsThatStartNothingAreCountedWithTheirReasons() {
        Preview preview = preview(
                problem("web", "a", Duration.ZERO).sourceCompanyId("nobody"),
                resolved("web", "b", Duration.ZERO),
                host.moment("x", "m").category(EventCategory.AD_AUDIT),
                problem("web", "a", Duration.ZERO).sourceCompanyId("nobody").externalId("other"));

        assertThat(preview.totals().count(Outcome.PARKED)).isEqualTo(2);
        assertThat(preview.reasons(Outcome.PARKED))
                .containsOnly(java.util.Map.entry("no company is known for 'nobody' of scan", 2L));
        assertThat(preview.reasons(Outcome.IGNORED)).hasSize(2).containsKey("there was nothing to resolve");
        assertThat(preview.events()).extracting(PreviewEvent::ticket).containsOnlyNulls();
    }

    @Test
    void eventsAreFedInTheOrderInWhichTheyHappenedAndAnsweredInTheOrderGiven() {
        Preview preview = preview(resolved("web", "a", Duration.ofMinutes(10)), problem("web", "a", Duration.ZERO));

        assertThat(preview.events())
                .extracting(event -> event.receipt().outcome())
                .containsExactly(Outcome.RESOLVED, Outcome.ACCEPTED);
        assertThat(preview.events()).extracting(PreviewEvent::ticket).containsExactly("1", "1");
    }

    @Test
    void eventsAreFedAsTheyArriveIfSoAsked() {
        Preview preview = builder()
                .arrivalOrder(true)
                .build()
                .run(List.of(
                        resolved("web", "a", Duration.ofMinutes(10)).build(),
                        problem("web", "b", Duration.ZERO).build()));

        assertThat(preview.events())
                .extracting(event -> event.receipt().outcome())
                .containsExactly(Outcome.IGNORED, Outcome.ACCEPTED);
        assertThat(preview.tickets().get(0).createdAt())
                .isEqualTo(start.plus(Duration.ofMinutes(10)).plusSeconds(30));
    }

    @Test
    void aRepeatedDeliveryIsADuplicate() {
        Preview preview = preview(problem("web", "a", Duration.ZERO), problem("web", "a", Duration.ZERO));

        assertThat(preview.totals().duplicates()).isEqualTo(1);
        assertThat(preview.totals().events()).isEqualTo(2);
        assertThat(preview.tickets()).hasSize(1);
    }

    @Test
    void theTopPriorityThatIsNamedDoesNotWait() {
        Preview preview = builder()
                .topPriority(Host.CONNECTION, "P1")
                .build()
                .run(List.of(problem("web", "a", Duration.ZERO)
                        .severity(Severity.CRITICAL)
                        .build()));

        assertThat(preview.tickets().get(0).createdAt()).isEqualTo(start);
    }

    @Test
    void theRunEndsAtTheHorizonThoughSomethingIsStillDue() {
        Settings settings = Settings.builder().hold(Duration.ofDays(3)).build();
        Preview preview = builder()
                .settings(settings)
                .horizon(Duration.ofDays(1))
                .build()
                .run(List.of(
                        problem("web", "a", Duration.ZERO).build(),
                        resolved("web", "a", MINUTE).build()));

        assertThat(preview.stillDue()).isTrue();
        assertThat(preview.endedAt()).isEqualTo(start.plus(MINUTE).plus(Duration.ofDays(1)));
        assertThat(preview.tickets().get(0).closed()).isFalse();
    }

    @Test
    void neitherTheHostsStoreNorItsPsaIsTouched() {
        host.raise("web", "a");
        long before = host.read(session -> session.events().counts(Host.MSP)).size();

        Preview preview = preview(problem("web", "a", MINUTE), problem("db", "b", MINUTE));

        assertThat(preview.tickets()).hasSize(2);
        assertThat(host.read(session -> session.events().counts(Host.MSP)).values())
                .containsExactly(before);
        assertThat(host.intents()).isEmpty();
        assertThat(host.psa.all()).isEmpty();
    }

    @Test
    void aChangeOfTheConfigurationIsMadeOnACopy() {
        Preview preview = builder()
                .change(our ->
                        our.save(Host.rule("r1").name("Other").priority("P2").build()))
                .build()
                .run(List.of(problem("web", "a", Duration.ZERO).build()));

        assertThat(preview.tickets().get(0).priority()).isEqualTo("P2");
        assertThat(preview.tickets().get(0).ruleName()).isEqualTo("Other");
        assertThat(host.tocsin()
                        .configuration()
                        .of(Host.MSP)
                        .rules()
                        .get(0)
                        .item()
                        .priority())
                .isEqualTo("P3");
    }

    @Test
    void tooManyEventsAreRefusedBeforeAnythingRuns() {
        Previewer previewer = builder().mostEvents(1).build();

        assertThatThrownBy(() -> previewer.run(List.of(
                        problem("web", "a", Duration.ZERO).build(),
                        problem("web", "b", Duration.ZERO).build())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("preview.events")
                .hasMessageContaining("2 are too many; at most 1");
        assertThatThrownBy(() -> builder().mostEvents(0).build()).hasMessageContaining("preview.mostEvents");
        assertThatThrownBy(() -> builder().horizon(MINUTE.negated()).build()).hasMessageContaining("preview.horizon");
    }

    @Test
    void anEventOfAnotherMspIsRefused() {
        assertThatThrownBy(() -> preview(problem("web", "a", Duration.ZERO).msp(new MspId("other"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'other' is not the MSP of this preview");
    }

    @Test
    void progressIsToldUpToTheLastEvent() {
        List<String> told = new ArrayList<>();

        Preview preview = builder()
                .progress((done, total) -> told.add(done + "/" + total))
                .build()
                .run(List.of(
                        problem("web", "a", Duration.ZERO).build(),
                        problem("web", "b", Duration.ZERO).build(),
                        problem("web", "c", MINUTE).build()));

        assertThat(told).containsExactly("2/3", "3/3");
        assertThat(preview.totals().events()).isEqualTo(3);
    }

    @Test
    void noEventsMakeAnEmptyPreview() {
        Preview preview = preview();

        assertThat(preview.tickets()).isEmpty();
        assertThat(preview.totals().events()).isZero();
        assertThat(preview.stillDue()).isFalse();
    }

    /** Random histories: what the preview says is what the workflow does when the same happens in earnest. */
    @Test
    void aPreviewSaysWhatThenHappens() {
        int closes = 0;
        for (int seed = 0; seed < 25; seed++) {
            List<SecurityEvent> history = history(new Random(seed));
            Host real = new Host();
            for (SecurityEvent event : history) {
                real.run(Duration.between(real.time.instant(), event.occurredAt()));
                real.tocsin().ingest(List.of(event));
            }
            real.run(Duration.ofDays(2));

            Preview preview = builder().build().run(history);

            assertThat(preview.tickets().stream()
                            .map(ticket -> told(
                                    ticket.summary(),
                                    ticket.notes().stream()
                                            .map(PreviewNote::text)
                                            .toList(),
                                    ticket.status()))
                            .sorted()
                            .toList())
                    .as("seed %d", seed)
                    .isEqualTo(real.psa.all().stream()
                            .map(ticket -> told(
                                    ticket.draft().summary(),
                                    ticket.notes().stream()
                                            .map(TicketNote::text)
                                            .toList(),
                                    ticket.status()))
                            .sorted()
                            .toList());
            closes += preview.totals().closes();
            assertThat(preview.totals().outcomes())
                    .isEqualTo(real.read(session -> session.events().counts(Host.MSP)));
        }
        assertThat(closes).isGreaterThan(25);
    }

    /** A ticket without the markers and numbers, which differ from run to run. */
    private static String told(String summary, List<String> notes, String status) {
        return summary + " | " + status + " | "
                + notes.stream()
                        .map(note -> note.replaceAll("#\\d+", "#n").replaceAll("ref n-\\w+", "ref"))
                        .toList();
    }

    private List<SecurityEvent> history(Random random) {
        List<SecurityEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String asset = "a" + random.nextInt(4);
            Instant at = start.plusSeconds(random.nextInt(6 * 3600));
            SecurityEvent.Builder event = host.problem(asset, asset + "-" + random.nextInt(2))
                    .occurredAt(at)
                    .sourceCompanyId(random.nextInt(10) == 0 ? "nobody" : random.nextBoolean() ? "acme" : "beta")
                    .severity(Severity.values()[random.nextInt(Severity.values().length)])
                    .kind(random.nextInt(2) == 0 ? EventKind.RESOLVED : EventKind.RAISED);
            events.add(event.build());
        }
        events.sort(Comparator.comparing(SecurityEvent::occurredAt));
        return events;
    }

    @Test
    void theEventsThatAStormAbsorbsBelongToItsTicket() {
        List<SecurityEvent> flood = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            flood.add(problem("asset" + i, "p" + i, Duration.ZERO).build());
        }
        Preview preview = builder()
                .settings(Settings.builder()
                        .storm(StormPolicy.builder()
                                .company(10, 10)
                                .openTickets(10)
                                .longestWait(Duration.ZERO)
                                .build())
                        .build())
                .horizon(Duration.ofHours(1))
                .build()
                .run(flood);
        assertThat(preview.tickets()).hasSize(11);
        PreviewTicket storm = preview.tickets().stream()
                .filter(ticket -> ticket.summary().startsWith("Storm: "))
                .findFirst()
                .orElseThrow();
        assertThat(storm.events()).hasSize(30);
        assertThat(preview.events()).allMatch(event -> event.ticket() != null);
    }
}

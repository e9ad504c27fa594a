package dev.tocsin.core.incident;

import static dev.tocsin.core.incident.Groups.NOW;
import static dev.tocsin.core.incident.Groups.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final String MARKER = "ref n-ABCDEFG";
    private static final Ground GROUND = new Ground(
            IntegrationRule.builder(MspId.SINGLE)
                    .name("rule")
                    .eventSet("all")
                    .openStatus("New")
                    .closedStatus("Closed")
                    .priority("P3")
                    .build(),
            Ground.Support.FULL);

    private final Lifecycle lifecycle = new Lifecycle(Settings.DEFAULTS);

    @Test
    void aPendingGroupWaitsThenOpensOrDrops() {
        Instant until = NOW.plusSeconds(30);
        assertThat(lifecycle.decide(incident(IncidentState.PENDING, false, 1, 1, until), GROUND, NOW))
                .isInstanceOf(Decision.Wait.class);
        assertThat(lifecycle.decide(incident(IncidentState.PENDING, false, 1, 1, until), GROUND, until))
                .isInstanceOf(Decision.OpenTicket.class);
        assertThat(lifecycle.decide(incident(IncidentState.PENDING, false, 1, 0, until), GROUND, until))
                .isInstanceOf(Decision.Drop.class);
        assertThat(lifecycle.decide(incident(IncidentState.PENDING, true, 1, 0, until), GROUND, until))
                .isInstanceOf(Decision.OpenTicket.class);
    }

    @Test
    void aResolvedGroupHoldsThenCloses() {
        Incident open = incident(IncidentState.OPEN, false, 2, 0, null);
        Incident resolving = lifecycle.afterEvents(open, TicketPolicy.DEFAULT, News.CHANGE, NOW);
        assertThat(resolving.state()).isEqualTo(IncidentState.RESOLVING);
        assertThat(resolving.waitUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(lifecycle.decide(resolving, GROUND, NOW)).isInstanceOf(Decision.Wait.class);
        assertThat(lifecycle.decide(resolving, GROUND, NOW.plus(Duration.ofMinutes(5))))
                .isInstanceOf(Decision.CloseTicket.class);
        Lifecycle never =
                new Lifecycle(Settings.builder().closePolicy(ClosePolicy.NEVER).build());
        assertThat(never.decide(resolving, GROUND, NOW.plus(Duration.ofMinutes(5))))
                .isInstanceOf(Decision.LeaveToPeople.class);
        Incident back =
                lifecycle.afterEvents(resolving.change().members(2, 1).done(), TicketPolicy.DEFAULT, News.CHANGE, NOW);
        assertThat(back.state()).isEqualTo(IncidentState.OPEN);
        assertThat(back.waitUntil()).isNull();
    }

    @Test
    void aNoteIsDueOneIntervalAfterTheLast() {
        Incident told = incident(IncidentState.OPEN, false, 1, 1, null)
                .change()
                .lastNoteAt(NOW)
                .done();
        Incident due = lifecycle.afterEvents(told, TicketPolicy.DEFAULT, News.CHANGE, NOW.plusSeconds(60));
        assertThat(due.noteDueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(due.dueAt()).contains(NOW.plus(Duration.ofMinutes(15)));
        assertThat(lifecycle
                        .afterEvents(due, TicketPolicy.DEFAULT, News.CHANGE, NOW.plusSeconds(90))
                        .noteDueAt())
                .isEqualTo(due.noteDueAt());
        assertThat(lifecycle
                        .afterEvents(told, TicketPolicy.DEFAULT, News.CHANGE, NOW.plus(Duration.ofHours(1)))
                        .noteDueAt())
                .isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(lifecycle
                        .afterEvents(told, TicketPolicy.DEFAULT, News.NOTHING, NOW)
                        .noteDueAt())
                .isNull();
        assertThat(lifecycle.decide(due, GROUND, NOW.plus(Duration.ofMinutes(15))))
                .isInstanceOf(Decision.WriteNote.class);
    }

    @Test
    void whatIsUnderWayIsLeftAlone() {
        for (IncidentState state :
                List.of(IncidentState.OPENING, IncidentState.UNKNOWN, IncidentState.CLOSING, IncidentState.DROPPED)) {
            Incident incident = incident(state, false, 1, 0, null);
            assertThat(lifecycle.afterEvents(incident, TicketPolicy.DEFAULT, News.CHANGE, NOW))
                    .isEqualTo(incident);
            assertThat(lifecycle.decide(incident, GROUND, NOW)).isInstanceOf(Decision.Wait.class);
            assertThat(incident.dueAt()).isEmpty();
        }
    }

    private static Decision observe(Incident incident, TicketSnapshot ticket, boolean closing) {
        return Observation.of(incident, ticket, ticket, TicketPolicy.DEFAULT, closing, NOW);
    }

    private static TicketSnapshot ticket(String status, boolean closed) {
        return TicketSnapshot.builder("5", "s", status)
                .closed(closed)
                .created("tocsin", NOW)
                .updated("ann", NOW)
                .build();
    }

    @Test
    void aClosedTicketIsAPersonsCloseUnlessWeAreClosingIt() {
        for (IncidentState state : IncidentState.values()) {
            Incident incident = incident(state, false, 1, 1, null);
            assertThat(observe(incident, ticket("Closed", true), false) instanceof Decision.AcceptPersonsClose)
                    .as("%s", state)
                    .isEqualTo(
                            state.hasOpenTicket() || state == IncidentState.FROZEN || state == IncidentState.SUSPENDED);
            assertThat(observe(incident, ticket("Closed", true), true)).isInstanceOf(Decision.Wait.class);
            assertThat(observe(incident, ticket("New", false), false)).isInstanceOf(Decision.Wait.class);
        }
    }

    @Test
    void anUntouchedTicketMayBeClosedWhateverTheCaseOfNames() {
        TicketSnapshot owned = TicketSnapshot.builder("5", "s", "NEW")
                .owner("Tocsin")
                .created("tocsin", NOW)
                .updated(null, NOW)
                .build();
        assertThat(Observation.touched(
                        owned,
                        ClosePolicy.UNTOUCHED_ONLY,
                        OwnMarks.ofStatus("New"),
                        List.of(new TicketNote("1", "first note", "TOCSIN")),
                        OwnNotes.NONE,
                        TicketFacts.Link.OWN,
                        true))
                .isEmpty();
        assertThat(Observation.touched(
                        owned,
                        ClosePolicy.UNTOUCHED_ONLY,
                        OwnMarks.ofStatus("New"),
                        List.of(new TicketNote("1", "hello", null)),
                        OwnNotes.NONE,
                        TicketFacts.Link.OWN,
                        true))
                .contains("the customer wrote a note");
        OwnNotes own = OwnNotes.of(List.of("hello\n\nref n-ABCDEFG"));
        assertThat(Observation.touched(
                        owned,
                        ClosePolicy.UNTOUCHED_ONLY,
                        OwnMarks.ofStatus("New"),
                        List.of(new TicketNote("1", "hello\r\nref n-ABCDEFG", "other")),
                        own,
                        TicketFacts.Link.OWN,
                        true))
                .isEmpty();
        assertThat(Observation.touched(
                        owned,
                        ClosePolicy.UNTOUCHED_ONLY,
                        OwnMarks.ofStatus("New"),
                        List.of(new TicketNote("1", "Thanks! > hello > ref n-ABCDEFG", "ann")),
                        own,
                        TicketFacts.Link.OWN,
                        true))
                .contains("ann wrote a note");
    }
}

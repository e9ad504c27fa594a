package dev.tocsin.core;

import static dev.tocsin.core.fake.AnnAndBob.ANN;
import static dev.tocsin.core.fake.AnnAndBob.ANNS;
import static dev.tocsin.core.fake.AnnAndBob.BOB;
import static dev.tocsin.core.fake.AnnAndBob.LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.ActionResult.Kind;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.escalation.OpenIncident;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.AnnAndBob;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.people.TechnicianStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links in messages, and what technicians are shown. */
@Timeout(20)
class AcknowledgementsTest {
    private final AnnAndBob crew = new AnnAndBob();
    private final Host host = crew.host;
    private final Ticket ticket = host.opened("dc01", "a");

    private String token(MspId msp, String technician, IncidentAction action) {
        String link = LINKS.link(
                        msp,
                        host.incident().id(),
                        technician,
                        action,
                        host.time.instant().plus(Duration.ofHours(24)),
                        "i1/e0/s0/X/sms")
                .toString();
        return link.substring(link.indexOf("t=") + 2);
    }

    private String token(IncidentAction action) {
        return token(Host.MSP, ANN, action);
    }

    private ActionResult act(String token, boolean confirmed) {
        return host.tocsin().acknowledgements().act(token, confirmed);
    }

    private LinkView view(String token) {
        return host.tocsin().acknowledgements().view(token);
    }

    @Test
    void lookingAtALinkChangesNothing() {
        crew.told(host.incident(), "7Q", ANN);
        LinkView view = view(token(IncidentAction.ACKNOWLEDGE));
        assertThat(view.kind()).isEqualTo(LinkView.Kind.READY);
        assertThat(view.technicianName()).isEqualTo("Ann Lee");
        assertThat(view.words()).isEqualTo("Ann Lee can acknowledge this incident.");
        assertThat(view.incident())
                .isEqualTo(new OpenIncident(
                        host.incident().id(), "7Q", "Problem a", "Acme", Severity.HIGH, ticket.id(), false));
        assertThat(view(token(IncidentAction.CLOSE)).words()).endsWith("Events are still active.");
        host.run(Duration.ofMinutes(1));
        assertThat(crew.escalation(host.incident())).matches(one -> one == null || one.acknowledgement() == null);
        assertThat(host.psa.calls(Op.SET_OWNER)).isEmpty();
    }

    @Test
    void aLinkActsOnceAndIsAnsweredTheSameAgain() {
        String token = token(IncidentAction.ACKNOWLEDGE);
        ActionResult first = act(token, false);
        assertThat(first.kind()).isEqualTo(Kind.DONE);
        assertThat(first.words()).contains("acknowledged by Ann Lee by link");
        assertThat(act(token, false)).isEqualTo(new ActionResult(Kind.ALREADY, first.words()));
        assertThat(view(token).words()).isEqualTo(first.words());
        host.run(Duration.ofMinutes(1));
        assertThat(host.psa.calls(Op.SET_OWNER)).hasSize(1);
    }

    @Test
    void aLinkThatWasUsedDoesNotActAgainWhenTheIncidentWentOn() {
        String token = token(IncidentAction.ACKNOWLEDGE);
        act(token, false);
        lapse();
        ActionResult again = act(token, false);
        assertThat(again.kind()).isEqualTo(Kind.EXPIRED);
        assertThat(again.words()).contains("used before");
        assertThat(Objects.requireNonNull(crew.escalation(host.incident())).acknowledgement())
                .isNull();
        host.time.advance(Duration.ofSeconds(1));
        assertThat(act(token(IncidentAction.ACKNOWLEDGE), false).kind()).isEqualTo(Kind.DONE);
    }

    private void lapse() {
        long id = host.incident().id();
        host.store.write(session -> {
            Escalation escalation = Objects.requireNonNull(
                    session.escalations().get(List.of(id)).get(id));
            session.escalations()
                    .save(List.of(escalation
                            .change()
                            .nextEpoch()
                            .phase(EscalationPhase.TELLING, "it lapsed")
                            .done()));
            return true;
        });
    }

    @Test
    void aReplayedCloseDoesNotCloseATicketThatWasReopenedSince() {
        host.later();
        host.resolve("dc01", "a");
        String token = token(IncidentAction.CLOSE);
        String unused = token(Host.MSP, BOB, IncidentAction.CLOSE);
        host.run(Duration.ofMinutes(7));
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        assertThat(act(token, false).kind()).isEqualTo(Kind.CLOSED_ALREADY);
        assertThat(view(token).kind()).isEqualTo(LinkView.Kind.OVER);
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(2));
        assertThat(act(token, true).kind()).isEqualTo(Kind.EXPIRED);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(act(unused, false).kind()).isEqualTo(Kind.NEEDS_CONFIRMATION);
        assertThat(act(unused, true).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void aCloseByLinkAsksOnceMoreWhileEventsAreActive() {
        String token = token(IncidentAction.CLOSE);
        assertThat(act(token, false).kind()).isEqualTo(Kind.NEEDS_CONFIRMATION);
        assertThat(act(token, true).kind()).isEqualTo(Kind.DONE);
        assertThat(act(token, true).kind()).isEqualTo(Kind.CLOSED_ALREADY);
        host.run(Duration.ofMinutes(1));
        assertThat(ticket.isClosed()).isTrue();
    }

    @Test
    void forgedExpiredAndForeignLinksDoNothing() {
        String token = token(IncidentAction.CLOSE);
        for (String bad : List.of("", "x", token.substring(0, token.length() - 2) + "AA", token + "A")) {
            assertThat(act(bad, true).kind()).as(bad).isEqualTo(Kind.NOT_VALID);
            assertThat(view(bad).kind()).isEqualTo(LinkView.Kind.NOT_VALID);
        }
        String foreign = token(new MspId("other"), ANN, IncidentAction.CLOSE);
        assertThat(act(foreign, true).kind()).isEqualTo(Kind.NOT_VALID);
        assertThat(view(foreign).incident()).isNull();
        host.time.advance(Duration.ofHours(24));
        assertThat(act(token, true).kind()).isEqualTo(Kind.EXPIRED);
        assertThat(view(token))
                .returns(LinkView.Kind.EXPIRED, LinkView::kind)
                .returns("", LinkView::technicianName)
                .returns(null, LinkView::incident);
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void theLinkOfWhoTakesNoAlertsAnyMoreDoesNothing() {
        String token = token(IncidentAction.ACKNOWLEDGE);
        crew.add(ANN, "Ann Lee", ANNS, TechnicianStatus.INACTIVE, "ALee");
        assertThat(act(token, false).kind()).isEqualTo(Kind.NOT_A_TECHNICIAN);
        assertThat(view(token).kind()).isEqualTo(LinkView.Kind.NOT_VALID);
        crew.add(ANN, "Ann Lee", ANNS, TechnicianStatus.ACTIVE, "ALee");
        assertThat(act(token, false).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void withoutLinksNoTokenIsValid() {
        String token = token(IncidentAction.CLOSE);
        try (Tocsin without =
                Tocsin.builder().store(host.store).clock(host.time).build()) {
            assertThat(without.acknowledgements().act(token, true).kind()).isEqualTo(Kind.NOT_VALID);
            assertThat(without.acknowledgements().view(token).kind()).isEqualTo(LinkView.Kind.NOT_VALID);
        }
    }

    @Test
    void theOpenIncidentsOfATechnicianAreThoseThatWereTold() {
        crew.told(host.incident(), "7Q", ANN);
        host.opened("dc02", "b");
        crew.told(host.latest(), "8K", ANN, BOB);
        Acknowledgements acknowledgements = host.tocsin().acknowledgements();
        assertThat(acknowledgements.open(BOB)).extracting(OpenIncident::code).containsExactly("8K");
        assertThat(acknowledgements.open(ANN)).extracting(OpenIncident::code).containsExactlyInAnyOrder("7Q", "8K");
        host.psa.closeByHand(ticket.id());
        host.run(Duration.ofMinutes(2));
        assertThat(acknowledgements.open(ANN)).extracting(OpenIncident::code).containsExactly("8K");
        assertThat(acknowledgements.open("carl")).isEmpty();
    }
}

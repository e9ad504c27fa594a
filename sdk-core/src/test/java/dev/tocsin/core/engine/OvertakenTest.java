package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.TicketFacts;
import dev.tocsin.core.rule.TicketPolicy.Deleted;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people do while a create or a close is under way, or to a second copy that a lost answer left behind. */
@Timeout(20)
class OvertakenTest {
    private static final Duration WAIT = Duration.ofSeconds(31);
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private void twice() {
        psa.next(Op.CREATE, new Fault.LostTwice());
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(2));
    }

    @Test
    void aSecondCopyThatAPersonOpenedAgainIsNotClosedOnceMore() {
        twice();
        Ticket copy = psa.all().get(1);
        assertThat(copy.status()).isEqualTo("Closed");
        psa.setByHand(copy.id(), "Looking into it");
        host.run(Duration.ofHours(3));
        assertThat(copy.status()).isEqualTo("Looking into it");
    }

    @Test
    void aSecondCopyThatPeopleMergedSomethingIntoIsLeftToThem() {
        Ticket other = host.opened("dc02", "b");
        psa.next(
                Op.ADD_NOTE,
                new Fault.Meanwhile(() -> psa.merge(other.id(), psa.all().get(2).id())));
        twice();
        host.run(Duration.ofHours(3));
        assertThat(psa.all().get(2).isClosed()).isFalse();
        assertThat(host.incidents()).allMatch(incident -> incident.state() == IncidentState.OPEN);
    }

    @Test
    void twoCopiesThatPeopleMergedStandForOneTicket() {
        psa.next(
                Op.FIND,
                new Fault.Meanwhile(
                        () -> psa.merge(psa.all().get(0).id(), psa.all().get(1).id())));
        twice();
        host.run(Duration.ofHours(3));
        assertThat(host.incident().ticketId()).isEqualTo(psa.all().get(1).id());
        assertThat(psa.all()).noneMatch(Ticket::isClosed);
    }

    @Test
    void aCopyThatComesAfterTheTicketWasDeletedIsClosed() {
        host.policy(policy -> policy.deleted(Deleted.RECREATE));
        psa.next(Op.CREATE, new Fault.LostLate(Duration.ofMinutes(8)));
        host.raise("dc02", "x");
        host.raise("dc01", "a");
        host.run(Duration.ofMinutes(7));
        List<Ticket> before = psa.all();
        psa.delete(before.get(before.size() - 1).id());
        host.run(Duration.ofHours(2));
        assertThat(psa.all().stream().filter(ticket -> !ticket.isClosed())).hasSize(2);
        assertThat(host.incidents())
                .filteredOn(incident -> incident.state() == IncidentState.OPEN)
                .hasSize(2);
    }

    @Test
    void aTicketThatIsMergedBeforeItIsFoundIsFollowed() {
        Ticket parent = host.opened("dc02", "b");
        psa.next(Op.CREATE, new Fault.LostAfter());
        host.raise("dc01", "a");
        host.run(WAIT);
        psa.merge(psa.all().get(1).id(), parent.id());
        host.run(Duration.ofHours(1));
        assertThat(host.latest().ticketId()).isEqualTo(parent.id());
    }

    @Test
    void aTicketThatIsConvertedBeforeItIsFoundIsOnlyLookedAt() {
        psa.next(Op.CREATE, new Fault.LostAfter());
        psa.next(Op.FIND, new Fault.NotExecuted(null), new Fault.NotExecuted(null));
        host.raise("dc01", "a");
        host.run(WAIT);
        psa.convertByHand(psa.only().id());
        host.run(Duration.ofHours(1));
        assertThat(host.incident().facts().link()).isEqualTo(TicketFacts.Link.READ_ONLY);
    }

    @Test
    void aCloseThatWasLostIsNotSentAgainOnceItsIncidentFollowedAMerge() {
        Ticket ticket = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        psa.next(Op.SET_STATUS, new Fault.LostBefore());
        host.over("dc01", "a");
        psa.merge(ticket.id(), parent.id());
        host.run(Duration.ofHours(1));
        assertThat(ticket.isClosed()).isFalse();
        assertThat(parent.isClosed()).isFalse();
        assertThat(host.tocsin().audit().openIntents(Host.MSP, 9)).isEmpty();
    }

    @Test
    void aParentIsNotClosedWhateverThePolicy() {
        host.policy(policy -> policy.closing(ClosePolicy.ALWAYS));
        Ticket ticket = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        psa.merge(ticket.id(), parent.id());
        host.run(Duration.ofMinutes(2));
        host.over("dc01", "a");
        host.over("dc02", "b");
        assertThat(parent.isClosed()).isFalse();
    }

    private void cameBackWhileClosing(Runnable then) {
        psa.next(Op.NOTES, new Fault.NotExecuted(Duration.ofMinutes(10)));
        host.over("dc01", "a");
        assertThat(host.incidents().get(0).state()).isEqualTo(IncidentState.CLOSING);
        host.raise("dc01", "a");
        then.run();
        host.run(Duration.ofHours(1));
    }

    @Test
    void whatComesBackBeforeATicketIsConvertedWhileItIsClosedKeepsItsTicket() {
        Ticket ticket = host.opened("dc01", "a");
        cameBackWhileClosing(() -> psa.convertByHand(ticket.id()));
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.incident().active()).isEqualTo(1);
    }

    @Test
    void whatComesBackBeforeATicketIsMergedWhileItIsClosedKeepsItsTicket() {
        Ticket ticket = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        cameBackWhileClosing(() -> psa.merge(ticket.id(), parent.id()));
        assertThat(host.incidents().get(0).state()).isEqualTo(IncidentState.OPEN);
        assertThat(texts(parent)).singleElement().asString().contains("1 of 1 active");
    }
}

package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Receipt.Outcome;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketPolicy.Merged;
import dev.tocsin.core.settings.ClosePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ticket that people merge into another. */
@Timeout(20)
class MergeTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private String foreign() {
        TicketDraft ours = psa.all().get(0).draft();
        return psa.foreign(
                new TicketDraft("", "Disk full", ours.company(), null, "New", "P3", "", NoteType.INTERNAL, Map.of()));
    }

    private void seen() {
        host.run(Duration.ofMinutes(2));
    }

    @Test
    void theIncidentFollowsItsTicketAndTellsTheParentOnce() {
        Ticket ticket = host.opened("dc01", "a");
        String parent = foreign();
        psa.merge(ticket.id(), parent);
        seen();
        assertThat(host.incident().ticketId()).isEqualTo(parent);
        host.later();
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(20));
        assertThat(texts(psa.ticketOf(parent))).hasSize(2);
        assertThat(texts(psa.ticketOf(parent)).get(0))
                .startsWith("Ticket #" + ticket.id() + " was merged into this one");
        assertThat(texts(psa.ticketOf(parent)).get(1)).contains("Problem b");
        assertThat(texts(ticket)).isEmpty();
    }

    @Test
    void aParentIsNeverClosedByDefaultWhateverTheClosePolicy() {
        host.policy(policy -> policy.closing(ClosePolicy.ALWAYS));
        Ticket ticket = host.opened("dc01", "a");
        String parent = foreign();
        psa.merge(ticket.id(), parent);
        seen();
        host.over("dc01", "a");
        assertThat(psa.ticketOf(parent).isClosed()).isFalse();
        assertThat(texts(psa.ticketOf(parent))).last().asString().contains("All 1 resolved", "left to people");
    }

    @Test
    void anUntouchedParentOfOursIsClosedOnceAllGroupsAreOverIfTheRuleSaysSo() {
        host.policy(policy -> policy.merged(Merged.CLOSE_WHEN_ALL_RESOLVED));
        Ticket one = host.opened("dc01", "a");
        Ticket two = host.opened("dc02", "b");
        Ticket parent = host.opened("web", "c");
        psa.merge(one.id(), parent.id());
        psa.merge(two.id(), parent.id());
        seen();
        host.over("web", "c");
        host.over("dc02", "b");
        assertThat(parent.isClosed()).isFalse();
        host.over("dc01", "a");
        assertThat(parent.status()).isEqualTo("Closed");
    }

    @Test
    void aTouchedParentIsLeftOpenThoughTheRuleWouldCloseIt() {
        host.policy(policy -> policy.merged(Merged.CLOSE_WHEN_ALL_RESOLVED));
        Ticket one = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        psa.merge(one.id(), parent.id());
        psa.ownByHand(parent.id());
        seen();
        host.over("dc02", "b");
        host.over("dc01", "a");
        assertThat(parent.isClosed()).isFalse();
    }

    @Test
    void aParentThatAPersonMadeIsTouchedByThat() {
        host.policy(policy -> policy.merged(Merged.CLOSE_WHEN_ALL_RESOLVED));
        Ticket one = host.opened("dc01", "a");
        String parent = foreign();
        psa.noteByHand(parent, "ann", "the customer called");
        psa.merge(one.id(), parent);
        seen();
        host.over("dc01", "a");
        assertThat(psa.ticketOf(parent).isClosed()).isFalse();
    }

    @Test
    void aTicketThatAnotherGroupWasMergedIntoIsNotClosedWhileThatIsActive() {
        host.policy(policy -> policy.closing(ClosePolicy.ALWAYS));
        Ticket one = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        psa.merge(one.id(), parent.id());
        seen();
        host.over("dc02", "b");
        assertThat(parent.isClosed()).isFalse();
    }

    @Test
    void aGroupThatComesBackWhileTheParentIsReadKeepsItOpen() {
        host.policy(policy -> policy.closing(ClosePolicy.ALWAYS));
        Ticket one = host.opened("dc01", "a");
        Ticket parent = host.opened("dc02", "b");
        psa.merge(one.id(), parent.id());
        seen();
        host.over("dc01", "a");
        psa.next(Op.ADD_NOTE, new Fault.Meanwhile(() -> host.raise("dc01", "a")));
        host.over("dc02", "b");
        assertThat(parent.isClosed()).isFalse();
    }

    @Test
    void aChainOfMergesIsFollowedToItsEnd() {
        Ticket one = host.opened("dc01", "a");
        String second = foreign();
        String third = foreign();
        psa.merge(one.id(), second);
        psa.merge(second, third);
        seen();
        assertThat(host.incident().ticketId()).isEqualTo(third);
    }

    @Test
    void aChainThatTurnsInACircleOrIsTooLongOrLeadsNowhereIsNotFollowed() {
        Ticket circle = host.opened("dc01", "a");
        String other = foreign();
        psa.merge(circle.id(), other);
        psa.merge(other, circle.id());
        seen();
        assertThat(host.incident().ticketId()).isEqualTo(circle.id());
        Ticket longOne = host.opened("dc02", "b");
        String last = longOne.id();
        for (int i = 0; i < 6; i++) {
            String next = foreign();
            psa.merge(last, next);
            last = next;
        }
        Ticket nowhere = host.opened("web", "c");
        psa.merge(nowhere.id(), "7");
        seen();
        assertThat(host.incidents())
                .extracting(Incident::ticketId)
                .containsExactly(circle.id(), longOne.id(), nowhere.id());
    }

    @Test
    void mergedIntoAClosedTicketIsAPersonsClose() {
        Ticket one = host.opened("dc01", "a");
        String parent = foreign();
        psa.closeByHand(parent);
        psa.merge(one.id(), parent);
        seen();
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_HUMAN);
        host.later();
        assertThat(host.raise("dc01", "a").outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void aParentThatAPersonClosesIsAPersonsCloseForEachGroup() {
        Ticket one = host.opened("dc01", "a");
        Ticket two = host.opened("dc02", "b");
        String parent = foreign();
        psa.merge(one.id(), parent);
        psa.merge(two.id(), parent);
        seen();
        psa.closeByHand(parent);
        seen();
        assertThat(host.incidents()).extracting(Incident::state).containsOnly(IncidentState.CLOSED_HUMAN);
    }

    @Test
    void aTicketThatIsMergedBeforeItsCloseIsFollowedAndNotClosed() {
        Ticket one = host.opened("dc01", "a");
        String parent = foreign();
        host.later();
        host.resolve("dc01", "a");
        psa.next(Op.ADD_NOTE, new Fault.Meanwhile(() -> psa.merge(one.id(), parent)));
        host.run(Duration.ofMinutes(10));
        assertThat(one.isClosed()).isFalse();
        assertThat(psa.ticketOf(parent).isClosed()).isFalse();
        assertThat(host.tocsin().audit().openIntents(Host.MSP, 9)).isEmpty();
    }
}

package dev.tocsin.core.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.MemberState;
import dev.tocsin.core.intent.IntentState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ALL = 100;

    private final Host host = new Host();

    private DeadLetters letters() {
        return host.tocsin().deadLetters();
    }

    private DeadLetter refusedTicket() {
        host.psa.next(ScriptedPsa.Op.CREATE, new Fault.Refused("no such priority"));
        host.raise("web", "a");
        host.run(MINUTE);
        assertThat(letters().list(ALL)).hasSize(1);
        return letters().list(ALL).get(0);
    }

    private DeadLetter refusedNote() {
        host.raise("web", "a");
        host.run(MINUTE);
        host.psa.next(ScriptedPsa.Op.ADD_NOTE, new Fault.Refused("note too long"));
        host.raise("web", "b");
        host.run(Duration.ofHours(1));
        return letters().list(ALL).get(0);
    }

    private DeadLetter refusedClose() {
        host.raise("web", "a");
        host.run(MINUTE);
        host.psa.next(ScriptedPsa.Op.SET_STATUS, new Fault.Refused("no such status"));
        host.resolve("web", "a");
        host.run(Duration.ofHours(1));
        return letters().list(ALL).get(0);
    }

    @Test
    void aRefusedTicketIsListedWithThePsasWordsAndItsDraft() {
        DeadLetter letter = refusedTicket();

        assertThat(letter.id()).isEqualTo("t1");
        assertThat(letter.isTicket()).isTrue();
        assertThat(letter.error()).startsWith("no such priority");
        assertThat(letter.draft()).isNotNull();
        assertThat(letter.draft().priority()).isEqualTo("P3");
        assertThat(letter.incident().state()).isEqualTo(IncidentState.QUARANTINED);
        assertThat(letter.since()).isAfter(letter.incident().openedAt());
        assertThat(letters().get("t1")).contains(letter);
        assertThat(letters().list(0)).isEmpty();
    }

    @Test
    void aRetriedTicketIsMadeByTheRuleAsItIsNow() {
        DeadLetter letter = refusedTicket();
        host.tocsin().configuration().save(Host.rule("r1").priority("P4").build());

        letters().retry(letter.id(), "ann");
        host.run(MINUTE);

        assertThat(host.psa.only().draft().priority()).isEqualTo("P4");
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(letters().list(ALL)).isEmpty();
        assertThat(host.history()).anyMatch(line -> line.startsWith("ann had the refused ticket tried again"));
    }

    @Test
    void anEditedTicketIsMadeWithTheNewValuesUnderANewReference() {
        DeadLetter letter = refusedTicket();

        letters()
                .edit(
                        letter.id(),
                        DraftEdit.none()
                                .set("priority", "P1")
                                .set("summary", "Look here")
                                .set("site", "North"),
                        "ann");
        host.run(MINUTE);

        assertThat(host.psa.only().draft().priority()).isEqualTo("P1");
        assertThat(host.psa.only().draft().summary()).isEqualTo("Look here");
        assertThat(host.psa.only().draft().site()).isEqualTo("North");
        assertThat(host.psa.only().draft().fields()).containsEntry("board", "Alerts");
        assertThat(host.psa.only().draft().reference())
                .isNotEqualTo(letter.draft().reference());
        assertThat(host.incident().state()).isEqualTo(IncidentState.OPEN);
        assertThat(host.history())
                .anyMatch(line ->
                        line.startsWith("ann edited the refused ticket (priority = 'P1', summary = 'Look here'"));
    }

    @Test
    void anEditedTicketTellsWhatCameSinceTheRefusalAndClosesLikeAnyOther() {
        DeadLetter letter = refusedTicket();
        host.raise("web", "b");

        letters().edit(letter.id(), DraftEdit.none().set("priority", "P1"), "ann");
        host.run(Duration.ofHours(1));
        assertThat(host.psa.only().notes()).anyMatch(note -> note.text().contains("Problem b"));

        host.resolve("web", "a");
        host.resolve("web", "b");
        host.run(Duration.ofHours(1));
        assertThat(host.psa.only().isClosed()).isTrue();
    }

    @Test
    void aTicketThatIsRefusedAgainIsADeadLetterAgain() {
        DeadLetter letter = refusedTicket();
        host.psa.next(ScriptedPsa.Op.CREATE, new Fault.Refused("nor this one"));

        letters().edit(letter.id(), DraftEdit.none().set("priority", "P8"), "ann");
        host.run(MINUTE);

        assertThat(letters().get(letter.id())).hasValueSatisfying(again -> {
            assertThat(again.error()).startsWith("nor this one");
            assertThat(again.draft().priority()).isEqualTo("P8");
        });
    }

    @Test
    void anEditOfNothingOrOfWhatCannotBeIsRefused() {
        DeadLetter letter = refusedTicket();

        assertThatThrownBy(() -> letters().edit(letter.id(), DraftEdit.none(), "ann"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no field is set");
        assertThatThrownBy(() -> DraftEdit.none().set("priority", " ")).hasMessageContaining("deadLetter.priority");
        assertThatThrownBy(() -> DraftEdit.none().set("summary", "x".repeat(101)))
                .hasMessageContaining("at most 100 characters");
        assertThatThrownBy(() -> letters().edit(letter.id(), DraftEdit.none().set("bord", "x"), "ann"))
                .hasMessageContaining("deadLetter.bord")
                .hasMessageContaining("legal are");
        assertThat(host.psa.all()).isEmpty();
    }

    @Test
    void aTicketOfWhichNothingIsActiveAnyMoreIsNotEdited() {
        DeadLetter letter = refusedTicket();
        host.resolve("web", "a");

        assertThatThrownBy(() -> letters().edit(letter.id(), DraftEdit.none().set("priority", "P1"), "ann"))
                .hasMessageContaining("all in its group is resolved");
    }

    @Test
    void aDroppedTicketIsNeverMadeAndItsSubjectsAreAnsweredUntilTheyResolve() {
        DeadLetter letter = refusedTicket();

        letters().drop(letter.id(), "test machine", "ann");
        host.raise("web", "a");
        host.run(Duration.ofHours(1));

        assertThat(host.psa.all()).isEmpty();
        assertThat(letters().list(ALL)).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.DROPPED);
        assertThat(host.incident().reason()).isEqualTo("dropped by ann: test machine");
        assertThat(host.members(host.incident())).allMatch(member -> member.state() == MemberState.ANSWERED);
        host.time.advance(MINUTE);
        assertThat(host.raise("web", "a").outcome()).isEqualTo(Receipt.Outcome.ANSWERED);

        host.time.advance(MINUTE);
        host.resolve("web", "a");
        host.time.advance(MINUTE);
        host.raise("web", "a");
        host.run(MINUTE);
        assertThat(host.psa.all()).hasSize(1);
    }

    @Test
    void aDropNeedsAReason() {
        DeadLetter letter = refusedTicket();

        assertThatThrownBy(() -> letters().drop(letter.id(), " ", "ann"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("reason");
        assertThat(letters().list(ALL)).hasSize(1);
    }

    @Test
    void aRefusedNoteIsSentAgainAsItWas() {
        DeadLetter letter = refusedNote();
        assertThat(letter.id()).startsWith("w");
        assertThat(letter.isTicket()).isFalse();
        assertThat(letter.error()).startsWith("note too long");

        letters().retry(letter.id(), "ann");
        host.run(MINUTE);

        assertThat(host.psa.only().notes()).anyMatch(note -> note.text().contains("Problem b"));
        assertThat(letters().list(ALL)).isEmpty();
        assertThat(host.intents())
                .anyMatch(intent -> intent.state() == IntentState.CANCELLED
                        && String.valueOf(intent.lastError()).contains("note too long")
                        && String.valueOf(intent.lastError()).contains("ann had a refused write tried again"));
    }

    @Test
    void aRefusedCloseIsTriedWithTheClosingStatusThatTheRuleHasNow() {
        DeadLetter letter = refusedClose();
        host.tocsin()
                .configuration()
                .save(Host.rule("r1").closedStatus("Done by hand").build());

        letters().retry(letter.id(), "ann");
        host.run(MINUTE);

        assertThat(host.psa.only().status()).isEqualTo("Done by hand");
        assertThat(host.incident().state()).isEqualTo(IncidentState.CLOSED_AUTO);
        assertThat(letters().list(ALL)).isEmpty();
    }

    @Test
    void aRefusedCloseIsNotTriedWhileSomethingIsActiveAgain() {
        DeadLetter letter = refusedClose();
        host.raise("web", "a");

        assertThatThrownBy(() -> letters().retry(letter.id(), "ann"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("1 active");
        assertThat(letters().list(ALL)).extracting(DeadLetter::id).containsExactly(letter.id());

        letters().drop(letter.id(), "it came back", "ann");
        assertThat(letters().list(ALL)).isEmpty();
    }

    @Test
    void aWriteCannotBeEdited() {
        DeadLetter letter = refusedNote();

        assertThatThrownBy(() -> letters().edit(letter.id(), DraftEdit.none().set("priority", "P1"), "ann"))
                .hasMessageContaining("is no ticket");
    }

    @Test
    void aDecisionIsMadeOnce() {
        DeadLetter letter = refusedNote();
        letters().drop(letter.id(), "not needed", "ann");

        assertThatThrownBy(() -> letters().retry(letter.id(), "ben")).hasMessageContaining("decided on already");
        assertThat(letters().get(letter.id())).isEmpty();
        assertThat(host.history()).anyMatch(line -> line.startsWith("ann dropped a refused write: not needed"));
    }

    @Test
    void decisionsAndChangesOfTheConfigurationAreInTheTrail() {
        DeadLetter letter = refusedTicket();
        host.tocsin().configuration().save(Host.rule("r1").priority("P4").build());
        host.tocsin().configuration().save(Host.rule("r1").priority("P4").build());
        letters().drop(letter.id(), "test machine", "ann");
        assertThatThrownBy(() -> letters().retry(letter.id(), "ben")).isInstanceOf(ConfigurationException.class);

        List<dev.tocsin.core.store.TrailStore.Entry> trail =
                host.tocsin().audit().trail(Host.MSP, 0, ALL);
        assertThat(trail)
                .extracting(entry -> entry.actor() + ", " + entry.subject() + ": " + entry.text())
                .endsWith("a person or the host, rule r1: changed", "ann, dead letter t1: dropped: test machine")
                .contains("a person or the host, rule r1: added")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoIdIsSaidSo() {
        for (String id : List.of("", "t", "x1", "t1a", "t99999999999999999999", "1")) {
            assertThatThrownBy(() -> letters().get(id))
                    .as(id)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("t12 or w34");
        }
    }

    @Test
    void theDeadLettersOfAnotherMspAreNotShown() {
        Host.Other other = host.otherMsp("other", dev.tocsin.core.settings.Settings.DEFAULTS);
        other.psa().next(ScriptedPsa.Op.CREATE, new Fault.Refused("theirs"));
        other.raise("web");
        other.run(MINUTE);

        assertThat(letters().list(ALL)).isEmpty();
        assertThat(letters().get("t1")).isEmpty();
    }
}

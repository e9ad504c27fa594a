package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.incident.OwnNotes;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.NoteType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a PSA writes notes and sets statuses. */
abstract class PsaChangeTests extends PsaTests {
    @Test
    void aNoteIsWrittenOnceAndKeepsItsMarkerLine() {
        String id = created().id();
        String text = "New:\n- HIGH: x\n\n" + MARKER;
        String noteId = done(inRequests(1, () -> psa().addNote(id, text, NoteType.EXTERNAL, soon())));
        List<TicketNote> notes = psa().notes(id);
        assertThat(notes).hasSize(2);
        TicketNote note = notes.get(1);
        assertThat(note.id()).isEqualTo(noteId);
        assertThat(note.text()).contains("- HIGH: x");
        assertThat(OwnNotes.of(List.of(text)).contain(note.text()))
                .as(note.text())
                .isTrue();
        assertThat(note.author()).isEqualTo(stage().account());
    }

    @Test
    void aNoteIsReadByWhomItIsFor() {
        String id = created().id();
        done(psa().addNote(id, "for all", NoteType.EXTERNAL, soon()));
        done(psa().addNote(id, "for us", NoteType.INTERNAL, soon()));
        assertThat(stage().isInternal(id, "for all")).isFalse();
        assertThat(stage().isInternal(id, "for us")).isTrue();
        assertThat(psa().notes(id)).extracting(TicketNote::text).contains("for all", "for us");
    }

    @Test
    void notesComeOldestFirstWithTheirAuthors() {
        String id = created().id();
        stage().later();
        stage().note(id, "I look at it");
        stage().later();
        done(psa().addNote(id, "ours", NoteType.INTERNAL, soon()));
        assertThat(psa().notes(id))
                .extracting(TicketNote::author)
                .containsExactly(stage().account(), stage().person(), stage().account());
        assertThat(psa().notes(id)).extracting(TicketNote::text).endsWith("I look at it", "ours");
    }

    @Test
    void theTicketCountsAsChangedByWhoeverWroteLast() {
        String id = created().id();
        stage().note(id, "mine");
        assertThat(read(id).updatedBy()).isEqualTo(stage().person());
        done(psa().addNote(id, "ours", NoteType.INTERNAL, soon()));
        assertThat(read(id).updatedBy()).isEqualTo(stage().account());
    }

    @Test
    void aNoteOnATicketThatIsGoneIsRefusedAsNotFound() {
        String id = created().id();
        stage().delete(id);
        assertThat(refused(psa().addNote(id, "x", NoteType.INTERNAL, soon())).notFound())
                .isTrue();
        assertThat(refused(psa().addNote("no id", "x", NoteType.INTERNAL, soon()))
                        .notFound())
                .isTrue();
    }

    @Test
    void aNoteAfterItsMomentIsNotSent() {
        String id = created().id();
        Outcome<String> late = inRequests(
                0,
                () -> psa().addNote(id, "late", NoteType.INTERNAL, stage().now().minusSeconds(1)));
        notExecuted(late);
        assertThat(psa().notes(id)).hasSize(1);
    }

    @Test
    void aStatusIsSetInOneRequest() {
        String id = created().id();
        TicketSnapshot moved = done(inRequests(1, () -> psa().setStatus(id, stage().otherOpenStatus(), soon())));
        assertThat(moved.status()).isEqualTo(stage().otherOpenStatus());
        assertThat(moved.closed()).isFalse();
        assertThat(read(id)).isEqualTo(moved);
    }

    @Test
    void aClosingStatusClosesAndAnOpenOneOpensAgain() {
        String id = created().id();
        assertThat(done(psa().setStatus(id, stage().rule().closedStatus(), soon()))
                        .closed())
                .isTrue();
        assertThat(read(id).closed()).isTrue();
        assertThat(done(psa().setStatus(id, stage().rule().closedStatus(), soon()))
                        .closed())
                .isTrue();
        assertThat(done(psa().setStatus(id, stage().rule().openStatus(), soon()))
                        .closed())
                .isFalse();
    }

    @Test
    void aStatusThatIsNotTheTicketsIsRefusedByItsField() {
        String id = created().id();
        for (String status : List.of(stage().foreignStatus(), "No such status")) {
            Outcome.Refused<TicketSnapshot> refused = refused(psa().setStatus(id, status, soon()));
            assertThat(refused.notFound()).as(status).isFalse();
            assertThat(refused.message()).as(status).contains(status);
            assertThat(refused.fieldErrors())
                    .as(status)
                    .anySatisfy(fault -> assertThat(fault.field()).contains("status"));
        }
        assertThat(read(id).status()).isEqualTo(stage().rule().openStatus());
    }

    @Test
    void aStatusOfATicketThatIsGoneIsRefusedAsNotFound() {
        String id = created().id();
        stage().delete(id);
        String closed = stage().rule().closedStatus();
        assertThat(refused(psa().setStatus(id, closed, soon())).notFound()).isTrue();
        assertThat(refused(psa().setStatus("no id", closed, soon())).notFound()).isTrue();
    }

    @Test
    void aStatusAfterItsMomentIsNotSet() {
        String id = created().id();
        Outcome<TicketSnapshot> late = inRequests(
                0,
                () -> psa().setStatus(
                                id, stage().rule().closedStatus(), stage().now().minusSeconds(1)));
        notExecuted(late);
        assertThat(read(id).closed()).isFalse();
    }
}

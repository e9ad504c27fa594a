package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.NoteType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a PSA shows tickets that people moved, merged, converted or deleted, and what can still be done with them. */
abstract class PsaFollowTests extends PsaTests {
    private String firstOfOtherBoard() {
        return stage().otherBoardsClosingStatuses().get(0);
    }

    @Test
    void aMergedTicketNamesItsParentAndTheParentThatItHasSome() {
        String parent = created(draft("X1-A"), best()).id();
        String child = created(draft("X1-B"), best()).id();
        stage().merge(child, parent);
        assertThat(read(child).mergedInto()).isEqualTo(parent);
        assertThat(read(parent).mergedInto()).isNull();
        assertThat(read(parent).mergedChildren()).isTrue();
        assertThat(read(child).mergedChildren()).isFalse();
    }

    @Test
    void mergesAreFollowedTicketByTicket() {
        String first = created(draft("X1-A"), best()).id();
        String second = created(draft("X1-B"), best()).id();
        String third = created(draft("X1-C"), best()).id();
        stage().merge(first, second);
        stage().merge(second, third);
        assertThat(read(first).mergedInto()).isEqualTo(second);
        assertThat(read(second).mergedInto()).isEqualTo(third);
    }

    @Test
    void aTicketWithOthersBelowItSaysSo() {
        String parent = created(draft("X1-A"), best()).id();
        String child = created(draft("X1-B"), best()).id();
        stage().hangBelow(child, parent);
        assertThat(read(parent).hasChildren()).isTrue();
        assertThat(read(child).hasChildren()).isFalse();
        assertThat(read(child).mergedInto()).isNull();
    }

    @Test
    void aConvertedTicketIsFoundAndIsOneOfAProject() {
        TicketSnapshot before = created();
        stage().later();
        var since = stage().now();
        stage().convertToProject(before.id());
        TicketSnapshot after = read(before.id());
        assertThat(after.project()).isTrue();
        assertThat(before.project()).isFalse();
        assertThat(after.reference()).isEqualTo(before.reference());
        assertThat(psa().isDeleted(before.id())).isFalse();
        try (Stream<TicketSnapshot> changed = psa().changedSince(since)) {
            assertThat(changed.filter(TicketSnapshot::project).map(TicketSnapshot::id))
                    .containsExactly(before.id());
        }
    }

    @Test
    void nothingIsWrittenToAConvertedTicket() {
        String id = created().id();
        stage().convertToProject(id);
        TicketSnapshot converted = read(id);
        assertThat(psa().closingStatus(converted, stage().rule().closedStatus()))
                .isEmpty();
        assertThat(refused(psa().setStatus(id, stage().rule().closedStatus(), soon()))
                        .notFound())
                .isTrue();
        assertThat(refused(psa().addNote(id, "x", NoteType.INTERNAL, soon())).notFound())
                .isTrue();
        assertThat(read(id)).isEqualTo(converted);
    }

    @Test
    void whereProjectsAreHiddenAConvertedTicketIsAbsentYetNotProvenDeleted() {
        String kept = created(draft("X1-A"), best()).id();
        String converted = created(draft("X1-B"), best()).id();
        stage().convertToProject(converted);
        stage().hideProjects();
        assertThat(psa().ticket(converted)).isEmpty();
        assertThat(thrownBy(() -> psa().isDeleted(converted))).isInstanceOf(TocsinException.class);
        try (Stream<TicketSnapshot> changed = psa().changedSince(stage().now().minus(Duration.ofDays(1)))) {
            assertThat(changed.map(TicketSnapshot::id)).containsExactly(kept);
        }
    }

    @Test
    void aMovedTicketIsClosedByAStatusOfItsNewBoard() {
        String id = created().id();
        String sameName = stage().rule().closedStatus();
        stage().moveToOtherBoard(id);
        TicketSnapshot moved = read(id);
        assertThat(moved.board()).isEqualTo(stage().otherBoard());
        assertThat(moved.closed()).isFalse();
        assertThat(psa().closingStatus(moved, sameName)).contains(sameName);
        TicketSnapshot closed = done(inRequests(1, () -> psa().setStatus(id, sameName, soon())));
        assertThat(closed.closed()).isTrue();
        assertThat(closed.board()).isEqualTo(stage().otherBoard());
    }

    @Test
    void withoutAStatusOfTheSameNameTheFirstThatClosesIsTaken() {
        String id = created().id();
        stage().moveToOtherBoard(id);
        TicketSnapshot moved = read(id);
        for (String preferred : List.of("No such status", moved.status(), "")) {
            assertThat(psa().closingStatus(moved, preferred)).as(preferred).contains(firstOfOtherBoard());
        }
        List<String> closing = stage().otherBoardsClosingStatuses();
        String last = closing.get(closing.size() - 1);
        assertThat(psa().closingStatus(moved, last.toUpperCase(java.util.Locale.ROOT)))
                .contains(last);
    }

    @Test
    void aStatusThatIsSwitchedOffClosesNothing() {
        String id = created().id();
        stage().moveToOtherBoard(id);
        TicketSnapshot moved = read(id);
        List<String> closing = stage().otherBoardsClosingStatuses();
        stage().switchOff(closing.get(0));
        assertThat(psa().closingStatus(moved, closing.get(0))).contains(closing.get(1));
        closing.subList(1, closing.size()).forEach(stage()::switchOff);
        assertThat(psa().closingStatus(moved, closing.get(0))).isEmpty();
    }

    @Test
    void onItsOwnBoardTheRulesClosingStatusIsTaken() {
        TicketSnapshot ticket = created();
        assertThat(ticket.board()).isNotNull();
        assertThat(psa().closingStatus(ticket, stage().rule().closedStatus()))
                .contains(stage().rule().closedStatus());
        TicketSnapshot nowhere = TicketSnapshot.builder("1", "s", "New").build();
        assertThat(psa().closingStatus(nowhere, stage().rule().closedStatus())).isEmpty();
    }

    @Test
    void aTicketHandedToAnotherCompanyIsThatCompanys() {
        TicketSnapshot ours = created(draft("X1-A"), best());
        TicketSnapshot theirs = created(draft("X1-B", "s", NoteType.EXTERNAL, stage().otherMapping()), best());
        String contact = stage().createContact(stage().mapping(), "jo@acme.example");
        done(psa().setContact(ours.id(), contact, soon()));
        stage().setCompany(ours.id(), stage().otherMapping());
        assertThat(read(ours.id()).company()).isEqualTo(theirs.company());
        assertThat(refused(psa().setContact(ours.id(), contact, soon())).notFound())
                .isFalse();
    }

    @Test
    void aDeletedTicketIsProvenDeleted() {
        String kept = created(draft("X1-A"), best()).id();
        String gone = created(draft("X1-B"), best()).id();
        stage().delete(gone);
        assertThat(psa().isDeleted(gone)).isTrue();
        assertThat(psa().isDeleted(kept)).isFalse();
        assertThat(psa().isDeleted("no id")).isFalse();
    }

    @Test
    void atAnAddressOfYesterdayNothingIsTakenForDeleted() {
        String kept = created(draft("X1-A"), best()).id();
        String gone = created(draft("X1-B"), best()).id();
        stage().delete(gone);
        stage().moveAddress();
        assertThat(psa().isDeleted(kept)).isFalse();
        assertThat(psa().isDeleted(gone)).isTrue();
    }

    @Test
    void aStrangerProvesNothing() {
        String gone = created().id();
        stage().delete(gone);
        assertThat(thrownBy(() -> stage().stranger().isDeleted(gone))).isInstanceOf(TocsinException.class);
    }
}

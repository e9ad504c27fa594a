package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.NoteType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a PSA shows tickets and what people did to them. */
abstract class PsaReadTests extends PsaTests {
    /** More than the largest page of the systems known. */
    private static final int MANY = 1_200;

    private List<String> changedSince(Instant since) {
        try (Stream<TicketSnapshot> changed = psa().changedSince(since)) {
            return changed.map(TicketSnapshot::id).toList();
        }
    }

    @Test
    void aTicketThatIsNotThereIsAbsent() {
        String id = created().id();
        stage().delete(id);
        assertThat(psa().ticket(id)).isEmpty();
        assertThat(psa().ticket("999999999")).isEmpty();
        assertThat(psa().ticket("no id")).isEmpty();
        assertThat(psa().ticket("")).isEmpty();
    }

    @Test
    void whatAPersonDidIsSeen() {
        String id = created().id();
        stage().own(id);
        assertThat(read(id).owner()).isEqualTo(stage().person());
        stage().bookTime(id, Duration.ofMinutes(30));
        assertThat(read(id).actualHours()).isEqualTo(0.5);
        stage().setStatus(id, stage().otherOpenStatus());
        assertThat(read(id).status()).isEqualTo(stage().otherOpenStatus());
        stage().close(id);
        assertThat(read(id).closed()).isTrue();
        assertThat(read(id).updatedBy()).isEqualTo(stage().person());
        assertThat(read(id).createdBy()).isEqualTo(stage().account());
    }

    @Test
    void bookedTimeIsAmongTheNotesOfWhoBookedIt() {
        String id = created().id();
        stage().bookTime(id, Duration.ofMinutes(30));
        assertThat(psa().notes(id)).anySatisfy(note -> assertThat(note.author()).isEqualTo(stage().person()));
    }

    @Test
    void changesIncludeWhatAPersonDidAndNothingOlder() {
        String closed = created(draft("X1-A"), best()).id();
        String noted = created(draft("X1-B"), best()).id();
        String quiet = created(draft("X1-C"), best()).id();
        stage().later();
        Instant since = stage().now();
        assertThat(changedSince(since)).isEmpty();
        stage().close(closed);
        stage().note(noted, "seen");
        assertThat(changedSince(since)).containsExactlyInAnyOrder(closed, noted);
        assertThat(changedSince(since.minus(Duration.ofDays(1)))).containsExactlyInAnyOrder(closed, noted, quiet);
        done(psa().addNote(quiet, "ours", NoteType.INTERNAL, soon()));
        assertThat(changedSince(since)).contains(quiet);
    }

    @Test
    void aChangeAtTheVeryMomentIsIncluded() {
        String id = created().id();
        Instant updated = read(id).updatedAt();
        assertThat(updated).isNotNull();
        if (updated != null) {
            assertThat(changedSince(updated)).containsExactly(id);
            assertThat(changedSince(stage().now())).containsExactly(id);
        }
    }

    @Test
    void manyChangesComeOnceEachPageByPage() {
        stage().plantTickets(MANY);
        Instant since = stage().now().minus(Duration.ofDays(1));
        long before = stage().requests();
        assertThat(changedSince(since)).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(stage().requests() - before).as("pages").isGreaterThan(1);
        try (Stream<TicketSnapshot> changed = inRequests(1, () -> {
            Stream<TicketSnapshot> lazy = psa().changedSince(since);
            return lazy.limit(3).toList().stream();
        })) {
            assertThat(changed).hasSize(3);
        }
    }

    @Test
    void aChangeInTheSameSecondIsIncludedOnEveryPage() {
        stage().plantTickets(5);
        Instant since = stage().now();
        try (Stream<TicketSnapshot> changed = stage().paging(2).changedSince(since)) {
            assertThat(changed.map(TicketSnapshot::id)).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTicketThatChangesWhilePagesAreReadHidesNoOtherAndIsSeen() {
        stage().plantTickets(7);
        Instant since = stage().now();
        List<String> all = changedSince(since);
        assertThat(all).hasSize(7);
        // Each in turn moves to the end of any order by time, while the first page was read and the others were not.
        for (String moving : all) {
            try (Stream<TicketSnapshot> changed = stage().paging(2).changedSince(since)) {
                Iterator<TicketSnapshot> left = changed.iterator();
                List<String> seen = new ArrayList<>(List.of(left.next().id()));
                stage().later();
                stage().note(moving, "changed meanwhile");
                left.forEachRemaining(ticket -> seen.add(ticket.id()));
                assertThat(seen).as("while %s changes", moving).containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    @Test
    void aTicketThatChangedAfterItWasReadIsAmongTheNextChanges() {
        stage().plantTickets(3);
        Instant since = stage().now();
        stage().later();
        Instant started = stage().now();
        try (Stream<TicketSnapshot> changed = stage().paging(1).changedSince(since)) {
            Iterator<TicketSnapshot> left = changed.iterator();
            String first = left.next().id();
            stage().note(first, "changed after it was read");
            left.forEachRemaining(ticket -> assertThat(ticket.id()).isNotEqualTo(first));
            assertThat(changedSince(started)).containsExactly(first);
        }
    }

    @Test
    void aTicketThatGoesWhilePagesAreReadHidesNoOther() {
        stage().plantTickets(6);
        Instant since = stage().now();
        List<String> all = changedSince(since);
        try (Stream<TicketSnapshot> changed = stage().paging(2).changedSince(since)) {
            Iterator<TicketSnapshot> left = changed.iterator();
            List<String> seen = new ArrayList<>(List.of(left.next().id()));
            stage().delete(all.get(0));
            left.forEachRemaining(ticket -> seen.add(ticket.id()));
            assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void theCompanysRecentTicketsAreFoundWhateverCarriesTheirReference() {
        String company = stage().mapping().psaCompany();
        String older = created(draft("X1-OLD"), best()).id();
        stage().later();
        Instant since = stage().now();
        assertThat(psa().createdSince(company, since)).isEmpty();
        String first = created(draft("X1-A"), best()).id();
        String second = created(draft("X1-B"), best()).id();
        created(draft("X1-C", "s", NoteType.EXTERNAL, stage().otherMapping()), best());
        stage().note(older, "changed, not created");
        assertThat(psa().createdSince(company, since))
                .extracting(TicketSnapshot::id)
                .containsExactly(first, second);
        assertThat(psa().createdSince(company, since.minus(Duration.ofDays(1))))
                .extracting(TicketSnapshot::id)
                .containsExactly(older, first, second);
    }

    @Test
    void theCompanysIdIsAsGoodAsItsName() {
        TicketSnapshot ticket = created();
        assertThat(ticket.company()).isNotNull();
        if (ticket.company() != null) {
            assertThat(psa().createdSince(ticket.company(), stage().now().minus(Duration.ofDays(1))))
                    .containsExactly(ticket);
        }
    }
}

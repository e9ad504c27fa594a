package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketNote;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.NoteType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a PSA creates tickets and finds them by their references. */
abstract class PsaCreateTests extends PsaTests {
    @Test
    void aTicketIsWhatTheDraftSays() {
        TicketDraft draft = draft(REFERENCE);
        TicketSnapshot ticket = created(draft, best());
        assertThat(ticket.summary()).startsWith(draft.summary());
        assertThat(ticket.status()).isEqualTo(draft.status());
        assertThat(ticket.closed()).isFalse();
        assertThat(ticket.createdBy()).isEqualTo(stage().account());
        assertThat(ticket.actualHours()).isZero();
        assertThat(ticket.mergedInto()).isNull();
        assertThat(ticket.hasChildren()).isFalse();
        assertThat(ticket.company()).isNotNull();
        assertThat(ticket.createdAt()).isNotNull();
        assertThat(ticket.updatedAt()).isNotNull();
        assertThat(psa().ticket(ticket.id())).contains(ticket);
        assertThat(psa().notes(ticket.id())).extracting(TicketNote::text).containsExactly(draft.firstNote());
    }

    @Test
    void aTicketIsOfTheCompanyThatTheDraftNames() {
        TicketSnapshot one = created(draft("X1-A"), best());
        TicketSnapshot other = created(draft("X1-B", "s", NoteType.EXTERNAL, stage().otherMapping()), best());
        assertThat(one.company()).isNotEqualTo(other.company());
    }

    @Test
    void eachWayOfCarryingAReferenceFindsTheTicketAndNoOther() {
        for (ReferenceMethod method : psa().referenceMethods()) {
            String reference = "X1-" + method.ordinal() + "AAAAAAAAAAAAAAAAAAAAAAAAA";
            TicketSnapshot ticket = created(draft(reference), method);
            created(draft(reference + "A"), method);
            assertThat(psa().carries(ticket, reference, method))
                    .as(method.name())
                    .isTrue();
            assertThat(found(reference, method)).as(method.name()).containsExactly(ticket.id());
            assertThat(found("X1-NONE", method)).as(method.name()).isEmpty();
        }
        assertThat(psa().referenceMethods()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void referencesAreComparedCharacterByCharacter() {
        for (ReferenceMethod method : psa().referenceMethods()) {
            String reference = "X1-" + method.ordinal() + "MIXEDcase";
            TicketSnapshot ticket = created(draft(reference), method);
            String other = reference.toLowerCase(Locale.ROOT);
            assertThat(psa().carries(ticket, other, method)).as(method.name()).isFalse();
            assertThat(found(other, method)).as(method.name()).isEmpty();
            assertThat(psa().carries(ticket, reference + "x", method))
                    .as(method.name())
                    .isFalse();
            assertThat(psa().carries(ticket, reference.substring(1), method))
                    .as(method.name())
                    .isFalse();
        }
    }

    @Test
    void ticketsOfOneReferenceComeLowestIdFirst() {
        for (ReferenceMethod method : psa().referenceMethods()) {
            String reference = "X1-" + method.ordinal() + "TWINS";
            String first = created(draft(reference), method).id();
            String second = created(draft(reference), method).id();
            assertThat(found(reference, method)).as(method.name()).containsExactly(first, second);
        }
    }

    @Test
    void aCreateIsOneRequestAndLooksNothingUp() {
        for (ReferenceMethod method : psa().referenceMethods()) {
            TicketDraft draft = draft("X1-" + method.ordinal() + "ONCE");
            done(inRequests(1, () -> psa().createTicket(draft, method, soon())));
        }
        assertThat(stage().tickets()).isEqualTo(psa().referenceMethods().size());
    }

    @Test
    void theLongestSummaryKeepsItsReference() {
        String summary = "s".repeat(TicketText.SUMMARY_LIMIT);
        for (ReferenceMethod method : psa().referenceMethods()) {
            String reference = "X1-" + method.ordinal() + "ABCDEFGHIJKLMNOPQRSTUVWXY";
            TicketDraft draft = draft(reference, summary, NoteType.EXTERNAL, stage().mapping());
            String id = created(draft, method).id();
            assertThat(found(reference, method)).as(method.name()).containsExactly(id);
        }
    }

    @Test
    void textOfAnyKindSurvives() {
        String summary = "O'Neil \"quoted\" 100% [x] _ & <b> ünïcode 漢字 🚀";
        TicketSnapshot ticket = created(draft(REFERENCE, summary, NoteType.EXTERNAL, stage().mapping()), best());
        assertThat(read(ticket.id()).summary()).startsWith(summary);
        assertThat(psa().notes(ticket.id()))
                .extracting(TicketNote::text)
                .containsExactly("The first note of " + summary);
    }

    @Test
    void theFirstNoteIsReadByWhomTheRuleSays() {
        String open = created(draft("X1-A", "open", NoteType.EXTERNAL, stage().mapping()), best())
                .id();
        String closed = created(draft("X1-B", "inside", NoteType.INTERNAL, stage().mapping()), best())
                .id();
        assertThat(stage().isInternal(open, "The first note of open")).isFalse();
        assertThat(stage().isInternal(closed, "The first note of inside")).isTrue();
    }

    @Test
    void aDroppedReferenceIsNotCarriedButAnotherWayIs() {
        stage().dropReferences();
        TicketSnapshot bare = created(draft("X1-A"), ReferenceMethod.FIELD);
        assertThat(psa().carries(bare, "X1-A", ReferenceMethod.FIELD)).isFalse();
        assertThat(psa().carries(read(bare.id()), "X1-A", ReferenceMethod.FIELD))
                .isFalse();
        assertThat(found("X1-A", ReferenceMethod.FIELD)).isEmpty();
        for (ReferenceMethod method : psa().referenceMethods()) {
            if (method != ReferenceMethod.FIELD) {
                String reference = "X1-" + method.ordinal() + "SPARE";
                String id = created(draft(reference), method).id();
                assertThat(psa().carries(read(id), reference, method))
                        .as(method.name())
                        .isTrue();
                assertThat(found(reference, method)).as(method.name()).containsExactly(id);
            }
        }
    }

    @Test
    void aTicketThatSearchesDoNotShowYetIsReadById() {
        stage().delaySearches();
        String id = created().id();
        assertThat(found(REFERENCE, best())).isEmpty();
        assertThat(psa().ticket(id)).isPresent();
        stage().later();
        assertThat(found(REFERENCE, best())).containsExactly(id);
    }

    @Test
    void aRefusalNamesTheFaultyFieldsAndCreatesNothing() {
        TicketDraft sound = draft(REFERENCE);
        TicketDraft wrong = new TicketDraft(
                sound.reference(),
                sound.summary(),
                sound.company(),
                sound.site(),
                stage().foreignStatus(),
                "No such priority",
                sound.firstNote(),
                sound.noteType(),
                sound.fields());
        Outcome.Refused<TicketSnapshot> refused =
                refused(inRequests(1, () -> psa().createTicket(wrong, best(), soon())));
        assertThat(refused.fieldErrors())
                .anySatisfy(fault -> assertThat(fault.field()).contains("status"))
                .anySatisfy(fault -> assertThat(fault.field()).contains("priority"));
        assertThat(refused.message()).isNotBlank();
        assertThat(stage().tickets()).isZero();
    }

    @Test
    void aDraftThatCannotBeSentIsRefusedWithoutARequest() {
        TicketDraft sound = draft(REFERENCE);
        TicketDraft tooLong = new TicketDraft(
                sound.reference(),
                "s".repeat(TicketText.SUMMARY_LIMIT + 1),
                sound.company(),
                null,
                sound.status(),
                sound.priority(),
                "n",
                sound.noteType(),
                Map.copyOf(sound.fields()));
        Outcome.Refused<TicketSnapshot> refused =
                refused(inRequests(0, () -> psa().createTicket(tooLong, ReferenceMethod.FIELD, soon())));
        assertThat(refused.fieldErrors()).extracting("field").isEqualTo(List.of("summary"));
        assertThat(refused.notFound()).isFalse();
    }

    @Test
    void aCreateAfterItsMomentIsNotSent() {
        Outcome<TicketSnapshot> late = inRequests(
                0,
                () -> psa().createTicket(draft(REFERENCE), best(), stage().now().minusSeconds(1)));
        assertThat(notExecuted(late).accessDenied()).isFalse();
        assertThat(stage().tickets()).isZero();
    }
}

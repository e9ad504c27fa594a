package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketSnapshot;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.testkit.PsaStage.Fault;
import dev.tocsin.testkit.PsaStage.Write;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a PSA says of a write when something goes wrong: never that it failed when it may not have. */
abstract class PsaOutcomeTests extends PsaTests {
    private @Nullable String contact;
    private @Nullable String configuration;

    private static final String NOTE = "told\n\n" + MARKER;

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_AFTER", "ERROR_AFTER", "PAGE_AFTER", "UNREADABLE", "CUT_SHORT"})
    void aCreateThatLostItsAnswerIsUnknownAndWasDoneOnce(Fault fault) {
        stage().arm(fault, Write.CREATE_TICKET);
        assertThat(onceSent(Write.CREATE_TICKET, psa(), "")).isInstanceOf(Outcome.Unknown.class);
        assertThat(stage().tickets()).isEqualTo(1);
        assertThat(found(REFERENCE, best())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_BEFORE", "ERROR_BEFORE", "PAGE_BEFORE"})
    void aCreateThatWasLostIsUnknownAsWell(Fault fault) {
        stage().arm(fault, Write.CREATE_TICKET);
        assertThat(onceSent(Write.CREATE_TICKET, psa(), "")).isInstanceOf(Outcome.Unknown.class);
        assertThat(stage().tickets()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_AFTER", "ERROR_AFTER", "PAGE_AFTER", "UNREADABLE", "CUT_SHORT"})
    void aNoteThatLostItsAnswerIsUnknownAndWasWrittenOnce(Fault fault) {
        String id = created().id();
        stage().arm(fault, Write.ADD_NOTE);
        assertThat(onceSent(Write.ADD_NOTE, psa(), id)).isInstanceOf(Outcome.Unknown.class);
        assertThat(psa().notes(id))
                .filteredOn(note -> note.text().contains(MARKER))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_AFTER", "ERROR_AFTER", "PAGE_AFTER", "UNREADABLE", "CUT_SHORT"})
    void aStatusThatLostItsAnswerIsUnknownAndWasSet(Fault fault) {
        String id = created().id();
        stage().arm(fault, Write.SET_STATUS);
        assertThat(onceSent(Write.SET_STATUS, psa(), id)).isInstanceOf(Outcome.Unknown.class);
        assertThat(read(id).closed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_BEFORE", "ERROR_BEFORE", "PAGE_BEFORE"})
    void changesThatWereLostAreUnknownAsWell(Fault fault) {
        String id = created().id();
        for (Write write : new Write[] {Write.ADD_NOTE, Write.SET_STATUS}) {
            stage().arm(fault, write);
            assertThat(onceSent(write, psa(), id)).as(write.name()).isInstanceOf(Outcome.Unknown.class);
        }
        assertThat(read(id).closed()).isFalse();
        assertThat(psa().notes(id)).noneMatch(note -> note.text().contains(MARKER));
    }

    @ParameterizedTest
    @EnumSource(
            value = Write.class,
            names = {"SET_PRIORITY", "SET_CONTACT", "SET_OWNER", "ATTACH_CONFIGURATION"})
    void aChangeThatLostItsAnswerIsUnknownWhetherItWasMadeOrNot(Write write) {
        for (Fault fault : EnumSet.range(Fault.DROPPED_BEFORE, Fault.CUT_SHORT)) {
            String id = created(draft("X1-" + fault), best()).id();
            stage().arm(fault, write);
            assertThat(onceSent(write, psa(), id)).as(fault.name()).isInstanceOf(Outcome.Unknown.class);
            assertThat(shows(write, id))
                    .as(fault.name())
                    .isEqualTo(!fault.name().endsWith("_BEFORE"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Write.class,
            names = {"SET_STATUS", "SET_PRIORITY", "SET_CONTACT", "SET_OWNER"})
    void aYesThatChangedNothingIsNoYes(Write write) {
        String id = created().id();
        stage().arm(Fault.IGNORED, write);
        Outcome.Refused<?> refused = refused(onceSent(write, psa(), id));
        assertThat(refused.notFound()).isFalse();
        assertThat(refused.fieldErrors()).isNotEmpty();
        assertThat(shows(write, id)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void aBusySystemSaysWhenToComeBack(Write write) {
        String id = created().id();
        stage().arm(Fault.BUSY, write);
        Outcome.NotExecuted<?> outcome = notExecuted(onceSent(write, psa(), id));
        assertThat(outcome.retryAfter()).isEqualTo(PsaStage.BUSY_FOR);
        assertThat(outcome.accessDenied()).isFalse();
        assertThat(stage().tickets()).isEqualTo(1);
    }

    @Test
    void aBusyProxyIsUnderstoodToo() {
        stage().arm(Fault.BUSY_PROXY, Write.CREATE_TICKET);
        Outcome.NotExecuted<?> outcome = notExecuted(onceSent(Write.CREATE_TICKET, psa(), ""));
        assertThat(outcome.retryAfter()).isEqualTo(PsaStage.BUSY_FOR);
        assertThat(stage().tickets()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"KEY_REFUSED", "RIGHT_LACKING"})
    void aRefusedAccountNeedsAPerson(Fault fault) {
        stage().arm(fault, Write.CREATE_TICKET);
        Outcome.NotExecuted<?> outcome = notExecuted(onceSent(Write.CREATE_TICKET, psa(), ""));
        assertThat(outcome.accessDenied()).isTrue();
        assertNoSecret(outcome.reason());
        assertThat(stage().tickets()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void aRefusedAccountChangesNothing(Write write) {
        String id = created().id();
        stage().arm(Fault.RIGHT_LACKING, write);
        assertThat(notExecuted(onceSent(write, psa(), id)).accessDenied()).isTrue();
        assertThat(stage().tickets()).isEqualTo(1);
    }

    @Test
    void aStrangerWritesNothing() {
        Outcome<TicketSnapshot> outcome = stage().stranger().createTicket(draft(REFERENCE), best(), soon());
        assertThat(notExecuted(outcome).accessDenied()).isTrue();
        assertNoSecret(notExecuted(outcome).reason());
        assertThat(stage().tickets()).isZero();
    }

    @Test
    void aCreateThatTakesTooLongIsUnknownAndMayBeDoneLater() {
        stage().hang(Write.CREATE_TICKET);
        assertThat(onceSent(Write.CREATE_TICKET, stage().hasty(), "")).isInstanceOf(Outcome.Unknown.class);
        assertThat(found(REFERENCE, best())).isEmpty();
        stage().carryOutHanging();
        assertThat(found(REFERENCE, best())).hasSize(1);
    }

    @Test
    void changesThatTakeTooLongAreUnknown() {
        String id = created().id();
        for (Write write : EnumSet.complementOf(EnumSet.of(Write.CREATE_TICKET))) {
            stage().hang(write);
            assertThat(onceSent(write, stage().hasty(), id)).as(write.name()).isInstanceOf(Outcome.Unknown.class);
        }
        stage().carryOutHanging();
        for (Write write : EnumSet.complementOf(EnumSet.of(Write.CREATE_TICKET))) {
            assertThat(shows(write, id)).as(write.name()).isTrue();
        }
    }

    @Test
    void afterALostAnswerTheNextWriteIsItsOwn() {
        stage().arm(Fault.DROPPED_AFTER, Write.CREATE_TICKET);
        assertThat(onceSent(Write.CREATE_TICKET, psa(), "")).isInstanceOf(Outcome.Unknown.class);
        created(draft("X1-NEXT"), best());
        assertThat(stage().tickets()).isEqualTo(2);
        assertThat(found(REFERENCE, best())).hasSize(1);
        assertThat(found("X1-NEXT", best())).hasSize(1);
    }

    /** Makes one write and checks that it left once: whatever goes wrong, nothing is sent again. */
    private Outcome<?> onceSent(Write write, Psa psa, String ticketId) {
        ReferenceMethod carriedBy = psa.referenceMethods().get(0);
        return inRequests(1, () -> switch (write) {
            case CREATE_TICKET -> psa.createTicket(draft(REFERENCE), carriedBy, soon());
            case ADD_NOTE -> psa.addNote(ticketId, NOTE, NoteType.INTERNAL, soon());
            case SET_STATUS -> psa.setStatus(ticketId, stage().rule().closedStatus(), soon());
            case SET_PRIORITY -> psa.setPriority(ticketId, top(), soon());
            case SET_CONTACT -> psa.setContact(ticketId, contact(), soon());
            case SET_OWNER -> psa.setOwner(ticketId, stage().person(), soon());
            case ATTACH_CONFIGURATION -> psa.attachConfiguration(ticketId, configuration(), soon());
        });
    }

    private String top() {
        return stage().priorities().get(0);
    }

    private String contact() {
        if (contact == null) {
            contact = stage().createContact(stage().mapping(), "jo@acme.example");
        }
        return contact;
    }

    private String configuration() {
        if (configuration == null) {
            configuration = stage().createConfiguration();
        }
        return configuration;
    }

    /** Whether a change of a ticket, as {@link #onceSent} makes it, shows. */
    private boolean shows(Write write, String ticketId) {
        return switch (write) {
            case CREATE_TICKET -> throw new IllegalArgumentException("creates no change");
            case ADD_NOTE ->
                psa().notes(ticketId).stream()
                                .filter(note -> note.text().contains(MARKER))
                                .count()
                        == 1;
            case SET_STATUS -> read(ticketId).closed();
            case SET_PRIORITY -> top().equals(read(ticketId).priority());
            case SET_CONTACT -> contact().equals(read(ticketId).contact());
            case SET_OWNER -> stage().person().equals(read(ticketId).owner());
            case ATTACH_CONFIGURATION -> psa().attachedConfigurations(ticketId).equals(List.of(configuration()));
        };
    }
}

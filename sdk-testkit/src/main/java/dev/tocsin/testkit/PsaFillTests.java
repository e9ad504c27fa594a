package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.TicketSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a PSA sets priorities and contacts and attaches configurations. */
abstract class PsaFillTests extends PsaTests {
    private String otherPriority() {
        return stage().priorities().stream()
                .filter(priority -> !priority.equals(stage().rule().priority()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPriorityIsSetInOneRequestAndNothingElse() {
        TicketSnapshot before = created();
        assertThat(before.priority()).isEqualTo(stage().rule().priority());
        TicketSnapshot after = done(inRequests(1, () -> psa().setPriority(before.id(), otherPriority(), soon())));
        assertThat(after.priority()).isEqualTo(otherPriority());
        assertThat(after.status()).isEqualTo(before.status());
        assertThat(after.owner()).isEqualTo(before.owner());
        assertThat(read(before.id())).isEqualTo(after);
    }

    @Test
    void aPriorityThatDoesNotExistIsRefusedByItsField() {
        String id = created().id();
        Outcome.Refused<TicketSnapshot> refused = refused(psa().setPriority(id, "No such priority", soon()));
        assertThat(refused.notFound()).isFalse();
        assertThat(refused.message()).contains("No such priority");
        assertThat(refused.fieldErrors())
                .anySatisfy(fault -> assertThat(fault.field()).contains("priority"));
        assertThat(read(id).priority()).isEqualTo(stage().rule().priority());
    }

    @Test
    void whatAPersonDidToThePriorityIsSeen() {
        String id = created().id();
        stage().setPriority(id, otherPriority());
        assertThat(read(id).priority()).isEqualTo(otherPriority());
        assertThat(read(id).updatedBy()).isEqualTo(stage().person());
    }

    @Test
    void aContactIsSetInOneRequest() {
        String id = created().id();
        String contact = stage().createContact(stage().mapping(), "jo@acme.example");
        assertThat(read(id).contact()).isNotEqualTo(contact);
        TicketSnapshot after = done(inRequests(1, () -> psa().setContact(id, contact, soon())));
        assertThat(after.contact()).isEqualTo(contact);
        assertThat(read(id)).isEqualTo(after);
    }

    @Test
    void aContactThatIsNotThereOrOfAnotherCompanyIsRefused() {
        String id = created().id();
        String foreign = stage().createContact(stage().otherMapping(), "jo@acme.example");
        for (String contact : List.of(foreign, "999999999", "no id")) {
            Outcome.Refused<TicketSnapshot> refused = refused(psa().setContact(id, contact, soon()));
            assertThat(refused.notFound()).as(contact).isFalse();
            assertThat(refused.fieldErrors())
                    .as(contact)
                    .anySatisfy(fault -> assertThat(fault.field()).contains("contact"));
        }
        assertThat(read(id).contact()).isNotEqualTo(foreign);
    }

    @Test
    void anOwnerIsSetInOneRequest() {
        String id = created().id();
        assertThat(read(id).owner()).isNull();
        TicketSnapshot after = done(inRequests(1, () -> psa().setOwner(id, stage().person(), soon())));
        assertThat(after.owner()).isEqualTo(stage().person());
        assertThat(read(id)).isEqualTo(after);
    }

    @Test
    void anOwnerWhoIsNoMemberIsRefusedAndTheTicketKeepsItsOwn() {
        String id = created().id();
        for (String nobody : List.of("no-such-member", "x", "999999999")) {
            Outcome.Refused<TicketSnapshot> refused = refused(psa().setOwner(id, nobody, soon()));
            assertThat(refused.notFound()).as(nobody).isFalse();
            assertThat(refused.message() + refused.fieldErrors()).as(nobody).contains("owner");
        }
        assertThat(read(id).owner()).isNull();
        done(psa().setOwner(id, stage().person(), soon()));
        refused(psa().setOwner(id, "no-such-member", soon()));
        assertThat(read(id).owner()).isEqualTo(stage().person());
    }

    @Test
    void aConfigurationIsAttachedInOneRequestAndListed() {
        String id = created().id();
        String one = stage().createConfiguration();
        String two = stage().createConfiguration();
        assertThat(psa().attachedConfigurations(id)).isEmpty();
        assertThat(done(inRequests(1, () -> psa().attachConfiguration(id, one, soon()))))
                .isEqualTo(one);
        assertThat(done(psa().attachConfiguration(id, two, soon()))).isEqualTo(two);
        assertThat(psa().attachedConfigurations(id)).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void aConfigurationThatIsAttachedAlreadyIsDoneAndAttachedOnce() {
        String id = created().id();
        String configuration = stage().createConfiguration();
        done(psa().attachConfiguration(id, configuration, soon()));
        assertThat(done(inRequests(1, () -> psa().attachConfiguration(id, configuration, soon()))))
                .isEqualTo(configuration);
        assertThat(psa().attachedConfigurations(id)).containsExactly(configuration);
    }

    @Test
    void aConfigurationThatIsNotThereIsRefusedAndIsNotTakenForTheTicket() {
        String id = created().id();
        for (String configuration : List.of("999999999", "no id")) {
            Outcome.Refused<String> refused = refused(psa().attachConfiguration(id, configuration, soon()));
            assertThat(refused.notFound()).as(configuration).isFalse();
            assertThat(refused.message()).as(configuration).contains(configuration);
        }
        assertThat(psa().attachedConfigurations(id)).isEmpty();
    }

    @Test
    void aTicketThatIsGoneIsRefusedAsNotFound() {
        String id = created().id();
        String contact = stage().createContact(stage().mapping(), "jo@acme.example");
        String configuration = stage().createConfiguration();
        stage().delete(id);
        for (String ticket : List.of(id, "no id")) {
            assertThat(refused(psa().setPriority(ticket, otherPriority(), soon()))
                            .notFound())
                    .as(ticket)
                    .isTrue();
            assertThat(refused(psa().setContact(ticket, contact, soon())).notFound())
                    .as(ticket)
                    .isTrue();
            assertThat(refused(psa().setOwner(ticket, stage().person(), soon())).notFound())
                    .as(ticket)
                    .isTrue();
            assertThat(refused(psa().attachConfiguration(ticket, configuration, soon()))
                            .notFound())
                    .as(ticket)
                    .isTrue();
            assertThat(thrownBy(() -> psa().attachedConfigurations(ticket)))
                    .as(ticket)
                    .isInstanceOf(TocsinException.class);
        }
    }

    @Test
    void nothingLeavesAfterItsMoment() {
        String id = created().id();
        String contact = stage().createContact(stage().mapping(), "jo@acme.example");
        String configuration = stage().createConfiguration();
        var past = stage().now().minusSeconds(1);
        notExecuted(inRequests(0, () -> psa().setPriority(id, otherPriority(), past)));
        notExecuted(inRequests(0, () -> psa().setContact(id, contact, past)));
        notExecuted(inRequests(0, () -> psa().setOwner(id, stage().person(), past)));
        notExecuted(inRequests(0, () -> psa().attachConfiguration(id, configuration, past)));
        assertThat(read(id).priority()).isEqualTo(stage().rule().priority());
        assertThat(psa().attachedConfigurations(id)).isEmpty();
    }
}

package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa;
import dev.tocsin.core.fake.ScriptedPsa.Op;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.EventSet;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The affected user becomes the contact of a ticket that is grouped by user. */
@Timeout(20)
class ContactTest {
    private final Host host = new Host();
    private final ScriptedPsa psa = host.psa;

    private Ticket openedFor(EventUser user) {
        host.tocsin()
                .configuration()
                .save(new EventSet(
                        Host.MSP, "all", Map.of(EventCategory.AD_AUDIT, CategorySelection.of(GroupBy.USER))));
        host.ingest(host.moment("locked", "x").category(EventCategory.AD_AUDIT).user(user));
        host.run(Duration.ofSeconds(31));
        return psa.all().get(psa.all().size() - 1);
    }

    private static EventUser ann() {
        return new EventUser("0a1b", "Ann@Acme.example");
    }

    @Test
    void theUsersContactOfTheCompanyIsSet() {
        psa.contact("acme-psa", "ann@acme.example", "31");
        assertThat(openedFor(ann()).contact()).isEqualTo("31");
    }

    @Test
    void aContactOfAnotherCompanyIsNeverSet() {
        psa.contact("beta-psa", "ann@acme.example", "31");
        assertThat(openedFor(ann()).contact()).isNull();
        assertThat(host.history()).anyMatch(line -> line.contains("no single active contact"));
    }

    @Test
    void aTicketThatBelongsToAnotherCompanyByThenKeepsItsContact() {
        psa.contact("acme-psa", "ann@acme.example", "31");
        psa.next(
                Op.READ,
                new Fault.Meanwhile(() -> {}),
                new Fault.Meanwhile(() -> psa.setCompanyByHand(psa.only().id(), "beta-psa")));
        assertThat(openedFor(ann()).contact()).isNull();
    }

    @Test
    void aUserWithoutAPrincipalNameSetsNone() {
        assertThat(openedFor(new EventUser("0a1b", null)).contact()).isNull();
        assertThat(psa.calls(Op.CONTACT)).isEmpty();
    }

    @Test
    void groupsByOtherThingsSetNone() {
        host.opened("dc01", "a");
        assertThat(psa.calls(Op.CONTACT)).isEmpty();
    }
}

package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Host.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import dev.tocsin.core.rule.TicketPolicy.Repeats;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a repeat of what is active is told. */
@Timeout(20)
class RepeatNotesTest {
    private final Host host = new Host();

    private Ticket repeated() {
        Ticket ticket = host.opened("dc01", "a");
        for (int i = 0; i < 3; i++) {
            host.run(Duration.ofMinutes(1));
            host.raise("dc01", "a");
            host.run(Duration.ofSeconds(1));
        }
        return ticket;
    }

    @Test
    void byDefaultRepeatsAreSummedUpOncePerNoteInterval() {
        Ticket ticket = repeated();
        assertThat(ticket.notes()).isEmpty();
        host.run(Duration.ofMinutes(15));
        assertThat(texts(ticket)).singleElement().asString().startsWith("Seen again:");
        assertThat(host.members(host.incident()).get(0).count()).isEqualTo(4);
    }

    @Test
    void everyTimeTellsEachRepeat() {
        host.policy(policy -> policy.repeats(Repeats.EVERY_TIME));
        assertThat(texts(repeated())).hasSize(3);
    }

    @Test
    void neverTellsARepeatOnlyWithWhatIsToldAnyway() {
        host.policy(policy -> policy.repeats(Repeats.NEVER));
        Ticket ticket = repeated();
        host.run(Duration.ofHours(5));
        assertThat(ticket.notes()).isEmpty();
        assertThat(host.members(host.incident()).get(0).count()).isEqualTo(4);
        host.raise("dc01", "b");
        host.run(Duration.ofMinutes(15));
        assertThat(texts(ticket)).singleElement().asString().contains("New:", "Problem b", "Seen again:", "Problem a");
    }

    @Test
    void aRepeatDuringTheHoldOfAnotherGroupChangesNothingThere() {
        Ticket one = host.opened("dc01", "a");
        host.opened("dc02", "b");
        host.later();
        host.resolve("dc01", "a");
        host.raise("dc02", "b");
        host.run(Duration.ofMinutes(6));
        assertThat(one.isClosed()).isTrue();
    }
}

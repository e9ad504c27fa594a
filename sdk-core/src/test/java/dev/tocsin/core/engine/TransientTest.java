package dev.tocsin.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.fake.Host;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.incident.MemberState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is raised and resolved within the group wait. */
@Timeout(20)
class TransientTest {
    private final Host host = new Host();

    private void flash() {
        host.raise("dc01", "a");
        host.later();
        host.resolve("dc01", "a");
        host.run(Duration.ofMinutes(6));
    }

    @Test
    void byDefaultItIsDroppedButRecordedAndCounted() {
        flash();
        assertThat(host.psa.all()).isEmpty();
        assertThat(host.incident().state()).isEqualTo(IncidentState.DROPPED);
        assertThat(host.members(host.incident()))
                .singleElement()
                .matches(member -> member.state() == MemberState.RESOLVED);
        assertThat(host.history()).anyMatch(line -> line.contains("all was resolved before a ticket was made"));
    }

    @Test
    void ifTheRuleAsksForItItGetsATicketThatIsClosedAfterTheHold() {
        host.policy(policy -> policy.transients(true));
        flash();
        assertThat(host.psa.only().statuses()).containsExactly("New", "Closed:tocsin");
    }

    @Test
    void whatComesBackAfterItWasDroppedBeginsANewGroup() {
        flash();
        host.later();
        host.opened("dc01", "a");
        assertThat(host.psa.only().draft().firstNote()).doesNotContain("Earlier ticket");
    }
}

package dev.tocsin.connectwise.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.callback.SeenMessages.Claim;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {
    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-06-09T21:59:49Z"));
    private final SeenMessages memory = SeenMessages.inMemory(clock, Duration.ofHours(1), 3);

    @Test
    void aMessageIsFreshThenUnderWayThenHeard() {
        assertThat(memory.claim("a")).isEqualTo(Claim.FRESH);
        assertThat(memory.claim("a")).isEqualTo(Claim.UNDER_WAY);
        memory.heard("a");
        assertThat(memory.claim("a")).isEqualTo(Claim.HEARD);
    }

    @Test
    void aReleasedMessageIsFreshAgain() {
        assertThat(memory.claim("a")).isEqualTo(Claim.FRESH);
        memory.release("a");
        assertThat(memory.claim("a")).isEqualTo(Claim.FRESH);
    }

    @Test
    void aMessageIsForgottenAfterItsTime() {
        assertThat(memory.claim("a")).isEqualTo(Claim.FRESH);
        memory.heard("a");
        clock.advance(Duration.ofMinutes(59));
        assertThat(memory.claim("a")).isEqualTo(Claim.HEARD);
        clock.advance(Duration.ofMinutes(1));
        assertThat(memory.claim("a")).isEqualTo(Claim.FRESH);
    }

    @Test
    void theOldestIsForgottenWhenTheMemoryIsFullAndWhatIsUnderWayNever() {
        assertThat(memory.claim("under way")).isEqualTo(Claim.FRESH);
        for (int i = 0; i < 4; i++) {
            assertThat(memory.claim("m" + i)).isEqualTo(Claim.FRESH);
            memory.heard("m" + i);
        }

        assertThat(memory.claim("m1")).isEqualTo(Claim.HEARD);
        assertThat(memory.claim("m3")).isEqualTo(Claim.HEARD);
        assertThat(memory.claim("under way")).isEqualTo(Claim.UNDER_WAY);
        assertThat(memory.claim("m0")).isEqualTo(Claim.FRESH);
    }

    @Test
    void aMemoryOfNothingIsRefused() {
        assertThatThrownBy(() -> SeenMessages.inMemory(clock, Duration.ZERO, 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("forHowLong: ");
        assertThatThrownBy(() -> SeenMessages.inMemory(clock, Duration.ofHours(1), 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("atMost: ");
    }
}

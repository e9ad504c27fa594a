package dev.tocsin.core.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardIdTest {
    private static final String TENANT = "6f2f3f4e-0d7a-4a2c-9b4e-0a1b2c3d4e5f";

    @ParameterizedTest
    @ValueSource(strings = {TENANT, "6F2F3F4E-0D7A-4A2C-9B4E-0A1B2C3D4E5F", " {6f2f3f4e-0d7a-4a2c-9b4e-0a1b2c3d4e5f} "})
    void tenantIsTheSameInEverySpelling(String spelling) {
        assertThat(HardId.tenant(spelling)).isEqualTo(new HardId("tenant", TENANT));
        assertThat(HardId.readTenant(spelling)).contains(HardId.tenant(TENANT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n/a", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000", TENANT + "0"})
    void whatIsNoTenantIsRefusedOrReadAsNone(String text) {
        assertThat(HardId.readTenant(text)).isEmpty();
        assertThatThrownBy(() -> HardId.tenant(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("hardId.value: ");
    }

    @Test
    void otherIdsAreExactButForTheirEnds() {
        assertThat(new HardId("sophos", " C-1 ")).isEqualTo(new HardId("sophos", "C-1"));
        assertThat(new HardId("sophos", "c-1")).isNotEqualTo(new HardId("sophos", "C-1"));
        assertThat(new HardId("sophos", "c-1")).isNotEqualTo(new HardId("halo", "c-1"));
        assertThatThrownBy(() -> new HardId("sophos", " ")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new HardId(" ", "c-1")).isInstanceOf(ConfigurationException.class);
    }
}

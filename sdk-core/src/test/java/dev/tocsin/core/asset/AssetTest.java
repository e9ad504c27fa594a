package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssetTest {
    /** Half of a pair, as it comes out of a JSON escape. */
    private static final String HALF = String.valueOf((char) 0xd83d);

    private static Asset.Builder asset() {
        return Asset.builder("1", "contoso", "PC-1");
    }

    private static void refused(Asset.Builder asset, String message) {
        assertThatThrownBy(asset::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("whole characters are legal");
    }

    @Test
    void halfASurrogatePairIsRefusedWithItsPlaceInWhateverTextItIs() {
        String end = ": has half a surrogate pair at place ";
        refused(Asset.builder("ab" + HALF, "contoso", "PC-1"), "id" + end + 3);
        refused(Asset.builder("1", HALF, "PC-1"), "companyId" + end + 1);
        refused(Asset.builder("1", "contoso", HALF + "x"), "name" + end + 1);
        refused(asset().deviceIdentifier("x" + HALF), "deviceIdentifier" + end + 2);
        refused(asset().serialNumber(HALF), "serialNumber" + end + 1);
        refused(asset().model(HALF), "model" + end + 1);
        refused(asset().manufacturer(HALF), "manufacturer" + end + 1);
        refused(asset().operatingSystem(HALF), "operatingSystem" + end + 1);
        refused(asset().user(HALF), "user" + end + 1);
        refused(asset().macAddresses(List.of("00:11:22:33:44:55", HALF)), "macAddresses[1]" + end + 1);
        refused(asset().addresses(List.of("192.0.2.1", "192.0.2.2", HALF)), "addresses[2]" + end + 1);
        refused(asset().attributes(Map.of("tag", HALF)), "attributes.tag" + end + 1);
        refused(asset().attributes(Map.of(HALF, "x")), "attributes" + end + 1);
        refused(asset().secrets(Map.of("admin", Secret.of("hunter2" + HALF))), "secrets.admin" + end + 8);
        assertThatThrownBy(() -> new Software(HALF, null)).hasMessageStartingWith("software.name" + end);
        assertThatThrownBy(() -> new Software("x", HALF)).hasMessageStartingWith("software.version" + end);
        assertThat(Asset.builder("😀", "contoso", "😀")
                        .software(Set.of(new Software("😀", null)))
                        .build()
                        .id())
                .isEqualTo("😀");
    }
}

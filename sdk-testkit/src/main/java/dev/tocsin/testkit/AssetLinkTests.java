package dev.tocsin.testkit;

import static dev.tocsin.testkit.Samples.MSP;
import static dev.tocsin.testkit.Samples.OTHER_MSP;
import static dev.tocsin.testkit.Samples.SPECIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store does with the configurations that stand for assets. */
abstract class AssetLinkTests extends StoreTests {
    private boolean keep(MspId msp, String connection, String company, String asset, String configuration) {
        return write(session -> session.assetLinks().keep(msp, connection, company, asset, configuration));
    }

    private void assertLinks(MspId msp, String connection, String company, Map<String, String> expected) {
        assertMap(session -> session.assetLinks().of(msp, connection, company, List.of("dc01", "DC01", "web", SPECIAL)))
                .isEqualTo(expected);
    }

    @Test
    void aLinkIsKeptAndOthersAreAbsent() {
        assertLinks(MSP, "cw", "acme", Map.of());
        assertResult(session -> session.assetLinks().keep(MSP, "cw", "acme", SPECIAL, "71 " + SPECIAL))
                .isEqualTo(true);
        assertLinks(MSP, "cw", "acme", Map.of(SPECIAL, "71 " + SPECIAL));
    }

    @Test
    void theSameAgainChangesNothingAndAnotherTakesItsPlace() {
        keep(MSP, "cw", "acme", "dc01", "71");
        assertResult(session -> session.assetLinks().keep(MSP, "cw", "acme", "dc01", "71"))
                .isEqualTo(false);
        assertResult(session -> session.assetLinks().keep(MSP, "cw", "acme", "dc01", "72"))
                .isEqualTo(true);
        assertLinks(MSP, "cw", "acme", Map.of("dc01", "72"));
    }

    @Test
    void linksAreKeptApartByMspConnectionCompanyAndTheCaseOfTheAsset() {
        keep(MSP, "cw", "acme", "dc01", "1");
        keep(OTHER_MSP, "cw", "acme", "dc01", "2");
        keep(MSP, "halo", "acme", "dc01", "3");
        keep(MSP, "cw", "beta", "dc01", "4");
        keep(MSP, "cw", "acme", "DC01", "5");
        assertLinks(MSP, "cw", "acme", Map.of("dc01", "1", "DC01", "5"));
        assertLinks(OTHER_MSP, "cw", "acme", Map.of("dc01", "2"));
        assertLinks(MSP, "halo", "acme", Map.of("dc01", "3"));
        assertLinks(MSP, "cw", "beta", Map.of("dc01", "4"));
    }

    @Test
    void linksOfCompaniesAreForgottenOnAllConnectionsAndOthersStay() {
        keep(MSP, "cw", "acme", "dc01", "1");
        keep(MSP, "cw", "acme", SPECIAL, "2");
        keep(MSP, "halo", "acme", "dc01", "3");
        keep(MSP, "cw", SPECIAL, "dc01", "4");
        keep(MSP, "cw", "Acme", "dc01", "5");
        keep(OTHER_MSP, "cw", "acme", "dc01", "6");
        assertResult(session -> session.assetLinks().forget(MSP, List.of())).isEqualTo(0);
        assertResult(session -> session.assetLinks().forget(MSP, List.of("acme", SPECIAL, "nobody")))
                .isEqualTo(4);
        assertLinks(MSP, "cw", "acme", Map.of());
        assertLinks(MSP, "halo", "acme", Map.of());
        assertLinks(MSP, "cw", SPECIAL, Map.of());
        assertLinks(MSP, "cw", "Acme", Map.of("dc01", "5"));
        assertLinks(OTHER_MSP, "cw", "acme", Map.of("dc01", "6"));
        assertResult(session -> session.assetLinks().forget(MSP, List.of("acme")))
                .isEqualTo(0);
        assertRefused(() -> read(session -> session.assetLinks().forget(MSP, List.of("Acme"))));
    }

    @Test
    void aWorkThatFailsForgetsNothing() {
        keep(MSP, "cw", "acme", "dc01", "1");
        assertThatThrownBy(() -> change(session -> {
                    assertThat(session.assetLinks().forget(MSP, List.of("acme")))
                            .isEqualTo(1);
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertLinks(MSP, "cw", "acme", Map.of("dc01", "1"));
    }
}

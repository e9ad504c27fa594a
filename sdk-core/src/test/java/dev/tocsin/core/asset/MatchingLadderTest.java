package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingLadderTest {
    private static final MatchingLadder LADDER = new MatchingLadder("C1", "Workstation");
    private static final Asset ASSET = Asset.builder("a", "contoso", "PC-1")
            .deviceIdentifier("D-0001")
            .serialNumber("SN-77")
            .macAddresses(List.of("00:11:22:33:44:55"))
            .build();

    @Test
    void theRungsAreTriedSurestFirst() {
        PsaConfiguration linked = one("1", true, "other", null, null, null);
        PsaConfiguration device = one("2", true, "x", "d-0001", "SN-99", null);
        PsaConfiguration serial = one("3", true, "x", null, "sn-77 ", null);
        PsaConfiguration mac = one("4", true, "x", null, null, "00-11-22-33-44-55");
        PsaConfiguration name = one("5", true, "pc-1", null, null, null);
        List<PsaConfiguration> all = new ArrayList<>(List.of(name, mac, serial, device, linked));

        for (PsaConfiguration next : List.of(linked, device, serial, mac, name)) {
            Match match = LADDER.decide(ASSET, new AssetLink("a", "1", null, false), all);
            assertThat(match).isEqualTo(new Match.Found(next, Rung.values()[Integer.parseInt(next.id()) - 1]));
            all.remove(next);
        }
        assertThat(LADDER.decide(ASSET, null, all)).isEqualTo(new Match.None());
    }

    @Test
    void anotherCompanyAndAnotherTypeNeverMatchAndALinkedOneThereIsNoReasonForASecond() {
        Map<String, String> fields = Map.of("name", "PC-1", "serialNumber", "SN-77");
        List<PsaConfiguration> others = List.of(
                new PsaConfiguration("1", "C2", "Workstation", "Active", true, fields, List.of()),
                new PsaConfiguration("2", "C1", "Server", "Active", true, fields, List.of()));

        assertThat(LADDER.decide(ASSET, null, others)).isEqualTo(new Match.None());
        for (PsaConfiguration other : others) {
            assertThat(LADDER.decide(ASSET, new AssetLink("a", other.id(), null, false), others))
                    .isEqualTo(new Match.Elsewhere(other));
        }
    }

    @Test
    void aLinkedOneOfAnotherTypeThatIsOutOfUseCountsNoMore() {
        Map<String, String> fields = Map.of("name", "PC-1", "serialNumber", "SN-77");
        PsaConfiguration old = new PsaConfiguration("1", "C1", "Server", "Inactive", false, fields, List.of());

        assertThat(LADDER.decide(ASSET, new AssetLink("a", "1", null, false), List.of(old)))
                .isEqualTo(new Match.None());
    }

    @Test
    void activeGoesBeforeInactiveAndSeveralAreReported() {
        PsaConfiguration old = one("1", false, "x", null, "SN-77", null);
        PsaConfiguration now = one("2", true, "x", null, "SN-77", null);
        PsaConfiguration twin = one("3", true, "x", null, "SN-77", null);

        assertThat(LADDER.decide(ASSET, null, List.of(old, now))).isEqualTo(new Match.Found(now, Rung.SERIAL_NUMBER));
        assertThat(LADDER.decide(ASSET, null, List.of(old))).isEqualTo(new Match.Found(old, Rung.SERIAL_NUMBER));
        assertThat(LADDER.decide(ASSET, null, List.of(twin, old, now)))
                .isEqualTo(new Match.Ambiguous(Rung.SERIAL_NUMBER, List.of("2", "3")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To be filled by O.E.M.",
                "to be filled by o.e.m",
                "None",
                "00000000",
                "0",
                "N/A",
                "xxxxxx",
                "Default string",
                "..",
                "System Serial Number",
                "1234567890",
                "00000000-0000-0000-0000-000000000000"
            })
    void placeholdersMatchNothing(String placeholder) {
        Asset asset = Asset.builder("a", "contoso", "PC-1")
                .serialNumber(placeholder)
                .deviceIdentifier(placeholder)
                .build();

        assertThat(LADDER.decide(asset, null, List.of(one("1", true, "x", placeholder, placeholder, null))))
                .isEqualTo(new Match.None());
    }

    @Test
    void sharedMacAddressesMatchNothingAndTheNameDecides() {
        PsaConfiguration dock = one("1", true, "PC-0", null, null, "001122334455");
        PsaConfiguration own = one("2", true, "PC-1", null, null, "0011.2233.4455");

        assertThat(LADDER.decide(ASSET, null, List.of(dock, own))).isEqualTo(new Match.Found(own, Rung.NAME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:50:56:C0:00:01",
                "ff:ff:ff:ff:ff:ff",
                "000000000000",
                "01:00:5e:00:00:01",
                "02004C4F4F50",
                "unknown"
            })
    void addressesThatTellNoDeviceMatchNothing(String mac) {
        Asset asset =
                Asset.builder("a", "contoso", "PC-1").macAddresses(List.of(mac)).build();

        assertThat(LADDER.decide(asset, null, List.of(one("1", true, "x", null, null, mac))))
                .isEqualTo(new Match.None());
    }

    @Test
    void twoMacAddressesThatFitTwoConfigurationsAreReported() {
        Asset asset = Asset.builder("a", "contoso", "PC-1")
                .macAddresses(List.of("00:11:22:33:44:55", "00:11:22:33:44:66"))
                .build();

        assertThat(LADDER.decide(
                        asset,
                        null,
                        List.of(
                                one("1", true, "x", null, null, "001122334455"),
                                one("2", true, "y", null, null, "001122334466"))))
                .isEqualTo(new Match.Ambiguous(Rung.MAC_ADDRESS, List.of("1", "2")));
    }

    @Test
    void anotherSerialNumberForbidsAMatchByMacAddressOrName() {
        PsaConfiguration predecessor = one("1", true, "PC-1", null, "SN-66", "001122334455");
        PsaConfiguration blank = one("2", true, "PC-1", null, "None", null);

        assertThat(LADDER.decide(ASSET, null, List.of(predecessor))).isEqualTo(new Match.None());
        assertThat(LADDER.decide(ASSET, null, List.of(predecessor, blank)))
                .isEqualTo(new Match.Found(blank, Rung.NAME));
    }

    @Test
    void whatIsLinkedToAnotherAssetIsNotTaken() {
        PsaConfiguration twin = one("1", true, "PC-1", null, null, null);

        assertThat(LADDER.decide(ASSET, null, List.of(twin), Holders.passingOver("1"::equals)))
                .isEqualTo(new Match.None());
    }

    @Test
    void whatStandsForAnotherIsDisputedOrWaitsAndWhatIsFreeGoesBeforeIt() {
        PsaConfiguration held = one("1", true, "x", null, "SN-77", null);
        PsaConfiguration free = one("2", true, "x", null, "SN-77", null);
        PsaConfiguration old = one("3", false, "x", null, "SN-77", null);

        assertThat(LADDER.decide(ASSET, null, List.of(held, old), holding("1", Holders.Hold.DISPUTED)))
                .isEqualTo(new Match.Disputed(Rung.SERIAL_NUMBER, "1"));
        assertThat(LADDER.decide(ASSET, null, List.of(held, old), holding("1", Holders.Hold.OPEN)))
                .isEqualTo(new Match.Open(Rung.SERIAL_NUMBER, "1"));
        assertThat(LADDER.decide(ASSET, null, List.of(held, old), holding("1", Holders.Hold.ABANDONED)))
                .isEqualTo(new Match.Found(held, Rung.SERIAL_NUMBER));
        for (Holders.Hold hold : Holders.Hold.values()) {
            if (hold != Holders.Hold.FREE) {
                assertThat(LADDER.decide(ASSET, null, List.of(held, free, old), holding("1", hold)))
                        .isEqualTo(new Match.Found(free, Rung.SERIAL_NUMBER));
            }
        }
    }

    private static Holders holding(String held, Holders.Hold hold) {
        return new Holders() {
            @Override
            public Hold hold(String configurationId, Rung rung) {
                return configurationId.equals(held) ? hold : Hold.FREE;
            }

            @Override
            public String holder(String configurationId) {
                return "asset 'b'";
            }
        };
    }

    @Test
    void namesAreComparedWithoutCaseAndWholeWhateverIsInThem() {
        String name = "Joe's \"Best\" & So\u0308hne (50 %) [East]";
        Asset asset = Asset.builder("a", "contoso", name).build();

        assertThat(LADDER.decide(
                        asset, null, List.of(one("1", true, "JOE'S \"BEST\" & SÖHNE (50 %) [EAST]", null, null, null))))
                .isInstanceOf(Match.Found.class);
        assertThat(LADDER.decide(asset, null, List.of(one("1", true, name + " 2", null, null, null))))
                .isEqualTo(new Match.None());
        assertThat(LADDER.decide(
                        Asset.builder("a", "contoso", "localhost").build(),
                        null,
                        List.of(one("1", true, "LocalHost", null, null, null))))
                .isEqualTo(new Match.None());
    }

    @Test
    void theOrderOfTheCandidatesNeverMattersAndWhatIsFoundAgreesOnItsRung() {
        Random random = new Random(17);
        for (int round = 0; round < 3_000; round++) {
            List<PsaConfiguration> candidates = new ArrayList<>();
            for (int i = 0; i < random.nextInt(6); i++) {
                candidates.add(one(
                        String.valueOf(i),
                        random.nextBoolean(),
                        "pc-" + random.nextInt(3),
                        "D-000" + random.nextInt(4),
                        random.nextBoolean() ? "None" : "SN-7" + (6 + random.nextInt(3)),
                        "00112233445" + random.nextInt(9)));
            }
            Match match = LADDER.decide(ASSET, null, candidates);
            Collections.shuffle(candidates, random);
            assertThat(LADDER.decide(ASSET, null, candidates)).isEqualTo(match);
            if (match instanceof Match.Found found) {
                long equals = candidates.stream()
                        .filter(one -> one.active() == found.configuration().active())
                        .filter(one -> one.field(field(found.rung()))
                                .equals(found.configuration().field(field(found.rung()))))
                        .filter(one -> found.rung() != Rung.NAME
                                || !one.field("serialNumber").orElse("").matches("SN-7[68]"))
                        .count();
                assertThat(found.rung() == Rung.MAC_ADDRESS ? 1 : equals).isEqualTo(1);
            }
        }
    }

    private static String field(Rung rung) {
        return switch (rung) {
            case LINK, NAME -> "name";
            case DEVICE_IDENTIFIER -> "deviceIdentifier";
            case SERIAL_NUMBER -> "serialNumber";
            case MAC_ADDRESS -> "macAddress";
        };
    }

    private static PsaConfiguration one(
            String id, boolean active, String name, String device, String serial, String mac) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("name", name);
        if (device != null) {
            fields.put("deviceIdentifier", device);
        }
        if (serial != null) {
            fields.put("serialNumber", serial);
        }
        if (mac != null) {
            fields.put("macAddress", mac);
        }
        return new PsaConfiguration(id, "C1", "Workstation", active ? "Active" : "Inactive", active, fields, List.of());
    }
}

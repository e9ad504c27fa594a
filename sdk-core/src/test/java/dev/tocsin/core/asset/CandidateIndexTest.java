package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is looked up is as good as all there is. */
class CandidateIndexTest {
    private final Random random = new Random(7);

    private String some(String kind) {
        return kind + "-" + random.nextInt(6);
    }

    private PsaConfiguration configuration(int id) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("name", some("PC"));
        if (random.nextBoolean()) {
            fields.put("deviceIdentifier", some("DEV"));
        }
        if (random.nextBoolean()) {
            fields.put("serialNumber", some("SER"));
        }
        if (random.nextBoolean()) {
            fields.put("macAddress", "00:11:22:33:44:0" + random.nextInt(6));
        }
        return new PsaConfiguration("c" + id, "C1", "Workstation", "Active", random.nextInt(3) > 0, fields, List.of());
    }

    private Asset asset() {
        return Asset.builder("a", "contoso", some("pc"))
                .deviceIdentifier(random.nextBoolean() ? some("dev") : null)
                .serialNumber(random.nextBoolean() ? some("ser") : null)
                .macAddresses(random.nextBoolean() ? List.of() : List.of("00-11-22-33-44-0" + random.nextInt(6)))
                .build();
    }

    @Test
    void theLadderFindsAmongTheCandidatesWhatItFindsAmongAll() {
        MatchingLadder ladder = new MatchingLadder("C1", "Workstation");
        for (int round = 0; round < 2_000; round++) {
            List<PsaConfiguration> all = new ArrayList<>();
            for (int i = 0; i < random.nextInt(8); i++) {
                all.add(configuration(i));
            }
            CandidateIndex index = new CandidateIndex(all);
            if (!all.isEmpty()) {
                int replaced = random.nextInt(all.size());
                all.set(replaced, configuration(replaced));
                index.put(all.get(replaced));
            }
            Asset asset = asset();
            AssetLink link = random.nextInt(3) > 0 ? null : new AssetLink("a", "c" + random.nextInt(8), null, false);
            CandidateIndex wanted = index.only(CandidateIndex.keys(asset, link));

            assertThat(ladder.decide(asset, link, index.candidates(asset, link)))
                    .isEqualTo(ladder.decide(asset, link, all))
                    .isEqualTo(ladder.decide(asset, link, wanted.candidates(asset, link)));
        }
    }
}

package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MillionAssetsTest {
    @Test
    void aMillionUnchangedAssetsAreDecidedOneByOneWithoutReadingThePsa() {
        ConfigurationPlanner planner = new ConfigurationPlanner(Fleet.profile().build(), Fleet.TYPE);
        AssetSource source = AssetSource.of(
                "fleet",
                () -> LongStream.range(0, 1_000_000)
                        .mapToObj(i -> Asset.builder(Long.toString(i % 1_000), "contoso", "PC-" + i % 1_000)
                                .serialNumber("SN-" + i % 1_000)
                                .attributes(Map.of("tag", "T"))
                                .build()));
        List<AssetLink> links = LongStream.range(0, 1_000)
                .mapToObj(i -> Asset.builder(Long.toString(i), "contoso", "PC-" + i)
                        .serialNumber("SN-" + i)
                        .attributes(Map.of("tag", "T"))
                        .build())
                .map(asset -> (ConfigurationPlan.Create) planner.plan(asset, "C1", null, List.of(), id -> false))
                .map(plan -> new AssetLink(
                        plan.assetId(), "c" + plan.assetId(), plan.desired().hash(), false))
                .toList();

        try (Stream<Asset> assets = source.assets(null)) {
            assertThat(assets.filter(asset -> planner.withoutReading(
                                            asset, "C1", links.get(Integer.parseInt(asset.id())))
                                    .filter(ConfigurationPlan.Unchanged.class::isInstance)
                                    .isPresent())
                            .count())
                    .isEqualTo(1_000_000);
        }
    }
}

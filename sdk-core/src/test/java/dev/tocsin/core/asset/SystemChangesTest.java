package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.core.asset.SystemChange.Kind;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.SecurityEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemChangesTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void everyKindOfChangeIsToldInOrder() {
        Asset before = full("1").build();
        Asset after = full("1")
                .operatingSystem("Windows 11")
                .addresses(List.of("192.0.2.8", "192.0.2.7"))
                .user("bob")
                .serialNumber("SN-2")
                .software(List.of(new Software("Editor", "2"), new Software("Browser", "121")))
                .build();

        assertThat(SystemChanges.of(before, after))
                .extracting(SystemChange::kind, SystemChange::subject, SystemChange::before, SystemChange::after)
                .containsExactly(
                        tuple(Kind.OPERATING_SYSTEM, null, "Windows 10", "Windows 11"),
                        tuple(Kind.ADDRESS, null, "192.0.2.7", "192.0.2.7, 192.0.2.8"),
                        tuple(Kind.USER, null, "ann", "bob"),
                        tuple(Kind.SERIAL_NUMBER, null, "SN-1", "SN-2"),
                        tuple(Kind.SOFTWARE_ADDED, "Browser", null, "121"),
                        tuple(Kind.SOFTWARE_REMOVED, "Browser", "120", null));
    }

    @Test
    void whatOneInventoryDoesNotKnowIsNoChange() {
        Asset blind = Asset.builder("1", "contoso", "PC-1")
                .serialNumber("To be filled by O.E.M.")
                .build();

        assertThat(SystemChanges.of(full("1").build(), blind)).isEmpty();
        assertThat(SystemChanges.of(blind, full("1").build())).isEmpty();
    }

    @Test
    void theOrderOfAddressesAndOfAssetsDoesNotMatter() {
        Random random = new Random(3);
        List<Asset> before = new ArrayList<>();
        List<Asset> after = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            if (random.nextInt(5) > 0) {
                before.add(full("a" + i).user("u" + random.nextInt(3)).build());
            }
            if (random.nextInt(5) > 0) {
                after.add(full("a" + i).user("u" + random.nextInt(3)).build());
            }
        }
        List<SystemChange> changes = SystemChanges.compare(before, after);
        Collections.shuffle(before, random);
        Collections.shuffle(after, random);

        assertThat(SystemChanges.compare(before, after)).isEqualTo(changes);
        long expected = before.stream()
                .filter(old -> after.stream()
                        .anyMatch(
                                now -> now.id().equals(old.id()) && !now.user().equals(old.user())))
                .count();
        assertThat(changes)
                .hasSize((int) expected)
                .isSortedAccordingTo((a, b) -> a.assetId().compareTo(b.assetId()));
        assertThat(SystemChanges.compare(before, before)).isEmpty();
    }

    @Test
    void aMillionAssetsAreComparedWithoutHoldingThem() {
        List<SystemChange> changes;
        try (Stream<SystemChange> all = SystemChanges.compare(million("ann"), million("bob"))) {
            changes = all.limit(3).toList();
        }
        assertThat(changes).extracting(SystemChange::assetId).containsExactly("0000000", "0000001", "0000002");
        try (Stream<SystemChange> none = SystemChanges.compare(million("ann"), million("ann"))) {
            assertThat(none.count()).isZero();
        }
    }

    @Test
    void anInventoryOutOfOrderIsRefused() {
        Stream<SystemChange> changes = SystemChanges.compare(
                Stream.of(full("b").build(), full("a").build()),
                Stream.of(full("b").build(), full("c").build()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(changes.count()).isNotNegative())
                .withMessageContainingAll("before", "'a'", "'b'", "ascending");
    }

    @Test
    void aChangeBecomesOneAndTheSameMoment() {
        SystemChange change = SystemChanges.of(
                        full("1").build(), full("1").user("bob").build())
                .get(0);

        SecurityEvent event = change.event(MspId.SINGLE, "nessus", "42", AT);

        assertThat(event).isEqualTo(change.event(MspId.SINGLE, "nessus", "42", AT));
        assertThat(event.category()).isEqualTo(EventCategory.SYSTEM_CHANGES);
        assertThat(event.moment()).isTrue();
        assertThat(event.title()).isEqualTo("PC-1: user changed from 'ann' to 'bob'");
        assertThat(event.externalId())
                .isNotEqualTo(change.event(MspId.SINGLE, "nessus", "42", AT.plusSeconds(1))
                        .externalId());
    }

    @Test
    void namesOfAnyLengthFitAnEvent() {
        Asset before =
                Asset.builder("1", "contoso", "😀".repeat(500)).user("ann").build();
        Asset after =
                Asset.builder("1", "contoso", "😀".repeat(500)).user("bob").build();

        SecurityEvent event = SystemChanges.of(before, after).get(0).event(MspId.SINGLE, "nessus", "42", AT);

        assertThat(event.asset().orElseThrow()).hasSizeLessThanOrEqualTo(300).doesNotContain("?");
    }

    private static Stream<Asset> million(String user) {
        return LongStream.range(0, 1_000_000)
                .mapToObj(i -> Asset.builder(String.format("%07d", i), "contoso", "PC")
                        .user(user)
                        .build());
    }

    private static Asset.Builder full(String id) {
        return Asset.builder(id, "contoso", "PC-" + id)
                .operatingSystem("Windows 10")
                .addresses(List.of("192.0.2.7"))
                .user("ann")
                .serialNumber("SN-1")
                .software(List.of(new Software("Browser", "120"), new Software("Editor", "2")));
    }
}

package dev.tocsin.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.GroupKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hashes, base32 and the keys of deliveries, subjects and groups. */
class KeysTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456789Z");

    private static SecurityEvent.Builder event() {
        return SecurityEvent.builder()
                .source("scan")
                .sourceCompanyId("acme")
                .externalId("x")
                .occurredAt(AT)
                .category(EventCategory.PROBLEMS)
                .eventType("CVE");
    }

    private static byte[] hash(@Nullable String... parts) {
        KeyHash hash = KeyHash.start();
        for (String part : parts) {
            hash.add(part);
        }
        return hash.finish();
    }

    @Test
    void partsDoNotRunTogether() {
        assertThat(hash("ab", "c")).isNotEqualTo(hash("a", "bc")).isNotEqualTo(hash("abc"));
        assertThat(hash("a", "")).isNotEqualTo(hash("a")).isNotEqualTo(hash("", "a"));
    }

    @Test
    void absentIsNotEmpty() {
        assertThat(hash("a", null)).isNotEqualTo(hash("a", "")).isNotEqualTo(hash("a"));
        assertThat(hash("a", null, "b")).isNotEqualTo(hash("a", "b", null));
    }

    @Test
    void theHashIsSha256OverLengthAndUtf8() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String part : List.of("plain", "é", "plain then é", "漢字漢字", "😀")) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            digest.update(new byte[] {0, 0, 0, (byte) utf8.length});
            digest.update(utf8);
        }
        assertThat(hash("plain", "é", "plain then é", "漢字漢字", "😀")).isEqualTo(digest.digest());
    }

    @Test
    void aLongPartOutgrowsTheBuffer() {
        String longText = "漢".repeat(5_000);
        assertThat(hash(longText, "a")).isEqualTo(hash(longText, "a")).isNotEqualTo(hash(longText, "b"));
        assertThat(hash("x".repeat(511), "a")).isNotEqualTo(hash("x".repeat(511), "b"));
    }

    @Test
    void base32IsThatOfTheStandard() {
        assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII), 9))
                .isEqualTo("MZXW6YTBO");
        assertThat(Base32.decode("MZXW6YTB")).isEqualTo("fooba".getBytes(StandardCharsets.US_ASCII));
        assertThat(Base32.decode("mzxw6ytb")).isEqualTo("fooba".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void base32RefusesWhatIsNotOfItsAlphabet() {
        for (String text : List.of("01234567", "ABCDEFG ", "ABCDEFG=", "ABCDEFGı", "ABCDEFGſ")) {
            assertThatThrownBy(() -> Base32.decode(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void base32GoesThereAndBack() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[20];
            random.nextBytes(bytes);
            assertThat(Base32.decode(Base32.encode(bytes, 32))).isEqualTo(bytes);
        }
    }

    @Test
    void deliveryKeysAreOrderedAsTheirBytesAreUnsigned() {
        Random random = new Random(11);
        List<DeliveryKey> keys = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            keys.add(new DeliveryKey(
                    random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(5) - 2,
                    random.nextLong(),
                    random.nextInt()));
        }
        List<DeliveryKey> byBytes = new ArrayList<>(keys);
        byBytes.sort((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes()));
        Collections.sort(keys);
        assertThat(keys).isEqualTo(byBytes);
        List<DeliveryKey> byText = new ArrayList<>(keys);
        assertThat(byText).allSatisfy(key -> {
            assertThat(DeliveryKey.fromBytes(key.bytes())).isEqualTo(key);
            assertThat(DeliveryKey.parse(key.toString())).isEqualTo(key);
            assertThat(DeliveryKey.parse(key.toString().toLowerCase(java.util.Locale.ROOT)))
                    .isEqualTo(key);
        });
    }

    @Test
    void laterEventsHaveLargerKeysAlsoBefore1970() {
        Instant before = Instant.parse("1969-12-31T23:59:59Z");
        assertThat(DeliveryKey.of(event().occurredAt(before).build()))
                .isLessThan(DeliveryKey.of(event().occurredAt(Instant.EPOCH).build()));
        assertThat(DeliveryKey.of(event().build()))
                .isLessThan(DeliveryKey.of(event().occurredAt(AT.plusMillis(1)).build()));
    }

    @Test
    void anIllegalEventIdIsRefused() {
        assertThatThrownBy(() -> DeliveryKey.parse("short")).hasMessageContaining("32 letters and digits");
        assertThatThrownBy(() -> DeliveryKey.parse("1".repeat(32))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeliveryKey.fromBytes(new byte[19])).hasMessageContaining("20 bytes");
    }

    private static boolean sameDelivery(UnaryOperator<SecurityEvent.Builder> change) {
        return DeliveryKey.of(event().build())
                .equals(DeliveryKey.of(change.apply(event()).build()));
    }

    @Test
    void aDeliveryIsToldByIdKindTimeAndSequence() {
        assertThat(sameDelivery(b -> b.title("other").severity(dev.tocsin.core.event.Severity.LOW)))
                .isTrue();
        assertThat(sameDelivery(b -> b.externalId("y"))).isFalse();
        assertThat(sameDelivery(b -> b.kind(EventKind.UPDATED))).isFalse();
        assertThat(sameDelivery(b -> b.occurredAt(AT.plusNanos(1)))).isFalse();
        assertThat(sameDelivery(b -> b.sequence(0L))).isFalse();
        assertThat(sameDelivery(b -> b.sourceCompanyId("beta"))).isFalse();
        assertThat(sameDelivery(b -> b.source("other"))).isFalse();
        assertThat(sameDelivery(b -> b.msp(new MspId("other")))).isFalse();
    }

    @Test
    void aGivenDeliveryIdWinsOverTime() {
        DeliveryKey one = DeliveryKey.of(event().deliveryId("d1").build());
        assertThat(DeliveryKey.of(event().deliveryId("d1")
                        .occurredAt(AT.plusSeconds(9))
                        .kind(EventKind.RESOLVED)
                        .sequence(4L)
                        .build()))
                .isEqualTo(one);
        assertThat(DeliveryKey.of(event().deliveryId("d2").build())).isNotEqualTo(one);
        assertThat(DeliveryKey.of(
                        event().deliveryId("d1").sourceCompanyId("beta").build()))
                .isNotEqualTo(one);
    }

    private static boolean sameSubject(SecurityEvent.Builder base, UnaryOperator<SecurityEvent.Builder> change) {
        Fingerprint before = Fingerprint.of(base.build());
        return before.equals(Fingerprint.of(change.apply(base).build()));
    }

    @Test
    void aStableIdIsTheSubjectWhateverElseTheEventSays() {
        assertThat(sameSubject(
                        event().stableId("s"),
                        b -> b.eventType("other").asset("a").title("t").occurredAt(AT.plusSeconds(1))))
                .isTrue();
        assertThat(sameSubject(event().stableId("s"), b -> b.stableId("t"))).isFalse();
        assertThat(sameSubject(event().stableId("s"), b -> b.externalId("s"))).isFalse();
        assertThat(sameSubject(event().stableId("s"), b -> b.category(EventCategory.SOLUTIONS)))
                .isFalse();
        assertThat(sameSubject(event().stableId("s"), b -> b.sourceCompanyId("beta")))
                .isFalse();
    }

    @Test
    void withoutAStableIdTheSubjectIsWhatTheEventDescribes() {
        assertThat(sameSubject(event(), b -> b.externalId("another report").title("t")))
                .isTrue();
        assertThat(sameSubject(event(), b -> b.eventType("other"))).isFalse();
        assertThat(sameSubject(event(), b -> b.asset("a"))).isFalse();
        assertThat(sameSubject(event().asset("a"), b -> b.asset(null).product("a")))
                .isFalse();
        assertThat(sameSubject(event(), b -> b.os("a"))).isFalse();
        assertThat(sameSubject(event(), b -> b.fix("a"))).isFalse();
        assertThat(sameSubject(event(), b -> b.user(new EventUser("o", null)))).isFalse();
        assertThat(sameSubject(
                        event().user(new EventUser(null, "Ann@X.com")), b -> b.user(new EventUser(null, "ann@x.COM"))))
                .isTrue();
        assertThat(sameSubject(
                        event().user(new EventUser("o", "ann@x.com")),
                        b -> b.user(new EventUser("o", "renamed@x.com"))))
                .isTrue();
    }

    @Test
    void fingerprintsGoThereAndBackAndAreOrderedAsTheirBytes() {
        Random random = new Random(5);
        Fingerprint last = new Fingerprint(0, 0);
        for (int i = 0; i < 500; i++) {
            Fingerprint one = new Fingerprint(random.nextLong(), random.nextLong());
            assertThat(Fingerprint.fromBytes(one.bytes())).isEqualTo(one);
            assertThat(Integer.signum(one.compareTo(last)))
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(one.bytes(), last.bytes())));
            last = one;
        }
    }

    private static GroupKey group(String company, GroupBy groupBy, @Nullable String... dimensions) {
        return GroupKey.of(MspId.SINGLE, company, "r1", EventCategory.PROBLEMS, groupBy, Arrays.asList(dimensions));
    }

    @Test
    void aGroupKeyHas26CharactersAndIsTheSameForEver() {
        assertThat(group("acme", GroupBy.ASSET, "dc01").value()).matches("[A-Z2-7]{26}");
        assertThat(group("acme", GroupBy.ASSET, "dc01")).isEqualTo(group("acme", GroupBy.ASSET, "dc01"));
        assertThatThrownBy(() -> new GroupKey("short")).hasMessageContaining("26 characters");
    }

    @Test
    void groupsOfTwoCustomersNeverMeet() {
        assertThat(group("acme", GroupBy.ASSET, "dc01")).isNotEqualTo(group("beta", GroupBy.ASSET, "dc01"));
        assertThat(GroupKey.of(new MspId("m"), "acme", "r1", EventCategory.PROBLEMS, GroupBy.COMPANY, List.of()))
                .isNotEqualTo(group("acme", GroupBy.COMPANY));
    }

    @Test
    void aMissingDimensionIsAGroupOfItsOwn() {
        assertThat(group("acme", GroupBy.ASSET, (String) null))
                .isNotEqualTo(group("acme", GroupBy.ASSET, ""))
                .isNotEqualTo(group("acme", GroupBy.ASSET))
                .isNotEqualTo(group("acme", GroupBy.ASSET, "null"));
        assertThat(group("acme", GroupBy.ASSET_AND_PRODUCT, "a", "b"))
                .isNotEqualTo(group("acme", GroupBy.ASSET_AND_PRODUCT, "ab", ""))
                .isNotEqualTo(group("acme", GroupBy.ASSET_AND_PRODUCT, "b", "a"));
        assertThat(group("acme", GroupBy.ASSET, "x")).isNotEqualTo(group("acme", GroupBy.OS, "x"));
    }
}

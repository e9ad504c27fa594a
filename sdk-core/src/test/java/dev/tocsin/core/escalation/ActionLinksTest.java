package dev.tocsin.core.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.SignedState;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateSigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionLinksTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(24));
    private static final MspId MSP = new MspId("m");
    private static final SigningKeys KEYS = SigningKeys.of("k1", Secret.of("0123456789abcdef0123456789abcdef"));
    private static final ActionLinks LINKS = new ActionLinks(URI.create("https://a.example/act"), KEYS);

    private static String token(URI link) {
        String text = link.toString();
        return text.substring(text.indexOf("t=") + 2);
    }

    private static String token(ActionLinks links) {
        return token(links.link(MSP, 7, "ann", IncidentAction.CLOSE, LATER, "i7/e0/s0/X/sms"));
    }

    @Test
    void aTokenSaysWhatTheLinkWasMadeFor() {
        assertThat(LINKS.read(token(LINKS), NOW))
                .isEqualTo(new LinkReading.Valid(
                        new SignedAction(MSP, 7, "ann", IncidentAction.CLOSE, LATER, "i7/e0/s0/X/sms")));
    }

    @Test
    void itCountsUntilItExpiresAndNoLonger() {
        String token = token(LINKS);
        assertThat(LINKS.read(token, LATER.minusMillis(1))).isInstanceOf(LinkReading.Valid.class);
        assertThat(LINKS.read(token, LATER)).isInstanceOf(LinkReading.Expired.class);
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        String token = token(LINKS);
        for (int i = 0; i < token.length(); i++) {
            for (char other : new char[] {'A', 'B', 'z', '0', '-', '.'}) {
                if (token.charAt(i) != other) {
                    String forged = token.substring(0, i) + other + token.substring(i + 1);
                    assertThat(LINKS.read(forged, NOW))
                            .as("%s at %s", other, i)
                            .isNotInstanceOfAny(LinkReading.Valid.class, LinkReading.Expired.class);
                }
            }
        }
        assertThat(LINKS.read(token.substring(0, token.length() - 1), NOW)).isInstanceOf(LinkReading.Malformed.class);
        assertThat(LINKS.read(token + "A", NOW)).isInstanceOf(LinkReading.Malformed.class);
        assertThat(LINKS.read("", NOW)).isInstanceOf(LinkReading.Malformed.class);
        assertThat(LINKS.read("a".repeat(100_000), NOW)).isInstanceOf(LinkReading.Malformed.class);
    }

    @Test
    void partsDoNotRunTogether() {
        String one = token(LINKS.link(MSP, 7, "ab", IncidentAction.CLOSE, LATER, "c"));
        String other = token(LINKS.link(MSP, 7, "a", IncidentAction.CLOSE, LATER, "bc"));
        assertThat(one).isNotEqualTo(other);
        assertThat(LINKS.read(one, NOW)).isNotEqualTo(LINKS.read(other, NOW));
    }

    @Test
    void anOlderKeyStillCountsUntilItIsTakenOut() {
        String token = token(LINKS);
        SigningKeys rotated = KEYS.rotatedTo("k2", Secret.of("another-key-another-key-another-key"));
        ActionLinks later = new ActionLinks(URI.create("https://a.example/act"), rotated);
        assertThat(later.read(token, NOW)).isInstanceOf(LinkReading.Valid.class);
        assertThat(LINKS.read(token(later), NOW)).isInstanceOf(LinkReading.Forged.class);
        ActionLinks last = new ActionLinks(URI.create("https://a.example/act"), rotated.without("k1"));
        assertThat(last.read(token, NOW)).isInstanceOf(LinkReading.Forged.class);
    }

    @Test
    void aSignatureOfTheSameKeyForSomethingElseIsForged() {
        String state =
                new StateSigner(KEYS).sign(new SignedState(MSP, "acme", "nonce-nonce-nonce", NOW.plusSeconds(60)), NOW);
        String[] parts = state.split("\\.");
        assertThat(LINKS.read("a1." + parts[1] + "." + parts[2] + "." + parts[3].substring(0, 22), NOW))
                .isInstanceOf(LinkReading.Forged.class);
        assertThat(LINKS.read(state, NOW)).isInstanceOf(LinkReading.Malformed.class);
    }

    @Test
    void theLongestPartsFitAndLongerOnesAreRefused() {
        MspId msp = new MspId("ü".repeat(64));
        String token = token(
                LINKS.link(msp, Long.MAX_VALUE, "é".repeat(64), IncidentAction.ACKNOWLEDGE, LATER, "n".repeat(200)));
        assertThat(token.length()).isLessThanOrEqualTo(ActionLinks.MAX_LENGTH);
        assertThat(LINKS.read(token, NOW)).isInstanceOf(LinkReading.Valid.class);
        for (String nonce : new String[] {"", "n".repeat(201), "a b", "ü"}) {
            assertThatThrownBy(() -> LINKS.link(MSP, 7, "ann", IncidentAction.CLOSE, LATER, nonce))
                    .hasMessageContaining("link.nonce");
        }
    }

    @Test
    void theTokenJoinsAQueryThatThePageHas() {
        assertThat(LINKS.link(MSP, 7, "ann", IncidentAction.CLOSE, LATER, "n").toString())
                .startsWith("https://a.example/act?t=a1.k1.");
        ActionLinks query = new ActionLinks(URI.create("https://a.example/act?lang=en"), KEYS);
        assertThat(query.link(MSP, 7, "ann", IncidentAction.CLOSE, LATER, "n").toString())
                .startsWith("https://a.example/act?lang=en&t=a1.k1.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/act",
                "/act",
                "https://a.example/act#x",
                "mailto:a@b.example",
                "https://u:p@a.example/"
            })
    void aPageThatAnybodyCouldReadAlongIsRefused(String page) {
        assertThatThrownBy(() -> new ActionLinks(URI.create(page), KEYS)).hasMessageContaining("links.page");
    }

    @Test
    void aUsualTokenIsShortEnoughForAText() {
        String technician = "f8fad5b1-d9cb-469f-a165-70867728950e";
        URI link = LINKS.link(new MspId("single"), 1234, technician, IncidentAction.ACKNOWLEDGE, LATER, "n123456");
        assertThat(token(link)).hasSizeLessThanOrEqualTo(85);
        assertThat(LINKS.read(token(link), NOW))
                .isEqualTo(new LinkReading.Valid(new SignedAction(
                        new MspId("single"), 1234, technician, IncidentAction.ACKNOWLEDGE, LATER, "n123456")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F8FAD5B1-D9CB-469F-A165-70867728950E",
                "f8fad5b1-d9cb-469f-a165-70867728950",
                "f8fad5b1d9cb469fa16570867728950e",
                "00000000-0000-0000-0000-000000000000",
                "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"
            })
    void everyIdIsReadBackAsItWas(String technician) {
        URI link = LINKS.link(MSP, 7, technician, IncidentAction.CLOSE, LATER, "n");
        assertThat(LINKS.read(token(link), NOW))
                .isInstanceOfSatisfying(
                        LinkReading.Valid.class,
                        valid -> assertThat(valid.action().technicianId()).isEqualTo(technician));
    }

    @Test
    void itsTextShowsNoKey() {
        assertThat(LINKS.toString()).contains("a.example", "k1").doesNotContain("0123456789");
    }
}

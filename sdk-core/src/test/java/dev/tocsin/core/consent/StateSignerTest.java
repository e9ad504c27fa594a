package dev.tocsin.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateSignerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Secret KEY = Secret.of("0123456789abcdef0123456789abcdef");
    private static final SignedState STATE =
            new SignedState(MspId.SINGLE, "acme", "AAAAAAAAAAAAAAAAAAAAAA", NOW.plus(Duration.ofHours(1)));

    private final SigningKeys keys = SigningKeys.of("k1", KEY);
    private final StateSigner signer = new StateSigner(keys);

    @Test
    void aStateComesBackAsItWas() {
        for (String company : List.of("a", "acme & sons/ü?#", "会社".repeat(100), "\uD83D\uDE00".repeat(100))) {
            SignedState state = new SignedState(new MspId("日".repeat(64)), company, "n".repeat(64), STATE.expiresAt());
            String text = signer.sign(state, NOW);

            assertThat(text).matches("[A-Za-z0-9._-]+").hasSizeLessThanOrEqualTo(StateSigner.MAX_LENGTH);
            assertThat(signer.verify(text, NOW)).isEqualTo(new StateVerification.Valid(state));
        }
    }

    @Test
    void atItsExpiryItCountsNoMore() {
        String text = signer.sign(STATE, NOW);

        assertThat(signer.verify(text, STATE.expiresAt().minusSeconds(1))).isInstanceOf(StateVerification.Valid.class);
        assertThat(signer.verify(text, STATE.expiresAt())).isEqualTo(new StateVerification.Expired(STATE));
    }

    @Test
    void noChangedCharacterPasses() {
        String text = signer.sign(STATE, NOW);
        Random random = new Random(3);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        for (int at = 0; at < text.length(); at++) {
            for (int i = 0; i < 8; i++) {
                char other = alphabet.charAt(random.nextInt(alphabet.length()));
                if (other != text.charAt(at)) {
                    String changed = text.substring(0, at) + other + text.substring(at + 1);
                    assertThat(signer.verify(changed, NOW))
                            .as(changed)
                            .isNotInstanceOf(StateVerification.Valid.class)
                            .isNotInstanceOf(StateVerification.Expired.class);
                }
            }
        }
    }

    @Test
    void theLastCharacterHasNoSecondSpelling() {
        String text = signer.sign(STATE, NOW);
        int passed = 0;
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            passed += signer.verify(text.substring(0, text.length() - 1) + c, NOW) instanceof StateVerification.Valid
                    ? 1
                    : 0;
        }

        assertThat(passed).isEqualTo(1);
    }

    @Test
    void aStateOfAnotherKeyIsForged() {
        String text = new StateSigner(SigningKeys.of("k1", Secret.of("x".repeat(32)))).sign(STATE, NOW);
        String unknown = new StateSigner(SigningKeys.of("k9", KEY)).sign(STATE, NOW);

        assertThat(signer.verify(text, NOW)).isEqualTo(new StateVerification.Forged());
        assertThat(signer.verify(unknown, NOW)).isEqualTo(new StateVerification.Forged());
    }

    @Test
    void keysAreChangedWithoutLosingStatesOnTheirWay() {
        String old = signer.sign(STATE, NOW);
        SigningKeys rotated = keys.rotatedTo("k2", Secret.of("y".repeat(40)));
        String fresh = new StateSigner(rotated).sign(STATE, NOW);

        assertThat(new StateSigner(rotated).verify(old, NOW)).isEqualTo(new StateVerification.Valid(STATE));
        assertThat(fresh).startsWith("s1.k2.");
        assertThat(new StateSigner(rotated.without("k1")).verify(old, NOW)).isEqualTo(new StateVerification.Forged());
        assertThat(new StateSigner(rotated.without("k1")).verify(fresh, NOW))
                .isInstanceOf(StateVerification.Valid.class);
        assertThatThrownBy(() -> rotated.without("k2")).hasMessageContaining("current");
        assertThatThrownBy(() -> rotated.rotatedTo("k1", KEY)).hasMessageContaining("in use");
    }

    @Test
    void whatIsNoStateIsMalformed() {
        String text = signer.sign(STATE, NOW);
        for (String bad : new String[] {
            null,
            "",
            "x",
            "s1.k1..",
            text + " ",
            " " + text,
            text + "\n",
            "s2" + text.substring(2),
            text + "=",
            text.substring(0, text.length() - 1),
            "s1.k1." + "A".repeat(5_000),
            text.replace('.', '~')
        }) {
            assertThat(signer.verify(bad, NOW)).as(bad).isInstanceOf(StateVerification.Malformed.class);
        }
    }

    @Test
    void noStateCountsLongerThanADayOrIsBornDead() {
        assertThatThrownBy(() -> signer.sign(STATE, STATE.expiresAt())).hasMessageContaining("state.expiresAt");
        assertThatThrownBy(() -> signer.sign(STATE, NOW.minus(Duration.ofDays(1))))
                .hasMessageContaining("24 hours");
    }

    @Test
    void weakKeysAndNoncesAreRefused() {
        assertThatThrownBy(() -> SigningKeys.of("k1", Secret.of("short"))).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> SigningKeys.of("k.1", KEY)).hasMessageContaining("key.id");
        assertThatThrownBy(() -> new SignedState(MspId.SINGLE, "acme", "guessable", NOW))
                .hasMessageContaining("state.nonce");
        assertThatThrownBy(() -> new SignedState(MspId.SINGLE, " ", STATE.nonce(), NOW))
                .hasMessageContaining("state.companyId");
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(keys + " " + STATE + new StateVerification.Valid(STATE))
                .doesNotContain(KEY.reveal())
                .doesNotContain(STATE.nonce());
    }
}

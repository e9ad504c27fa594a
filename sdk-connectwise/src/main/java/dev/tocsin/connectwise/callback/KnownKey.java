package dev.tocsin.connectwise.callback;

import dev.tocsin.connectwise.callback.KeyServer.Reply;
import dev.tocsin.connectwise.callback.SigningKeys.Finding;
import dev.tocsin.connectwise.callback.SigningKeys.Fit;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What the key server last said of one address.
 *
 * @param key the key, or null if there is none
 * @param keyAt when the key was handed out
 * @param askedAt when the server was last asked
 * @param rest how long it is not asked again
 * @param trouble what the last question met instead of a key; null if it brought the key
 */
record KnownKey(
        @Nullable SecretKeySpec key,
        Instant keyAt,
        Instant askedAt,
        Duration rest,
        @Nullable Finding trouble) {
    /** After this a key is asked for again, so that one that was withdrawn does not vouch for ever. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final Duration REST_AFTER_SILENCE = Duration.ofSeconds(1);
    private static final Duration REST_WITHOUT_KEY = Duration.ofMinutes(1);

    /** What is known after a question; a server that is silent leaves the key that was known before. */
    static KnownKey after(@Nullable KnownKey before, Reply reply, Instant now, Duration refreshInterval) {
        if (reply instanceof Reply.Key given) {
            return new KnownKey(given.key(), now, now, refreshInterval, null);
        }
        if (reply instanceof Reply.NoSuchKey none) {
            return new KnownKey(null, now, now, REST_WITHOUT_KEY, new Finding(Fit.DIFFERS, none.reason()));
        }
        Finding silence = new Finding(Fit.UNKNOWN, ((Reply.Silent) reply).reason());
        return before == null
                ? new KnownKey(null, now, now, REST_AFTER_SILENCE, silence)
                : new KnownKey(before.key, before.keyAt, now, REST_AFTER_SILENCE, silence);
    }

    /** The key, unless there is none or it is too old. */
    @Nullable
    SecretKeySpec usable(Instant now) {
        return within(keyAt, LIFE, now) ? key : null;
    }

    /** Whether the server is not to be asked again yet. */
    boolean resting(Instant now) {
        return within(askedAt, rest, now);
    }

    /** What to say of a signature that the usable key, if any, does not fit. */
    Finding misfit() {
        return trouble != null ? trouble : new Finding(Fit.DIFFERS, "the signature does not fit the sender's key");
    }

    /** A clock that was set back ends the span, so that nothing rests for hours. */
    private static boolean within(Instant start, Duration length, Instant now) {
        return !now.isBefore(start) && now.isBefore(start.plus(length));
    }
}

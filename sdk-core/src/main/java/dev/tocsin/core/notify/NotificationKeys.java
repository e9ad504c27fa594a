package dev.tocsin.core.notify;

import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import dev.tocsin.core.people.PersonRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of notifications, by which the same happening is told once. A key is fit for an address: it stands in those to which
 * services report. It names no person; a hash stands for whoever it is. Pure.
 */
public final class NotificationKeys {
    private static final int HASH_CHARS = 26;
    private static final Pattern QUESTION = Pattern.compile("q/[^/]+/([0-9a-f]{64})/[0-9]+");

    private NotificationKeys() {}

    /** Of an alert: one step of one epoch tells one person by one kind once. */
    public static String ofStep(long incidentId, int epoch, int step, PersonRef person, ChannelKind kind) {
        return "i" + incidentId + "/e" + epoch + "/s" + step + "/" + hash(person) + "/" + name(kind);
    }

    /**
     * Of a reminder.
     *
     * @param number which reminder of the epoch's acknowledgement it is, from 1
     */
    public static String ofReminder(long incidentId, int epoch, int number, PersonRef person, ChannelKind kind) {
        return "i" + incidentId + "/e" + epoch + "/r" + number + "/" + hash(person) + "/" + name(kind);
    }

    /** Of the notice to a user whom an incident concerns, who is told of one incident once. */
    public static String ofAffectedUser(long incidentId, PersonRef person, ChannelKind kind) {
        return "i" + incidentId + "/u/" + hash(person) + "/" + name(kind);
    }

    /** Of a test message; one in a second. */
    public static String ofTest(PersonRef person, ChannelKind kind, Instant now) {
        return "t/" + hash(person) + "/" + now.getEpochSecond() + "/" + name(kind);
    }

    /**
     * Of a question for consent.
     *
     * @param textHash the version of the text that is asked about ({@code ConsentText.hash})
     */
    public static String ofQuestion(PersonRef person, String textHash, Instant now) {
        return "q/" + hash(person) + "/" + textHash + "/" + now.getEpochSecond();
    }

    /** The version of the text that a question is about; empty if the key is that of no question. */
    public static Optional<String> textOfQuestion(String key) {
        Matcher matcher = QUESTION.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * Of the answer to a message that came in, which is answered once however often it is delivered.
     *
     * @param provider the provider's name
     * @param messageId the provider's id of the message
     */
    public static String ofAnswer(String provider, String messageId) {
        return "a/" + Base32.encode(KeyHash.start().add(provider).add(messageId).finish(), HASH_CHARS);
    }

    private static String hash(PersonRef person) {
        return Base32.encode(
                KeyHash.start()
                        .add(person.msp().value())
                        .add(person.kind().name())
                        .add(person.id())
                        .finish(),
                HASH_CHARS);
    }

    private static String name(ChannelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

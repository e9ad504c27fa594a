package dev.tocsin.notify.twilio;

import com.twilio.base.Page;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import dev.tocsin.core.notify.MessageLookUp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks among what was sent to a recipient for one message whose answer was lost. Lists are asked for by the time of sending, and once more
 * without it if that finds nothing: what still waits in a queue was not sent, and has no such time. Used once.
 *
 * @param <R> what is listed
 */
abstract class SentLookUp<R extends Resource> {
    static final long PAGE = 100L;

    /** Clocks differ: what was made that much before we began to send may be ours. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final int MOST_PAGES = 5;

    private final TwilioAccount account;
    private final Instant since;
    private final Predicate<String> known;

    /** @param known whether an id is another message's */
    SentLookUp(TwilioAccount account, Instant sentAt, Predicate<String> known) {
        this.account = account;
        this.since = sentAt.minus(SLACK);
        this.known = known;
    }

    /**
     * What counts of an entry.
     *
     * @param id its id
     * @param made when Twilio made it, or null if it does not say
     * @param same whether it may be the one that is looked for
     */
    record Entry(@Nullable String id, @Nullable ZonedDateTime made, boolean same) {}

    /** The first page of what was sent to the recipient, newest first, since a moment or ever. */
    abstract Page<R> first(TwilioRestClient client, @Nullable Instant moment);

    /** The page after another. */
    abstract Page<R> next(Page<R> page, TwilioRestClient client);

    /** What counts of an entry. */
    abstract Entry entry(R listed);

    /** What those found mean; at least one. By default, any is the one. */
    MessageLookUp told(Set<String> ids) {
        return new MessageLookUp.Found(ids.iterator().next());
    }

    final MessageLookUp found() {
        Instant end = account.clock().instant().plus(account.longestWait()).plus(account.timeout());
        MessageLookUp sent = search(since, end);
        return sent instanceof MessageLookUp.Absent ? search(null, end) : sent;
    }

    private MessageLookUp search(@Nullable Instant from, Instant end) {
        Set<String> ids = new LinkedHashSet<>();
        Page<R> page = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            if (account.clock().instant().isAfter(end)) {
                return new MessageLookUp.Unanswered(true, "Twilio took too long to list what was sent");
            }
            Page<R> before = page;
            TwilioAnswer<Page<R>> answer = account.exchange(
                    account.reads(), client -> before == null ? first(client, from) : next(before, client));
            if (!(answer instanceof TwilioAnswer.Read<Page<R>> read)) {
                return new MessageLookUp.Unanswered(
                        true, TwilioAnswer.words(((TwilioAnswer.Trouble<Page<R>>) answer).outcome()));
            }
            page = read.value();
            boolean older = false;
            for (R listed : page.getRecords()) {
                Entry entry = entry(listed);
                boolean tooOld =
                        entry.made() != null && entry.made().toInstant().isBefore(since);
                older |= tooOld;
                if (entry.same() && !tooOld && entry.id() != null && !known.test(entry.id())) {
                    ids.add(entry.id());
                }
            }
            if (!ids.isEmpty()) {
                return told(ids);
            }
            if (older || !page.hasNextPage()) {
                return new MessageLookUp.Absent();
            }
        }
        return new MessageLookUp.Unanswered(
                true, "Twilio lists more than " + MOST_PAGES * PAGE + " to this recipient since then");
    }

    static ZonedDateTime utc(Instant moment) {
        return moment.atZone(ZoneOffset.UTC);
    }
}

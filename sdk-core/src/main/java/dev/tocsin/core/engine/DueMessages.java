package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.store.NotificationStore;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which of the messages that are due are taken up next: answers and questions first, then the most severe, and last what is not to be sent
 * but to be asked for. While more are due than can be taken up, every eighth is the one that is due longest, so that what is least severe
 * goes as well before its time is over, and every eighth is one to be asked for. Thread-safe.
 */
final class DueMessages {
    private static final int ONE_IN = 8;

    private final MspId msp;
    private final AtomicLong taken = new AtomicLong();

    DueMessages(MspId msp) {
        this.msp = msp;
    }

    List<Notification> next(StoreSession session, ChannelKind kind, Instant now, int limit) {
        NotificationStore store = session.notifications();
        List<Notification> urgent = store.urgent(msp, now, kind, limit);
        if (urgent.size() < limit) {
            return urgent;
        }
        long before = taken.getAndAdd(limit);
        int longest = places(before, limit);
        int questions = places(before + ONE_IN / 2, limit);
        Map<Long, Notification> next = new LinkedHashMap<>();
        if (longest > 0) {
            store.due(msp, now, Set.of(kind), longest).forEach(one -> next.put(one.id(), one));
        }
        if (questions > 0) {
            store.toAskFor(msp, now, kind, questions).forEach(one -> next.put(one.id(), one));
        }
        urgent.forEach(one -> next.putIfAbsent(one.id(), one));
        return next.values().stream().limit(limit).toList();
    }

    /** How many of the next places are an eighth one. */
    private static int places(long before, int limit) {
        return (int) ((before + limit) / ONE_IN - before / ONE_IN);
    }
}

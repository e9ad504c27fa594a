package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which of the messages that are due are taken up next: answers and questions first, then the most severe, and last what is not to be sent
 * but to be asked for. While more are due than can be taken up, every eighth is the one that is due longest, so that what comes last goes
 * as well before its time is over.
 * Thread-safe.
 */
final class DueMessages {
    private static final int ONE_IN = 8;

    private final MspId msp;
    private final AtomicLong taken = new AtomicLong();

    DueMessages(MspId msp) {
        this.msp = msp;
    }

    List<Notification> next(StoreSession session, ChannelKind kind, Instant now, int limit) {
        List<Notification> urgent = session.notifications().urgent(msp, now, kind, limit);
        if (urgent.size() < limit) {
            return urgent;
        }
        long before = taken.getAndAdd(limit);
        int longest = (int) ((before + limit) / ONE_IN - before / ONE_IN);
        if (longest == 0) {
            return urgent;
        }
        Map<Long, Notification> next = new LinkedHashMap<>();
        session.notifications().due(msp, now, Set.of(kind), longest).forEach(one -> next.put(one.id(), one));
        urgent.forEach(one -> next.putIfAbsent(one.id(), one));
        return next.values().stream().limit(limit).toList();
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.AlertWords;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which messages go out as one. Thread-safe. */
final class MessageBundling {
    private static final Comparator<Notification> MOST_SEVERE = Comparator.comparing(
                    Notification::severity, Comparator.nullsFirst(Comparator.<Severity>naturalOrder()))
            .reversed()
            .thenComparingLong(Notification::id);

    private static final Set<NotificationState> ON_ITS_WAY = Set.of(
            NotificationState.SENDING, NotificationState.UNKNOWN, NotificationState.SENT, NotificationState.DELIVERED);

    private final MessageEndings endings;
    private final MessageTimes times;

    MessageBundling(MessageEndings endings, MessageTimes times) {
        this.endings = endings;
        this.times = times;
    }

    /** Another technician of the same step who has the same number, and whose message is on its way there. */
    static Optional<Notification> sameNumber(StoreSession session, Notification row, String address) {
        Long incidentId = row.incidentId();
        return incidentId == null
                ? Optional.empty()
                : session.notifications().toAddress(incidentId, row.epoch(), row.step(), row.kind(), address).stream()
                        .filter(other -> other.id() != row.id()
                                && other.purpose() == Purpose.ALERT
                                && ON_ITS_WAY.contains(other.state()))
                        .findFirst();
    }

    /** What says the same to the same person and certainly did not go out yet: one message stands for all of them. */
    static List<Notification> alike(StoreSession session, Notification row) {
        Long incidentId = row.incidentId();
        return incidentId == null
                ? List.of()
                : session.notifications().planned(row.person(), row.kind(), incidentId).stream()
                        .filter(one -> one.id() != row.id()
                                && one.purpose() == row.purpose()
                                && one.epoch() == row.epoch()
                                && one.sentAt() == null)
                        .toList();
    }

    /** Whether it could not go when it was planned. */
    static boolean hasWaited(Notification row) {
        Instant due = row.dueAt();
        return due != null && due.isAfter(row.plannedAt());
    }

    /** What else waits for the person by this kind and is still needed, the most severe first: no more than a message can name. */
    List<Notification> waiting(StoreSession session, Notification row, Instant now) {
        List<Notification> planned = session.notifications().planned(row.person(), row.kind()).stream()
                .filter(one -> one.id() != row.id()
                        && one.attempts() == 0
                        && one.msp().equals(row.msp())
                        && (one.purpose() == Purpose.ALERT || one.purpose() == Purpose.REMINDER))
                .sorted(MOST_SEVERE)
                .toList();
        Set<Long> incidents = new HashSet<>();
        incidents.add(row.incidentId());
        List<Notification> found = new ArrayList<>();
        for (Notification one : planned) {
            boolean room = incidents.contains(one.incidentId()) || incidents.size() < AlertWords.mostOf(row.kind());
            if (room
                    && !times.isTooLate(session, one, now)
                    && endings.need(session, one, now) instanceof MessageNeed.Needed) {
                incidents.add(one.incidentId());
                found.add(one);
            }
        }
        return found;
    }
}

package dev.tocsin.core.engine;

import dev.tocsin.core.notify.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a service is asked what became of a message that it took and of which it has reported nothing final: a report may be lost, and a
 * host without a public address gets none. Mail is not asked for, since no service of mail knows more. Thread-safe.
 */
final class ReportQuestions {
    /** Longer than a call rings and talks. */
    private static final Duration CALL_SILENCE = Duration.ofMinutes(5);

    /** Longer than a carrier usually takes to say what became of a text. */
    private static final Duration TEXT_SILENCE = Duration.ofMinutes(2);

    /** Nobody is told by a mute call, so what follows it does not wait for a service that is silent. */
    private static final int CALL_PATIENCE = 2;

    private ReportQuestions() {}

    /** When it is asked first, if nothing final is heard until then; empty for never. */
    static Optional<Instant> first(Notification row, Instant now) {
        return switch (row.kind()) {
            case VOICE -> Optional.of(now.plus(CALL_SILENCE));
            case SMS -> Optional.of(now.plus(TEXT_SILENCE));
            case EMAIL -> Optional.empty();
        };
    }

    /**
     * When it is asked again, once it was asked and what it said is not final: about calls at the same pace, since people wait for what
     * follows; about texts ever more seldom, since many carriers never say that one arrived, whether it answered or not: a service may be
     * down for long, and a pause that it asked for keeps questions from it. Not once all is too late.
     *
     * @param answered whether it answered; if not, the message already counts that as one more question in vain
     * @return empty for never
     */
    static Optional<Instant> next(Notification row, boolean answered, Instant now) {
        Instant end = MessageTimes.over(row);
        return switch (row.kind()) {
            case VOICE -> {
                boolean again = answered ? end.isAfter(now) : row.lookups() < CALL_PATIENCE;
                yield again ? Optional.of(now.plus(CALL_SILENCE)) : Optional.empty();
            }
            case SMS -> {
                Instant sentAt = row.sentAt() == null ? row.plannedAt() : row.sentAt();
                Duration waited = Duration.between(sentAt, now);
                Instant due = now.plus(waited.compareTo(TEXT_SILENCE) < 0 ? TEXT_SILENCE : waited);
                yield due.isBefore(end) ? Optional.of(due) : Optional.empty();
            }
            case EMAIL -> Optional.empty();
        };
    }
}

package dev.tocsin.simulators.http;

import java.time.Duration;
import java.util.Objects;

/**
 * One fault with its particulars. Immutable.
 *
 * @param kind what goes wrong
 * @param status the HTTP status to answer with; only errors use it
 * @param delay how long until the late commit or the slow answer, or the Retry-After of a 429; zero for the others
 * @param hang for {@link FaultKind#COMMIT_LATE}: true keeps the connection open without an answer until the commit, false
 *     closes it at once
 */
public record Fault(FaultKind kind, int status, Duration delay, boolean hang) {
    /** Refuses a negative delay and a status that is no error where one is needed. */
    public Fault {
        Objects.requireNonNull(kind, "kind");
        if (Objects.requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("delay: must not be negative, but is " + delay);
        }
        boolean error = kind == FaultKind.ERROR_BEFORE_COMMIT || kind == FaultKind.ERROR_AFTER_COMMIT;
        if (error && (status < 500 || status > 599)) {
            throw new IllegalArgumentException("status: must be 500 to 599, but is " + status);
        }
    }

    /** The fault of a kind with ordinary particulars: status 500, late by 30 s, slow by 2 s, Retry-After 30 s. */
    public static Fault of(FaultKind kind) {
        return switch (kind) {
            case TOO_MANY_REQUESTS, PROXY_TOO_MANY_REQUESTS -> new Fault(kind, 429, Duration.ofSeconds(30), false);
            case COMMIT_LATE -> new Fault(kind, 0, Duration.ofSeconds(30), false);
            case SLOW -> new Fault(kind, 0, Duration.ofSeconds(2), false);
            default -> new Fault(kind, 500, Duration.ZERO, false);
        };
    }

    /** Closes the connection without carrying the request out. */
    public static Fault dropBeforeCommit() {
        return of(FaultKind.DROP_BEFORE_COMMIT);
    }

    /** Carries the request out, then closes the connection without an answer. */
    public static Fault dropAfterCommit() {
        return of(FaultKind.DROP_AFTER_COMMIT);
    }

    /** Closes the connection and carries the request out after the delay, measured by the simulator's clock. */
    public static Fault commitLate(Duration delay) {
        return new Fault(FaultKind.COMMIT_LATE, 0, delay, false);
    }

    /** Leaves the caller hanging and carries the request out after the delay, measured by the simulator's clock. */
    public static Fault commitLateWhileHanging(Duration delay) {
        return new Fault(FaultKind.COMMIT_LATE, 0, delay, true);
    }

    /** Answers with this 5xx status without carrying the request out. */
    public static Fault errorBeforeCommit(int status) {
        return new Fault(FaultKind.ERROR_BEFORE_COMMIT, status, Duration.ZERO, false);
    }

    /** Carries the request out and answers with this 5xx status. */
    public static Fault errorAfterCommit(int status) {
        return new Fault(FaultKind.ERROR_AFTER_COMMIT, status, Duration.ZERO, false);
    }

    /** Carries the request out twice. */
    public static Fault duplicate() {
        return of(FaultKind.DUPLICATE);
    }

    /** Carries the request out and answers after the delay, in real time. */
    public static Fault slow(Duration delay) {
        return new Fault(FaultKind.SLOW, 0, delay, false);
    }

    /** Answers with HTML without carrying the request out. */
    public static Fault htmlBeforeCommit() {
        return of(FaultKind.HTML_BEFORE_COMMIT);
    }

    /** Carries the request out and answers with HTML. */
    public static Fault htmlAfterCommit() {
        return of(FaultKind.HTML_AFTER_COMMIT);
    }

    /** Refuses with 429 and this Retry-After, in whole seconds. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return new Fault(FaultKind.TOO_MANY_REQUESTS, 429, retryAfter, false);
    }

    /** Refuses with a proxy's 429 in HTML and this Retry-After, in whole seconds. */
    public static Fault proxyTooManyRequests(Duration retryAfter) {
        return new Fault(FaultKind.PROXY_TOO_MANY_REQUESTS, 429, retryAfter, false);
    }

    /** Carries the request out and answers with broken JSON. */
    public static Fault garbageJson() {
        return of(FaultKind.GARBAGE_JSON);
    }

    /** Carries the request out and breaks the answer off half-way. */
    public static Fault cutShort() {
        return of(FaultKind.CUT_SHORT);
    }

    /** Answers a change with success and the unchanged record. */
    public static Fault unapplied() {
        return of(FaultKind.UNAPPLIED);
    }
}

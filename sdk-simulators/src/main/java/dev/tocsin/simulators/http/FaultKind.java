package dev.tocsin.simulators.http;

/** What can go wrong with one request. "Commit" is the moment at which the request changes the simulator's state. */
public enum FaultKind {
    /** The connection is closed and the request is never carried out. */
    DROP_BEFORE_COMMIT,
    /** The request is carried out, then the connection is closed without an answer. */
    DROP_AFTER_COMMIT,
    /** The connection is closed, or hangs, and the request is carried out later. */
    COMMIT_LATE,
    /** A 5xx answer; the request is not carried out. */
    ERROR_BEFORE_COMMIT,
    /** A 5xx answer, although the request was carried out. */
    ERROR_AFTER_COMMIT,
    /** The request is carried out twice and answered once: a create leaves two records. */
    DUPLICATE,
    /** The request is carried out at once and answered after a delay. */
    SLOW,
    /** 200 with a page of HTML; the request is not carried out. */
    HTML_BEFORE_COMMIT,
    /** 200 with a page of HTML, although the request was carried out. */
    HTML_AFTER_COMMIT,
    /** 429 with a Retry-After; the request is not carried out. */
    TOO_MANY_REQUESTS,
    /** 429 as a proxy in front of the service words it, in HTML; the request is not carried out. */
    PROXY_TOO_MANY_REQUESTS,
    /** The request is carried out; the answer is complete as HTTP but is not valid JSON. */
    GARBAGE_JSON,
    /** The request is carried out; the answer breaks off half-way through the announced length. */
    CUT_SHORT,
    /** A success with the record as it is: the change is not carried out, as the vendor warns that a PATCH may be. */
    UNAPPLIED
}

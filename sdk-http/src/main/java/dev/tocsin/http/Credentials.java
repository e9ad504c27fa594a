package dev.tocsin.http;

import java.util.Map;

/**
 * Supplies the headers that prove who asks. Asked on every attempt, so that keys can rotate and tokens be renewed;
 * called by many threads at once.
 */
@FunctionalInterface
public interface Credentials {
    /**
     * The headers to add, such as {@code authorization}; they replace those of the request. They are sent only to the
     * origins that {@link TransportBuilder#allowedOrigins} names, and never logged.
     *
     * @return name to value; empty for none
     * @throws InterruptedException if the thread is interrupted while a token is fetched
     * @throws dev.tocsin.core.base.TocsinException if no credential can be had; the request is then not sent, and the
     *     message must not hold a secret
     */
    Map<String, String> headers() throws InterruptedException;

    /** No credentials, for an open endpoint. */
    static Credentials none() {
        return Map::of;
    }
}

package dev.tocsin.msgraph;

/** Where a tenant's tokens come from. Thread-safe. */
@FunctionalInterface
interface TokenSource {
    /**
     * Asks for a token.
     *
     * @throws dev.tocsin.core.base.TocsinException if none is issued
     */
    IssuedToken fetch() throws InterruptedException;
}

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

    /** With what it proves who it is at the moment; equal as long as that is the same. Never shown. */
    default Object proof() {
        return this;
    }
}

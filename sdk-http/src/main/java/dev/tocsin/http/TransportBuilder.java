package dev.tocsin.http;

/** Placeholder: the http module's helper fills it in. */
final class TransportBuilder {
    private TransportBuilder() {}
}

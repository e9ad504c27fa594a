package dev.tocsin.core.store;

/**
 * A piece of configuration as it is kept.
 *
 * @param item the piece
 * @param revision counts its changes, from 1
 * @param origin who wrote it last
 * @param <T> what it is
 */
public record Stored<T>(T item, int revision, Origin origin) {}

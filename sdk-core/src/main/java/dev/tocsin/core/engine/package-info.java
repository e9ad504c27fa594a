/**
 * What moves incidents and intents: it takes up what is due, decides by the pure rules of the rooms beside it, commits,
 * and only then lets a byte leave. The {@link dev.tocsin.core.engine.Dispatcher} alone writes to the outside.
 */
@NullMarked
package dev.tocsin.core.engine;

import org.jspecify.annotations.NullMarked;

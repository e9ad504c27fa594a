/**
 * HTTP with outcomes that can be trusted: each call says whether it was answered, not sent, or of unknown outcome. No
 * write is ever repeated here. Start with {@link dev.tocsin.http.TransportBuilder}.
 */
@NullMarked
package dev.tocsin.http;

import org.jspecify.annotations.NullMarked;

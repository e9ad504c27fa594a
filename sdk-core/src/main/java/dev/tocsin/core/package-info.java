/**
 * Tocsin: security events become the right PSA ticket, once. Begin with {@link dev.tocsin.core.Tocsin#builder()}.
 */
@NullMarked
package dev.tocsin.core;

import org.jspecify.annotations.NullMarked;

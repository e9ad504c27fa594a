/** Tests of what all rooms stand on. */
@NullMarked
package dev.tocsin.core.base;

import org.jspecify.annotations.NullMarked;

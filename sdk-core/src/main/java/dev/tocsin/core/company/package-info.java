/** The MSP's customers, what ties each to a company of a PSA, and the decisions over that which need no I/O. */
@NullMarked
package dev.tocsin.core.company;

import org.jspecify.annotations.NullMarked;

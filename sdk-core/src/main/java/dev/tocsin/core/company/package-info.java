/** The MSP's customers and what ties each to a company of a PSA. */
@NullMarked
package dev.tocsin.core.company;

import org.jspecify.annotations.NullMarked;

/** Agreements between the MSP and its customers, and their additions. */
@NullMarked
package dev.tocsin.connectwise.finance;

import org.jspecify.annotations.NullMarked;

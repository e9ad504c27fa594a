/** Measurements, end to end and in detail. Never published. */
@NullMarked
package dev.tocsin.benchmarks;

import org.jspecify.annotations.NullMarked;

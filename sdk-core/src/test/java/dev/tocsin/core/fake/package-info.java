/** What the tests of the core stand on: a virtual time, a PSA that keeps state and fails on demand, and a host around both. */
@NullMarked
package dev.tocsin.core.fake;

import org.jspecify.annotations.NullMarked;

/**
 * What events would do: the real workflow played over a store in memory, a clock of its own and a PSA that answers from
 * memory, and the difference that a changed configuration makes. Touches neither the host's store nor the network.
 */
@NullMarked
package dev.tocsin.core.preview;

import org.jspecify.annotations.NullMarked;

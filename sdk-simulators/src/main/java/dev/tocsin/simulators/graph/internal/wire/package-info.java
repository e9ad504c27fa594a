/** JSON as the Graph simulator reads and writes it, and its refusals. */
@NullMarked
package dev.tocsin.simulators.graph.internal.wire;

import org.jspecify.annotations.NullMarked;

/** How often the Graph simulator may be asked for what. */
@NullMarked
package dev.tocsin.simulators.graph.internal.limits;

import org.jspecify.annotations.NullMarked;

/** The query options of a Graph list: select, filter, search, order, and the opaque tokens of its pages. */
@NullMarked
package dev.tocsin.simulators.graph.internal.query;

import org.jspecify.annotations.NullMarked;

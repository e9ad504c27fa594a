/**
 * What a list request asks for: conditions, order, page and fields. Reads the vendor's grammar with a parser of its own;
 * hostile input ends in a 400. Not API.
 */
@NullMarked
package dev.tocsin.simulators.connectwise.internal.query;

import org.jspecify.annotations.NullMarked;

/**
 * A client of the ConnectWise Manage REST API, usable alone, with records of typed fields and errors that say
 * whether a write was carried out. Start with {@link dev.tocsin.connectwise.ConnectWise}.
 */
@NullMarked
package dev.tocsin.connectwise;

import org.jspecify.annotations.NullMarked;

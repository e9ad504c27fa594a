/** What the PSA refused and a person must decide on: listed with the PSA's own words, edited, tried again or dropped. */
@NullMarked
package dev.tocsin.core.deadletter;

import org.jspecify.annotations.NullMarked;

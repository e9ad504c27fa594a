/** Tests of what reads Microsoft's records. */
@NullMarked
package dev.tocsin.msgraph.source.record;

import org.jspecify.annotations.NullMarked;

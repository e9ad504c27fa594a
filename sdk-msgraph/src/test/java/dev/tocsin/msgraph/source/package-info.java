/** Tests of what reads a tenant, against the simulator. */
@NullMarked
package dev.tocsin.msgraph.source;

import org.jspecify.annotations.NullMarked;

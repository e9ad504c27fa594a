/** Tests of what Microsoft 365 tells the engine, against the simulator. */
@NullMarked
package dev.tocsin.msgraph.source;

import org.jspecify.annotations.NullMarked;

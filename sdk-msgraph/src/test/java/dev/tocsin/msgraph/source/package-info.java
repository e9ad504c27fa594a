<<<<<<< HEAD
/** Tests of what Microsoft 365 tells the engine, against the simulator. */
=======
/** Tests of what reads a tenant, against the simulator. */
>>>>>>> records6
@NullMarked
package dev.tocsin.msgraph.source;

import org.jspecify.annotations.NullMarked;

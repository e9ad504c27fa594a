/** ConnectWise Manage as the {@link dev.tocsin.core.psa.Psa} of the engine. The client beside it knows nothing of this. */
@NullMarked
package dev.tocsin.connectwise.psa;

import org.jspecify.annotations.NullMarked;

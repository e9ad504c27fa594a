/** JSON and the errors of ConnectWise Manage as it words them. Not API. */
@NullMarked
package dev.tocsin.simulators.connectwise.internal.wire;

import org.jspecify.annotations.NullMarked;

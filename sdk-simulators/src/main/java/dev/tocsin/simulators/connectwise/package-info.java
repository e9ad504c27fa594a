/**
 * A ConnectWise Manage server for tests and demonstrations: stateful, over real HTTP on the loopback address, with faults
 * on demand. {@link dev.tocsin.simulators.connectwise.ConnectWiseSimulator} is the way in;
 * {@link dev.tocsin.simulators.connectwise.SimulatorMain} runs it alone.
 */
@NullMarked
package dev.tocsin.simulators.connectwise;

import org.jspecify.annotations.NullMarked;

/**
 * Microsoft Graph and its login service for tests and demonstrations: tenants with users, delta, events, licences and mail,
 * stateful, over real HTTP on the loopback address, with faults on demand.
 * {@link dev.tocsin.simulators.graph.GraphSimulator} is the way in;
 * {@link dev.tocsin.simulators.graph.GraphSimulatorMain} runs it alone.
 */
@NullMarked
package dev.tocsin.simulators.graph;

import org.jspecify.annotations.NullMarked;

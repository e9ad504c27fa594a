/**
 * The state of the simulated ConnectWise Manage: boards and their pick lists, companies, tickets and notes, with the rules
 * by which the server accepts a change. Not thread-safe: {@code Manage} is the lock. Not API.
 */
@NullMarked
package dev.tocsin.simulators.connectwise.internal.records;

import org.jspecify.annotations.NullMarked;

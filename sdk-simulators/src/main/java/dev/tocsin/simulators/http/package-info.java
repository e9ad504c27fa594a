/**
 * The loopback HTTP server that every simulator stands on: calls and answers, faults on demand and the log of requests.
 * Nothing here knows of a vendor.
 */
@NullMarked
package dev.tocsin.simulators.http;

import org.jspecify.annotations.NullMarked;

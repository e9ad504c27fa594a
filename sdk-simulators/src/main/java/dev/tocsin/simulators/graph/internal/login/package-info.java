/** The app registration, its proofs, and the access tokens of the Graph simulator's login service. */
@NullMarked
package dev.tocsin.simulators.graph.internal.login;

import org.jspecify.annotations.NullMarked;

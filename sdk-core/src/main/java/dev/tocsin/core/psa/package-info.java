/**
 * The port to a ticketing system. Its operations are named by intent, its drafts and snapshots are typed, and every
 * write answers whether it was done, refused, not executed, or of unknown outcome. Adapters live in modules of their own.
 */
@NullMarked
package dev.tocsin.core.psa;

import org.jspecify.annotations.NullMarked;

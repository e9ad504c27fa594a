/**
 * The durable store on JDBC: one SQLite file, in which each write that returned is on disk. What knows SQLite is in the
 * classes that carry its name; the queue, the codes and the JSON know nothing of it.
 */
@NullMarked
package dev.tocsin.store.jdbc;

import org.jspecify.annotations.NullMarked;

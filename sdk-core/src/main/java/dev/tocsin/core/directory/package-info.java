/**
 * Keeps the users of customers in step with the customers' directories: page by page, each in one transaction with how far the
 * directory was read, so that a crash loses nothing and doubles nothing.
 */
@NullMarked
package dev.tocsin.core.directory;

import org.jspecify.annotations.NullMarked;

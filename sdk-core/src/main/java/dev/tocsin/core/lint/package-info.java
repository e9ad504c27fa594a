/** What is wrong with a configuration, or suspicious about it: within itself, and against the PSAs as they are now. */
@NullMarked
package dev.tocsin.core.lint;

import org.jspecify.annotations.NullMarked;

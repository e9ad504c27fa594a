/** The programs that docs/operations.md shows. */
@NullMarked
package dev.tocsin.core.docs;

import org.jspecify.annotations.NullMarked;

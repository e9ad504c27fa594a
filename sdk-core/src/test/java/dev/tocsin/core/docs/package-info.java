/** The programs that the documentation shows. */
@NullMarked
package dev.tocsin.core.docs;

import org.jspecify.annotations.NullMarked;

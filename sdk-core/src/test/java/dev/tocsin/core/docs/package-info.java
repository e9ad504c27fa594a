/** The programs that the guides show, compiled and run as they stand there. */
@NullMarked
package dev.tocsin.core.docs;

import org.jspecify.annotations.NullMarked;

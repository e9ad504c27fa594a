/** Tests of the package of this name. */
@NullMarked
package dev.tocsin.examples.alertbridge;

import org.jspecify.annotations.NullMarked;

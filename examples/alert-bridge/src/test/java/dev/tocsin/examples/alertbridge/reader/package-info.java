/** Tests of the readers, over inputs written for them and, where they are at hand, real ones. */
@NullMarked
package dev.tocsin.examples.alertbridge.reader;

import org.jspecify.annotations.NullMarked;

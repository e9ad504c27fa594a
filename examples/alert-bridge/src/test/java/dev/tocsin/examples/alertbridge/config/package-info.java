/** Tests of the package of this name. */
@NullMarked
package dev.tocsin.examples.alertbridge.config;

import org.jspecify.annotations.NullMarked;

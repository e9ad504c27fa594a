/** The catalogue of products. */
@NullMarked
package dev.tocsin.connectwise.procurement;

import org.jspecify.annotations.NullMarked;

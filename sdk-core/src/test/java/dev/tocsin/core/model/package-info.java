/** Random histories of the whole workflow, and an oracle that says what must hold after each. */
@NullMarked
package dev.tocsin.core.model;

import org.jspecify.annotations.NullMarked;

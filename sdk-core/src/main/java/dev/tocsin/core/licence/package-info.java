/** Licences that customers hold: the port to where they are bought. */
@NullMarked
package dev.tocsin.core.licence;

import org.jspecify.annotations.NullMarked;

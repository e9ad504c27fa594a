/** Configuration sync: brings the configurations of a PSA in step with the assets of a source, and survives being killed. */
@NullMarked
package dev.tocsin.core.fleet;

import org.jspecify.annotations.NullMarked;

/** How keys are made from parts: one hash and one alphabet for deliveries, fingerprints, groups and references. */
@NullMarked
package dev.tocsin.core.key;

import org.jspecify.annotations.NullMarked;

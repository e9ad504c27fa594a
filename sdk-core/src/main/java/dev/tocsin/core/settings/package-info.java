/** Every number and policy of the workflow, with its default. */
@NullMarked
package dev.tocsin.core.settings;

import org.jspecify.annotations.NullMarked;

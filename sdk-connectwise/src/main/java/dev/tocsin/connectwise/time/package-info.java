/** Time entries, work roles and work types. */
@NullMarked
package dev.tocsin.connectwise.time;

import org.jspecify.annotations.NullMarked;

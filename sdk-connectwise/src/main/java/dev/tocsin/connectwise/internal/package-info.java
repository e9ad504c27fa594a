/** JSON as the client reads and writes it. Not API: it may change with any release. */
@NullMarked
package dev.tocsin.connectwise.internal;

import org.jspecify.annotations.NullMarked;

/** The server itself: members, documents, callbacks, definitions of custom fields. */
@NullMarked
package dev.tocsin.connectwise.system;

import org.jspecify.annotations.NullMarked;

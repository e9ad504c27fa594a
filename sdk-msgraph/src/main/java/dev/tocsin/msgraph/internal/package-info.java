/** What lies between the official client and the transport of this SDK. Not API. */
@NullMarked
package dev.tocsin.msgraph.internal;

import org.jspecify.annotations.NullMarked;

/** Mail that the engine sends by Microsoft 365. */
@NullMarked
package dev.tocsin.msgraph.channel;

import org.jspecify.annotations.NullMarked;

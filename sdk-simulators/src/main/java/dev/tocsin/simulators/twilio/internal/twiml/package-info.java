/** The vendor's markup by which a webhook says what to do next, read without trust in who wrote it. */
@NullMarked
package dev.tocsin.simulators.twilio.internal.twiml;

import org.jspecify.annotations.NullMarked;

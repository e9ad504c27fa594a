/** What is on the wire: forms, dates, segments of a text, errors in the vendor's words. */
@NullMarked
package dev.tocsin.simulators.twilio.internal.wire;

import org.jspecify.annotations.NullMarked;

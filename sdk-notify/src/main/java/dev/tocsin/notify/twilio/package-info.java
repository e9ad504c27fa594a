/** SMS and calls by Twilio: the account, the channels, the words that fit, and the proof that a callback is Twilio's. Twilio's official client builds the requests and reads the answers; this SDK's transport carries them. */
@NullMarked
package dev.tocsin.notify.twilio;

import org.jspecify.annotations.NullMarked;

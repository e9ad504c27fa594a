/**
 * Twilio's messages and calls for tests and demonstrations: sender numbers, people's phones, signed webhooks, opt-outs and
 * error codes, stateful, over real HTTP on the loopback address, with faults on demand.
 * {@link dev.tocsin.simulators.twilio.TwilioSimulator} is the way in;
 * {@link dev.tocsin.simulators.twilio.TwilioSimulatorMain} runs it alone.
 */
@NullMarked
package dev.tocsin.simulators.twilio;

import org.jspecify.annotations.NullMarked;

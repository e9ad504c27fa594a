/**
 * For tests of the SDK and of its hosts: time that moves only when it is told to, and the suites that every
 * implementation of a port must pass. Nothing here belongs on a production class path.
 */
@NullMarked
package dev.tocsin.testkit;

import org.jspecify.annotations.NullMarked;

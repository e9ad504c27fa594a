/**
 * What every module shares: errors that say whether a request was executed, secrets that do not print, the injected
 * sleeper and the identity of an MSP. Nothing here knows of events or tickets.
 */
@NullMarked
package dev.tocsin.core.base;

import org.jspecify.annotations.NullMarked;

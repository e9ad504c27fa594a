/**
 * Reads files of security reports (Nessus v2, records of Microsoft, the SDK's own JSON lines) into security events, in
 * bounded memory. One bad line or item is a fault that names its place; the rest goes on. An event's identity comes
 * from what the file says alone, never from the file's name or the time of reading, so a file read twice is the same
 * events.
 */
@NullMarked
package dev.tocsin.examples.alertbridge.reader;

import org.jspecify.annotations.NullMarked;

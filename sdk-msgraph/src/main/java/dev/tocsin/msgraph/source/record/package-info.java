/**
 * Reads records that Microsoft's systems write, given as JSON text, into security events: audits and sign-ins of Entra ID, alerts of
 * Microsoft security, security events of Windows. Nothing here talks to anyone. An event's identity comes from what the record says
 * alone, so a record that is read twice, or by two ways, is one event.
 */
@NullMarked
package dev.tocsin.msgraph.source.record;

import org.jspecify.annotations.NullMarked;

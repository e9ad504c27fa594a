/**
 * Whether a person agreed to be texted and called: the entries of the append-only ledger, the state that they add up to, the gate
 * before every message, the words by which people end it, the enrolment of a company's users and the signed state of Microsoft's
 * consent page. Pure: time is handed in, and what is kept is the store's.
 */
@NullMarked
package dev.tocsin.core.consent;

import org.jspecify.annotations.NullMarked;

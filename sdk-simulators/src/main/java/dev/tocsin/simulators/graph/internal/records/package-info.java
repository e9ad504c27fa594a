/** What the tenants of the Graph simulator hold: users, changes, events, licences, mails. */
@NullMarked
package dev.tocsin.simulators.graph.internal.records;

import org.jspecify.annotations.NullMarked;

/** What Microsoft 365 tells the engine: users, logs, alerts, licences. */
@NullMarked
package dev.tocsin.msgraph.source;

import org.jspecify.annotations.NullMarked;

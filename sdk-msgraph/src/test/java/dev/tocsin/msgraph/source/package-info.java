/** Users, logs, alerts and licences of Microsoft 365, read from a simulator and from answers that it does not give. */
@NullMarked
package dev.tocsin.msgraph.source;

import org.jspecify.annotations.NullMarked;

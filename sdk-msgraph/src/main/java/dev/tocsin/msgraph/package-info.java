/** The Microsoft 365 tenants that an app of the MSP reaches: their tokens, their users, and the official client over this SDK's transport. */
@NullMarked
package dev.tocsin.msgraph;

import org.jspecify.annotations.NullMarked;

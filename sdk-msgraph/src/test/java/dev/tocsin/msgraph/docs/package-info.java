/** The programs of the guide to Microsoft 365, and what can be left out of a host. */
@NullMarked
package dev.tocsin.msgraph.docs;

import org.jspecify.annotations.NullMarked;

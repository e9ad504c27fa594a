/** How the app proves who it is, and how a tenant's administrator lets it in. */
@NullMarked
package dev.tocsin.msgraph.login;

import org.jspecify.annotations.NullMarked;

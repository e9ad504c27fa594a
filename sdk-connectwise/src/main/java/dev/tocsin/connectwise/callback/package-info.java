/**
 * ConnectWise callbacks (webhooks): who sent a message, what it says, that it is heard once, and that they are registered once.
 * Start with {@link dev.tocsin.connectwise.callback.CallbackHandler}; the host brings the web server, and has its address
 * registered by {@link dev.tocsin.connectwise.callback.CallbackRegistration}.
 */
@NullMarked
package dev.tocsin.connectwise.callback;

import org.jspecify.annotations.NullMarked;

/**
 * The receiving side of ConnectWise callbacks (webhooks): who sent a message, what it says, and that it is heard once.
 * Start with {@link dev.tocsin.connectwise.callback.CallbackHandler}; the host brings the web server.
 */
@NullMarked
package dev.tocsin.connectwise.callback;

import org.jspecify.annotations.NullMarked;

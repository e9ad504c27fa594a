/** What comes back: requests of providers and of people who follow a link, for any host that speaks HTTP to mount. */
@NullMarked
package dev.tocsin.notify.webhook;

import org.jspecify.annotations.NullMarked;

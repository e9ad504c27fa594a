/** How the bridge writes its log: to the error output, with what looks like a secret masked. */
@NullMarked
package dev.tocsin.examples.alertbridge.log;

import org.jspecify.annotations.NullMarked;

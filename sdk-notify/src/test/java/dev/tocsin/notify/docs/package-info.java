/** The programs of the guide to notifications, as they stand there. */
@NullMarked
package dev.tocsin.notify.docs;

import org.jspecify.annotations.NullMarked;

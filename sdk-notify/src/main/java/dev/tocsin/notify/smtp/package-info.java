/** Mail by SMTP: one channel, whose outcome says how far the conversation with the server got. */
@NullMarked
package dev.tocsin.notify.smtp;

import org.jspecify.annotations.NullMarked;

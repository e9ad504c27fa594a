package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.people.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * The server that mail is sent by.
 *
 * @param host its name or address
 * @param port its port
 * @param tls how the connection is kept from others' eyes
 * @param username the name to log in with; null for no login
 * @param password the password of the login; null for no login
 * @param from the address that mail is from
 * @param fromName the name beside it; null for none
 */
public record SmtpAccess(
        String host,
        int port,
        Tls tls,
        @Nullable String username,
        @Nullable KeySource password,
        EmailAddress from,
        @Nullable String fromName) {
    /** How a connection is kept from others' eyes. */
    public enum Tls {
        /** TLS from the first byte. */
        IMPLICIT(465),
        /** In the clear until STARTTLS, without which nothing is sent. */
        STARTTLS(587),
        /** None, on this machine only. */
        NONE(25);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }

        /** The port that is usual for it. */
        public int usualPort() {
            return usualPort;
        }
    }
}

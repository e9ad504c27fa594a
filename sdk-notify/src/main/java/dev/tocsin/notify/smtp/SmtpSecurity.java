package dev.tocsin.notify.smtp;

/** How the connection to a mail server is kept from others' eyes. */
public enum SmtpSecurity {
    /** TLS from the first byte, usually at port 465 (RFC 8314). */
    IMPLICIT_TLS(465),
    /** In the clear until {@code STARTTLS}, usually at port 587; a server that does not offer it is not used. */
    STARTTLS(587),
    /** None, for a server on this machine only. */
    PLAIN(25);

    private final int usualPort;

    SmtpSecurity(int usualPort) {
        this.usualPort = usualPort;
    }

    /** The port that is usual for it. */
    public int usualPort() {
        return usualPort;
    }
}

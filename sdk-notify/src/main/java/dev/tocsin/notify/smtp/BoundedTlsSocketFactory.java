package dev.tocsin.notify.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** Lays TLS over bounded connections, so that its handshake is bounded too. Thread-safe. */
final class BoundedTlsSocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final BoundedSocketFactory plain;

    /**
     * TLS over connections with bounds.
     *
     * @param tls makes the TLS above the bounds
     * @param whole how long each connection may be there
     */
    BoundedTlsSocketFactory(SSLSocketFactory tls, Clock clock, Duration whole) {
        this.tls = tls;
        plain = new BoundedSocketFactory(clock, whole);
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean closesBelow) throws IOException {
        return tls.createSocket(plain.bounded(below), host, port, closesBelow);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return tls.createSocket(plain.createSocket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort) throws IOException {
        return tls.createSocket(plain.createSocket(host, port, own, ownPort), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return tls.createSocket(plain.createSocket(host, port), host.getHostAddress(), port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) throws IOException {
        Socket below = plain.createSocket(host, port, own, ownPort);
        return tls.createSocket(below, host.getHostAddress(), port, true);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}

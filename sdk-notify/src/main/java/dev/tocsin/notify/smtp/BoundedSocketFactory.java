package dev.tocsin.notify.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes connections that speak in the clear at first, each with the bounds of {@link BoundedSocket}. Thread-safe. */
final class BoundedSocketFactory extends SocketFactory {
    private final Clock clock;
    private final Duration whole;

    /** @param whole how long each connection may be there */
    BoundedSocketFactory(Clock clock, Duration whole) {
        this.clock = clock;
        this.whole = whole;
    }

    @Override
    public Socket createSocket() throws IOException {
        return bounded(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(own, ownPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(own, ownPort));
    }

    /** The bounds laid on a connection that is there, from now on. */
    BoundedSocket bounded(Socket below) throws IOException {
        return new BoundedSocket(below, clock, clock.instant().plus(whole));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress own) throws IOException {
        Socket socket = createSocket();
        try {
            if (own != null) {
                socket.bind(own);
            }
            socket.connect(to, (int) Math.min(whole.toMillis(), Integer.MAX_VALUE));
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}

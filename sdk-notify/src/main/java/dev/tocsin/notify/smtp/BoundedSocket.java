package dev.tocsin.notify.smtp;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a mail server that ends at a moment and hears only so much. A limit for each answer does not bound a conversation: a
 * server that goes on with a line of an endless answer, or a byte now and then, keeps within it for ever. TLS lies above this, so its
 * handshake is bounded too. When a bound is hit the connection is closed. Used by one thread.
 */
final class BoundedSocket extends Socket {
    /** A whole conversation has a few kilobytes, and some ten more with TLS and its certificates. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Socket inner;
    private final Clock clock;
    private final Instant end;
    private int ownTimeout;
    private int heard;

    private BoundedSocket(Socket inner, Clock clock, Instant end) throws SocketException {
        this.inner = inner;
        this.clock = clock;
        this.end = end;
        ownTimeout = inner.getSoTimeout();
    }

    /**
     * Makes connections that speak in the clear at first.
     *
     * @param whole how long each may be there
     */
    static SocketFactory factory(Clock clock, Duration whole) {
        return new Plain(clock, whole);
    }

    /**
     * Lays TLS over connections, each bounded from then on.
     *
     * @param tls makes the TLS above the bounds
     * @param whole how long each may be there
     */
    static SSLSocketFactory below(SSLSocketFactory tls, Clock clock, Duration whole) {
        return new Secured(tls, clock, whole);
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        ownTimeout = millis;
        inner.setSoTimeout(millis);
    }

    @Override
    public synchronized int getSoTimeout() {
        return ownTimeout;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(inner.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                limitWait();
                int count = in.read(into, offset, length);
                heard += Math.max(0, count);
                if (heard > MOST_BYTES) {
                    close();
                    throw new IOException("the mail server says more than " + MOST_BYTES + " bytes");
                }
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(inner.getOutputStream()) {
            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                left();
                out.write(from, offset, length);
            }
        };
    }

    private void limitWait() throws IOException {
        long left = left().toMillis() + 1;
        inner.setSoTimeout((int) Math.min(ownTimeout == 0 ? Integer.MAX_VALUE : ownTimeout, left));
    }

    private Duration left() throws IOException {
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative()) {
            close();
            throw new SocketTimeoutException("the time for the whole conversation was over");
        }
        return left;
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
        inner.connect(to);
    }

    @Override
    public void connect(SocketAddress to, int millis) throws IOException {
        inner.connect(to, millis);
    }

    @Override
    public void bind(SocketAddress own) throws IOException {
        inner.bind(own);
    }

    @Override
    public InetAddress getInetAddress() {
        return inner.getInetAddress();
    }

    @Override
    public int getPort() {
        return inner.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return inner.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return inner.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return inner.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return inner.getLocalSocketAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        inner.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return inner.getTcpNoDelay();
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        inner.setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return inner.getKeepAlive();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        inner.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return inner.getSoLinger();
    }

    @Override
    public void shutdownInput() throws IOException {
        inner.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        inner.shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        return inner.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return inner.isOutputShutdown();
    }

    @Override
    public boolean isConnected() {
        return inner.isConnected();
    }

    @Override
    public boolean isBound() {
        return inner.isBound();
    }

    @Override
    public boolean isClosed() {
        return inner.isClosed();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    @Override
    public String toString() {
        return "BoundedSocket[" + inner + "]";
    }

    /** Makes connections in the clear. */
    private static final class Plain extends SocketFactory {
        private final Clock clock;
        private final Duration whole;

        Plain(Clock clock, Duration whole) {
            this.clock = clock;
            this.whole = whole;
        }

        @Override
        public Socket createSocket() throws IOException {
            return new BoundedSocket(new Socket(), clock, clock.instant().plus(whole));
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

    /** Makes connections of TLS over bounded ones. */
    private static final class Secured extends SSLSocketFactory {
        private final SSLSocketFactory tls;
        private final Plain plain;

        Secured(SSLSocketFactory tls, Clock clock, Duration whole) {
            this.tls = tls;
            plain = new Plain(clock, whole);
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean closesBelow) throws IOException {
            Instant end = plain.clock.instant().plus(plain.whole);
            return tls.createSocket(new BoundedSocket(below, plain.clock, end), host, port, closesBelow);
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
}

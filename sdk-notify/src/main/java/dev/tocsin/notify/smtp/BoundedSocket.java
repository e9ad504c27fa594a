package dev.tocsin.notify.smtp;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.SocketFactory;

/**
 * A connection to a mail server that ends at a moment and hears only so much. A limit for each answer does not bound a conversation: a
 * server that goes on with a line of an endless answer, or a byte now and then, keeps within it for ever. TLS lies above this, so its
 * handshake is bounded too. When a bound is hit the connection is closed. Used by one thread.
 */
final class BoundedSocket extends Socket {
    /** A whole conversation has a few kilobytes, and some ten more with TLS and its certificates. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Clock clock;
    private final Instant end;
    private int ownTimeout;
    private int heard;

    private BoundedSocket(Clock clock, Instant end) {
        this.clock = clock;
        this.end = end;
    }

    /**
     * Makes connections that speak in the clear at first.
     *
     * @param whole how long each may be there
     */
    static SocketFactory factory(Clock clock, Duration whole) {
        return new Plain(clock, whole);
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        ownTimeout = millis;
        super.setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
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
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                left();
                out.write(from, offset, length);
            }
        };
    }

    private void limitWait() throws IOException {
        long left = left().toMillis() + 1;
        super.setSoTimeout((int) Math.min(ownTimeout == 0 ? Integer.MAX_VALUE : ownTimeout, left));
    }

    private Duration left() throws IOException {
        Duration left = Duration.between(clock.instant(), end);
        if (left.isNegative()) {
            close();
            throw new SocketTimeoutException("the time for the whole conversation was over");
        }
        return left;
    }

    /** Makes the connections; only the mail library calls it, and only for ones that are not yet made. */
    private static final class Plain extends SocketFactory {
        private final Clock clock;
        private final Duration whole;

        Plain(Clock clock, Duration whole) {
            this.clock = clock;
            this.whole = whole;
        }

        @Override
        public Socket createSocket() {
            return new BoundedSocket(clock, clock.instant().plus(whole));
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("connections are made without a limit here");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress own, int ownPort) {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return createSocket(host.getHostAddress(), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) {
            return createSocket(host, port);
        }
    }
}

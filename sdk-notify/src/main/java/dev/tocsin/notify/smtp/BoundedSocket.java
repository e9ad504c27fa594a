package dev.tocsin.notify.smtp;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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

    /**
     * Bounds a connection.
     *
     * @param end when it is closed at the latest
     */
    BoundedSocket(Socket inner, Clock clock, Instant end) throws SocketException {
        this.inner = inner;
        this.clock = clock;
        this.end = end;
        ownTimeout = inner.getSoTimeout();
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
}

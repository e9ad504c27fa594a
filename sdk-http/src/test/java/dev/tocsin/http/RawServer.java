package dev.tocsin.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP on a bare socket, so that a test decides when the connection dies and sees every byte that arrived. */
final class RawServer implements AutoCloseable {
    /** Answers a request on its socket, or does something worse to it. */
    @FunctionalInterface
    interface Script {
        void handle(Received request, Socket socket) throws IOException, InterruptedException;
    }

    /** A request that arrived whole. */
    record Received(String line, List<String> headers, byte[] bytes, int connection) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String method() {
            return line.substring(0, line.indexOf(' '));
        }

        boolean has(String headerPrefix) {
            return headers.stream().anyMatch(h -> h.toLowerCase(Locale.ROOT).startsWith(headerPrefix));
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile long bytes;

    RawServer(Script script) throws IOException {
        this.script = script;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    List<Received> received() {
        return received;
    }

    int count(String method, String body) {
        return (int) received.stream()
                .filter(r -> r.method().equals(method) && r.body().equals(body))
                .count();
    }

    int connections() {
        return connections.size();
    }

    long bytes() {
        return bytes;
    }

    /** Waits until a client has ended a connection. */
    void awaitHangUp() throws InterruptedException {
        hungUp.await();
    }

    static void answer(Socket socket, int status, String headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        // One write: two small ones would wait for each other's acknowledgement.
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(("HTTP/1.1 " + status + " Reason\r\nContent-Length: " + content.length + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(content);
        socket.getOutputStream().write(out.toByteArray());
    }

    static void reset(Socket socket) throws IOException {
        if (socket.isClosed()) {
            return;
        }
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                int number = connections.size();
                threads.execute(() -> serve(socket, number));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String line = line(in);
                List<String> headers = new CopyOnWriteArrayList<>();
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    headers.add(header);
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(header.substring(15).trim());
                    }
                }
                byte[] body = in.readNBytes(length);
                if (body.length < length) {
                    return;
                }
                Received request = new Received(line, headers, body, number);
                received.add(request);
                script.handle(request, socket);
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (IOException ended) {
            hungUp.countDown();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void countByte() {
        bytes++;
    }

    private String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client hung up");
            }
            countByte();
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
        threads.shutdownNow();
    }
}

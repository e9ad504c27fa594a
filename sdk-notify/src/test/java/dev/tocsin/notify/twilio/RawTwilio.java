package dev.tocsin.notify.twilio;

import dev.tocsin.http.TransportBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** HTTP on a bare socket that answers every request as a test says, and counts what arrived. */
final class RawTwilio implements AutoCloseable {
    /** In place of a status: the connection is reset after the request. */
    static final int RESET = -1;
    /** In place of a status: no answer comes. */
    static final int SILENCE = -2;

    static final String ACCOUNT = "AC" + "0".repeat(31) + "1";

    /** One for all tests: it has a thread and TLS of its own, which take a while to make. */
    static final HttpClient CLIENT = TransportBuilder.newHttpClient(Duration.ofSeconds(60));

    /** A request that arrived whole. */
    record Received(String line, Map<String, String> headers, String body) {
        Map<String, String> form() {
            return fields(body);
        }

        Map<String, String> query() {
            String target = line.split(" ")[1];
            return target.contains("?") ? fields(target.substring(target.indexOf('?') + 1)) : Map.of();
        }

        String method() {
            return line.split(" ")[0];
        }

        String path() {
            return line.split(" ")[1].split("\\?")[0];
        }

        private static Map<String, String> fields(String encoded) {
            return List.of(encoded.split("&")).stream()
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> decoded(pair[0]), pair -> decoded(pair[1]), (a, b) -> b, TreeMap::new));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final int status;
    private final String headers;
    private final String body;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    RawTwilio(int status, String headers, String body) throws IOException {
        this.status = status;
        this.headers = headers;
        this.body = body;
        Thread thread = new Thread(this::accept, "raw-twilio");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that refuses with one of the vendor's codes, in the vendor's form. */
    static RawTwilio refusing(int status, int code, String message) throws IOException {
        return new RawTwilio(
                status,
                "",
                "{\"code\":" + code + ",\"message\":\"" + message
                        + "\",\"more_info\":\"https://www.twilio.com/docs/errors/" + code + "\",\"status\":" + status
                        + "}");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    List<Received> received() {
        return received;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "raw-twilio-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String line = line(in);
                Map<String, String> fields = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String[] parts = header.split(":", 2);
                    fields.put(parts[0].toLowerCase(Locale.ROOT), parts[1].trim());
                }
                byte[] content = in.readNBytes(Integer.parseInt(fields.getOrDefault("content-length", "0")));
                received.add(new Received(line, fields, new String(content, StandardCharsets.UTF_8)));
                if (status == RESET) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                if (status != SILENCE) {
                    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                    socket.getOutputStream()
                            .write(("HTTP/1.1 " + status
                                            + " Reason\r\nContent-Type: application/json\r\nContent-Length: "
                                            + answer.length + "\r\n" + headers + "\r\n" + body)
                                    .getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException ended) {
            // the client hung up
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

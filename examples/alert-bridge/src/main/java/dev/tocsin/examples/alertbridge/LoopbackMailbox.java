package dev.tocsin.examples.alertbridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A mail server of this machine that takes every mail and passes none on: for demonstrations and tests. Thread-safe. */
final class LoopbackMailbox implements AutoCloseable {
    private static final int LONGEST_MAIL = 1_000_000;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final ServerSocket socket;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    /**
     * A mail as it came.
     *
     * @param to whom it is to
     * @param id its {@code Message-ID}
     * @param subject its subject, as it is written
     * @param text all of it
     */
    record Mail(String to, String id, String subject, String text) {}

    private LoopbackMailbox(ServerSocket socket) {
        this.socket = socket;
    }

    /** Starts it on a free port. */
    static LoopbackMailbox start() throws IOException {
        LoopbackMailbox mailbox = new LoopbackMailbox(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        thread(mailbox::serve, "loopback-mailbox").start();
        return mailbox;
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Its port. */
    int port() {
        return socket.getLocalPort();
    }

    /** All mails, in the order in which they came. */
    List<Mail> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                thread(() -> converse(client), "loopback-mail").start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = client.getOutputStream()) {
            client.setSoTimeout(TIMEOUT_MILLIS);
            say(out, "220 loopback");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("RCPT TO:")) {
                    to = line.substring(8).replaceAll("[<>\\s]", "");
                    say(out, "250 ok");
                } else if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    String text = text(in);
                    if (text == null) {
                        return;
                    }
                    mails.add(new Mail(to, header(text, "Message-ID"), header(text, "Subject"), text));
                    say(out, "250 taken");
                } else if (verb.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            // The sender left; what was taken is kept.
        }
    }

    private static @Nullable String text(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) {
                return text.toString();
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            if (text.length() > LONGEST_MAIL) {
                return null;
            }
        }
        return null;
    }

    private static String header(String text, String name) {
        return text.replaceAll("\n[ \t]+", " ")
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

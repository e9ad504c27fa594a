package dev.tocsin.notify.smtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers as a test says, or breaks the connection where it says so. */
final class ScriptedSmtp implements AutoCloseable {
    /** In place of an answer: the connection is reset. */
    static final String RESET = "reset";
    /** In place of an answer: an answer of lines without end; for each, "flood" is asked for too. */
    static final String FLOOD = "flood";
    /** In place of an answer: nothing more is said. */
    static final String SILENCE = "silence";

    private final ServerSocket listener;
    private final Function<String, @Nullable String> answers;
    private final @Nullable SSLContext tls;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /**
     * @param answers what to answer to a command; null for the usual. The greeting is asked for as "connect", the end of a mail as "."
     * @param tls what STARTTLS leads to, or null if it is not offered
     */
    ScriptedSmtp(Function<String, @Nullable String> answers, @Nullable SSLContext tls) throws IOException {
        this(answers, tls, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private ScriptedSmtp(Function<String, @Nullable String> answers, @Nullable SSLContext tls, ServerSocket listener) {
        this.answers = answers;
        this.tls = tls;
        this.listener = listener;
        Thread thread = new Thread(this::accept, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that speaks TLS from the first byte. */
    static ScriptedSmtp implicit(Function<String, @Nullable String> answers, SSLContext tls) throws IOException {
        return new ScriptedSmtp(
                answers,
                null,
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was said, without the mails. */
    List<String> commands() {
        return commands;
    }

    /** The mails that arrived with their end. */
    List<String> mails() {
        return mails;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "scripted-smtp-conversation");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket plain) {
        Socket socket = plain;
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (!say(socket, "connect", "220 ready")) {
                return;
            }
            boolean data = false;
            StringBuilder mail = new StringBuilder();
            while (true) {
                String line = line(in);
                if (line == null) {
                    return;
                }
                if (data && !line.equals(".")) {
                    mail.append(line).append("\n");
                    if (mail.length() > 2000 && answers.apply("body") != null) {
                        say(socket, "body", RESET);
                        return;
                    }
                    continue;
                }
                if (data) {
                    data = false;
                    mails.add(mail.toString());
                    mail.setLength(0);
                    if (!say(socket, ".", "250 queued")) {
                        return;
                    }
                    continue;
                }
                commands.add(line);
                String verb = line.split(" ", 2)[0];
                if (verb.equals("STARTTLS") && tls != null) {
                    say(socket, verb, "220 go ahead");
                    SSLSocket secured =
                            (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
                    secured.setUseClientMode(false);
                    secured.startHandshake();
                    socket = secured;
                    sockets.add(socket);
                    in = new BufferedInputStream(socket.getInputStream());
                    continue;
                }
                String usual = usual(verb, socket instanceof SSLSocket);
                String said = answers.apply(line) == null ? verb : line;
                if (!say(socket, said, usual)) {
                    return;
                }
                data = verb.equals("DATA") && (answers.apply(said) == null);
            }
        } catch (IOException ended) {
            // the client hung up
        }
    }

    private String usual(String verb, boolean secured) {
        return switch (verb) {
            case "EHLO" -> tls == null || secured ? "250-scripted\r\n250 AUTH PLAIN" : "250-scripted\r\n250 STARTTLS";
            case "DATA" -> "354 go ahead";
            case "AUTH" -> "235 come in";
            case "QUIT" -> "221 bye";
            default -> "250 fine";
        };
    }

    /** Whether the conversation goes on. */
    private boolean say(Socket socket, String command, String usual) throws IOException {
        String answer = answers.apply(command);
        String said = answer == null ? usual : answer;
        if (said.equals(RESET)) {
            socket.setSoLinger(true, 0);
            socket.close();
            return false;
        }
        while (said.equals(FLOOD) && answers.apply(FLOOD) == null) {
            socket.getOutputStream().write("250-and more\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (said.equals(SILENCE)) {
            return true;
        }
        socket.getOutputStream().write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return !said.startsWith("421");
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
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

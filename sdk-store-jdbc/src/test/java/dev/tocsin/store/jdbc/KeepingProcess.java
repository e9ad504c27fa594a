package dev.tocsin.store.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that keeps events in a file from several threads and prints each id once it was acknowledged. It ends by
 * itself after a while, or when its number of events is reached, if nobody kills it before.
 */
final class KeepingProcess {
    private KeepingProcess() {}

    /** Starts it in a JVM of its own. */
    static Process start(Path file, String prefix, int callers, int eventsPerCaller) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepingProcess.class.getName(),
                        file.toString(),
                        prefix,
                        String.valueOf(callers),
                        String.valueOf(eventsPerCaller))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What it prints. */
    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws InterruptedException {
        String prefix = arguments[1];
        int events = Integer.parseInt(arguments[3]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (JdbcStore store = JdbcStore.sqlite(Path.of(arguments[0]))) {
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < Integer.parseInt(arguments[2]); caller++) {
                String ids = prefix + "-" + caller + "-";
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < events; i++) {
                        Fixture.keep(store, ids + i);
                        print(out, ids + i);
                    }
                });
                thread.start();
                callers.add(thread);
            }
            for (Thread thread : callers) {
                thread.join();
            }
        }
        print(out, "closed");
    }

    /** A whole line in one write, so that a kill does not leave half of an id that then looks like another. */
    private static void print(PrintStream out, String id) {
        byte[] line = (id + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }
}

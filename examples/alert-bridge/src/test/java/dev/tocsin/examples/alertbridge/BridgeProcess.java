package dev.tocsin.examples.alertbridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The bridge as a process of its own, which can be killed. What it prints is appended to a file of its directory. */
final class BridgeProcess {
    private static final long LONGEST_RUN_SECONDS = 120;

    private final Path directory;
    private final String log;
    private final Process process;

    private BridgeProcess(Path directory, String log, Process process) {
        this.directory = directory;
        this.log = log;
        this.process = process;
    }

    /** Starts a command in a directory. */
    static BridgeProcess start(Path directory, String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                AlertBridge.class.getName()));
        command.addAll(List.of(arguments));
        return new BridgeProcess(
                directory,
                log,
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                directory.resolve(log).toFile()))
                        .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits a millisecond at most. */
    void nap() throws InterruptedException {
        process.waitFor(1, TimeUnit.MILLISECONDS);
    }

    /** Kills it with SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The exit code, once it has ended by itself. */
    int await() throws Exception {
        if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the bridge does not end: " + output());
        }
        return process.exitValue();
    }

    /** The end of what it and those before it printed. */
    String output() throws IOException {
        String all = Files.readString(directory.resolve(log), StandardCharsets.UTF_8);
        return "\n" + all.substring(Math.max(0, all.length() - 4_000));
    }
}

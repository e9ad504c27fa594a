package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.Sleeper;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The surroundings of a process of its own. */
final class ProcessSurroundings {
    private ProcessSurroundings() {}

    static Surroundings ofThisProcess() {
        Charset charset = consoleCharset();
        return new Surroundings(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                System.in,
                Clock.systemUTC(),
                Sleeper.system(),
                ProcessSurroundings::variable,
                Path.of(""),
                isTerminal(),
                charset.newEncoder().canEncode('│'),
                new Signals());
    }

    /** A variable of the environment; USER also where services and containers leave it out. */
    private static @Nullable String variable(String name) {
        String value = System.getenv(name);
        return value == null && name.equals("USER") ? System.getProperty("user.name") : value;
    }

    private static Charset consoleCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Java 22 and newer answer a console in any case, and tell by this method whether it is one.
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Ctrl-C and SIGTERM. The process ends when the command has closed what it held, or half a minute later. */
    private static final class Signals implements Surroundings.StopSignal {
        private final CountDownLatch wanted = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void await() throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "alert-bridge-stop"));
            wanted.await();
        }

        private void stop() {
            wanted.countDown();
            try {
                if (!ended.await(30, TimeUnit.SECONDS)) {
                    Thread.currentThread().interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void ended() {
            ended.countDown();
        }
    }
}

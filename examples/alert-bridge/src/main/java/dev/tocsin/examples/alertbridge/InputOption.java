package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.reader.EventFormat;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The files that a command reads events from, and how. */
final class InputOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "nessus, entra, graph-alerts, windows or jsonl; detected by default")
    private @Nullable String format;

    @Option(names = "--company", paramLabel = "ID", description = "the company of events that do not name theirs")
    private @Nullable String company;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "the files; - for standard input")
    private List<String> files;

    /** Takes one opened file. */
    interface FileWork {
        /**
         * Reads it.
         *
         * @param source the file
         * @param bytes how long it is, or 0 if that is not known
         */
        void read(ReadSource source, long bytes);
    }

    /** The files, as they were named. */
    List<String> files() {
        return files;
    }

    /**
     * The format that all files have; null to detect it.
     *
     * @throws CommandLine.ParameterException if there is none of that name
     */
    @Nullable
    EventFormat forced() {
        if (format == null) {
            return null;
        }
        try {
            return EventFormat.parse(format);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
    }

    /**
     * Looks whether all files are there before any is read.
     *
     * @throws CommandLine.ParameterException if one is not
     */
    void requireReadable(Surroundings around) {
        for (String file : files) {
            if (!file.equals("-") && !Files.isRegularFile(around.directory().resolve(file))) {
                throw new CommandLine.ParameterException(spec.commandLine(), file + ": is no file that can be read");
            }
        }
    }

    /**
     * Reads one file; false if it cannot be opened, which is said and does not stop the others.
     *
     * @param knownCompany which Entra tenant ids are companies in their own right
     */
    boolean read(Surroundings around, String file, Predicate<String> knownCompany, FileWork work) {
        Path path = around.directory().resolve(file);
        boolean piped = file.equals("-");
        try (InputStream stream = piped ? new Unclosed(around.in()) : Files.newInputStream(path)) {
            work.read(
                    ReadSource.of(piped ? "(standard input)" : file, stream)
                            .withCompany(company)
                            .withKnownCompany(knownCompany),
                    piped ? 0 : Files.size(path));
            return true;
        } catch (IOException e) {
            around.err().println(file + ": cannot be read: " + e.getClass().getSimpleName());
            return false;
        }
    }

    /** The standard input, which stays open for others. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
        }

        @Override
        public void close() {}
    }
}

package dev.tocsin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that does one round for each line it is sent, and says how that went. Not thread-safe. */
final class Reader implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String name;
    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;

    Reader(String name, Path directory, List<String> command) throws IOException {
        this.name = name;
        this.process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String name() {
        return name;
    }

    /** One round of a kind that the process knows. */
    Reading read(String kind) throws IOException {
        return Reading.of(ask(kind));
    }

    /** The answer to one line. */
    JsonNode ask(String request) throws IOException {
        to.println(request);
        String line = from.readLine();
        if (line == null) {
            throw new IOException(name + " ended without an answer");
        }
        return MAPPER.readTree(line);
    }

    @Override
    public void close() {
        to.close();
        process.destroy();
    }
}

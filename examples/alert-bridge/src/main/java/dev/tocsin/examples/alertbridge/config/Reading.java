package dev.tocsin.examples.alertbridge.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One reading of a configuration: what the environment says, the faults so far, and where things stand. */
final class Reading {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

    private final String file;
    private final Function<String, @Nullable String> environment;
    private final Path directory;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    Reading(String file, Function<String, @Nullable String> environment, Path directory) {
        this.file = file;
        this.environment = environment;
        this.directory = directory;
    }

    /** What the paths of other files are relative to. */
    Path directory() {
        return directory;
    }

    String file() {
        return file;
    }

    List<Fault> faults() {
        return faults;
    }

    void fault(int line, String path, String message) {
        faults.add(new Fault(file, line, path, message));
    }

    /** Remembers on which line a thing stands. */
    void standsAt(String thing, int line) {
        lines.putIfAbsent(thing, line);
    }

    Map<String, Integer> lines() {
        return lines;
    }

    /** The text with what the environment says for each {@code ${NAME}}; null, with a fault, if that is not set. */
    @Nullable
    String resolved(YamlNode.Scalar scalar, String path) {
        Matcher matcher = VARIABLE.matcher(scalar.text());
        StringBuilder resolved = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            String name = String.valueOf(matcher.group(1));
            String value = environment.apply(name);
            if (value == null) {
                fault(scalar.line(), path, "the environment variable " + name + " is not set");
                complete = false;
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value == null ? "" : value));
        }
        matcher.appendTail(resolved);
        return complete ? resolved.toString() : null;
    }
}

package dev.tocsin.connectwise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table in the guide of the operations that the client does not cover. Each row has a verb, a path in which {@code *}
 * stands for anything, slashes too, and a reason. The first row that fits an operation tells its reason.
 *
 * @param rows the rows in their order
 */
record UncoveredList(List<Row> rows) {
    private static final Path GUIDE = Path.of("..", "docs", "connectwise.md");
    private static final String HEADING = "## Not covered\n";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+|\\*) ([^`]+)` \\| ([^|]{10,}) \\|$");

    /** One row: the operations, with their wildcards, and why they are not covered. */
    record Row(String operations, String reason) {
        boolean fits(String operation) {
            String pattern = Arrays.stream(operations.split("\\*", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            return operation.matches(pattern);
        }
    }

    static UncoveredList ofTheGuide() {
        try {
            String guide = Files.readString(GUIDE);
            String section = guide.substring(guide.indexOf(HEADING) + HEADING.length());
            List<Row> rows = ROW.matcher(section)
                    .results()
                    .map(row -> new Row(row.group(1) + " " + row.group(2), row.group(3)))
                    .toList();
            return new UncoveredList(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of some operations that no row fits. */
    Set<String> unlisted(Collection<String> operations) {
        Set<String> unlisted = new TreeSet<>(operations);
        unlisted.removeAll(listed(operations));
        return unlisted;
    }

    /** Those of some operations that a row fits. */
    Set<String> listed(Collection<String> operations) {
        return operations.stream()
                .filter(operation -> rows.stream().anyMatch(row -> row.fits(operation)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rows that are the first to fit none of some operations. */
    List<Row> idle(Collection<String> operations) {
        Set<Row> needed = operations.stream()
                .flatMap(operation ->
                        rows.stream().filter(row -> row.fits(operation)).limit(1))
                .collect(Collectors.toSet());
        return rows.stream().filter(row -> !needed.contains(row)).toList();
    }
}

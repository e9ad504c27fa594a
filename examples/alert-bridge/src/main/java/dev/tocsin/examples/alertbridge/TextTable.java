package dev.tocsin.examples.alertbridge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table for people, at most as wide as a line may be; long cells are broken into lines. Not thread-safe. */
final class TextTable {
    /** How wide a table may be, in characters. */
    static final int WIDTH = 120;

    private static final int NARROWEST = 6;
    /** What people copy whole: ids of this library and of Twilio. A table is rather too wide than one is broken. */
    private static final Pattern ID =
            Pattern.compile("(?<!\\S)[\\p{P}]{0,3}" + "([A-Z0-9]{16,40}|[A-Z]{2}[0-9a-f]{32})[\\p{P}]{0,3}(?!\\S)");

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final String frame;

    /**
     * @param unicode whether frames may be drawn with box characters rather than with {@code +-|}
     * @param head the columns
     */
    TextTable(boolean unicode, String... head) {
        this.head = List.of(head);
        // left, middle and right of top, middle and bottom, then the lines
        this.frame = unicode ? "┌┬┐├┼┤└┴┘─│" : "+++++++++-|";
    }

    /** Adds a row, with a cell for each column. */
    TextTable row(Object... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(printable(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** Whether it has no row. */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        // what others wrote must not move the cursor of whoever looks at it
        text.codePoints()
                .filter(c -> c == '\n' || (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    @Override
    public String toString() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder();
        rule(text, widths, 0);
        line(text, widths, head);
        rule(text, widths, 3);
        boolean tall = rows.stream().anyMatch(row -> height(row, widths) > 1);
        for (int i = 0; i < rows.size(); i++) {
            if (tall && i > 0) {
                rule(text, widths, 3);
            }
            line(text, widths, rows.get(i));
        }
        rule(text, widths, 6);
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = width(head.get(column));
            for (List<String> row : rows) {
                for (String part : row.get(column).split("\n", -1)) {
                    widths[column] = Math.max(widths[column], width(part));
                }
            }
        }
        int[] floors = floors();
        int room = WIDTH - 3 * widths.length - 1;
        for (int sum = sum(widths); sum > room; sum--) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] - floors[column] > 0
                                && (widths[column] > widths[widest] || widths[widest] <= floors[widest])
                        ? column
                        : widest;
            }
            if (widths[widest] <= floors[widest]) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    /** How narrow each column may get. */
    private int[] floors() {
        int[] floors = new int[head.size()];
        for (int column = 0; column < floors.length; column++) {
            floors[column] = NARROWEST;
            for (List<String> row : rows) {
                Matcher id = ID.matcher(row.get(column));
                while (id.find()) {
                    floors[column] = Math.max(floors[column], id.end() - id.start());
                }
            }
        }
        return floors;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }

    private void rule(StringBuilder text, int[] widths, int from) {
        for (int column = 0; column < widths.length; column++) {
            text.append(frame.charAt(column == 0 ? from : from + 1))
                    .append(frame.substring(9, 10).repeat(widths[column] + 2));
        }
        text.append(frame.charAt(from + 2)).append('\n');
    }

    private static int height(List<String> cells, int[] widths) {
        int height = 1;
        for (int column = 0; column < widths.length; column++) {
            height = Math.max(height, broken(cells.get(column), widths[column]).size());
        }
        return height;
    }

    private void line(StringBuilder text, int[] widths, List<String> cells) {
        int height = height(cells, widths);
        for (int i = 0; i < height; i++) {
            for (int column = 0; column < widths.length; column++) {
                List<String> parts = broken(cells.get(column), widths[column]);
                String part = i < parts.size() ? parts.get(i) : "";
                text.append(frame.charAt(10))
                        .append(' ')
                        .append(part)
                        .append(" ".repeat(widths[column] - width(part) + 1));
            }
            text.append(frame.charAt(10)).append('\n');
        }
    }

    /** The cell in lines of at most a width, broken between words where that is possible. */
    private static List<String> broken(String cell, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : cell.split("\n", -1)) {
            String rest = paragraph;
            while (width(rest) > width) {
                int cut = rest.offsetByCodePoints(0, width);
                int blank = rest.lastIndexOf(' ', cut);
                int end = blank > 0 ? blank : cut;
                lines.add(rest.substring(0, end));
                rest = rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}

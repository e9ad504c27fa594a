package dev.tocsin.msgraph.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text's list of records, taken apart by its brackets alone: so that one record which is too deep or too long to be read does not hide
 * those beside it.
 *
 * @param around the text with the list left empty
 * @param records the text of each record
 */
public record JsonList(String around, List<String> records) {
    /** Copies the list. */
    public JsonList {
        records = List.copyOf(records);
    }

    /**
     * The list that a text is, or that its object holds.
     *
     * @param text the text
     * @param names the names, in any case, under which an object may hold the list; the first in the text counts
     * @return empty if there is none, or a bracket or quote is left open
     */
    public static Optional<JsonList> of(String text, String... names) {
        Scan scan = new Scan(text);
        scan.blanks();
        if (scan.at('[')) {
            return scan.list();
        }
        if (!scan.at('{')) {
            return Optional.empty();
        }
        scan.place++;
        while (true) {
            scan.blanks();
            int key = scan.place;
            if (!scan.at('"') || !scan.value()) {
                return Optional.empty();
            }
            String name = text.substring(key + 1, scan.place - 1);
            scan.blanks();
            if (!scan.at(':')) {
                return Optional.empty();
            }
            scan.place++;
            scan.blanks();
            if (scan.at('[') && Arrays.stream(names).anyMatch(name::equalsIgnoreCase)) {
                return scan.list();
            }
            if (!scan.value()) {
                return Optional.empty();
            }
            scan.blanks();
            if (!scan.at(',')) {
                return Optional.empty();
            }
            scan.place++;
        }
    }

    /** A place in a text. No method calls itself, whatever the depth. */
    private static final class Scan {
        private final String text;
        private int place;

        Scan(String text) {
            this.text = text;
        }

        boolean at(char wanted) {
            return place < text.length() && text.charAt(place) == wanted;
        }

        void blanks() {
            while (place < text.length() && text.charAt(place) <= ' ') {
                place++;
            }
        }

        /** Passes by one value; whether it has an end. */
        boolean value() {
            int depth = 0;
            int begin = place;
            while (place < text.length()) {
                char next = text.charAt(place);
                if (next == '"') {
                    if (!string()) {
                        return false;
                    }
                } else if (next == '{' || next == '[') {
                    depth++;
                    place++;
                } else if (next == '}' || next == ']') {
                    if (depth == 0) {
                        return place > begin;
                    }
                    depth--;
                    place++;
                } else if (depth == 0 && (next == ',' || next <= ' ')) {
                    return place > begin;
                } else {
                    place++;
                    continue;
                }
                if (depth == 0) {
                    return true;
                }
            }
            return false;
        }

        private boolean string() {
            for (place++; place < text.length(); place++) {
                char next = text.charAt(place);
                if (next == '\\') {
                    place++;
                } else if (next == '"') {
                    place++;
                    return true;
                }
            }
            return false;
        }

        Optional<JsonList> list() {
            int begin = place;
            List<String> records = new ArrayList<>();
            place++;
            blanks();
            while (!at(']')) {
                int record = place;
                if (!value()) {
                    return Optional.empty();
                }
                records.add(text.substring(record, place));
                blanks();
                if (at(',')) {
                    place++;
                    blanks();
                } else if (!at(']')) {
                    return Optional.empty();
                }
            }
            place++;
            String around = text.substring(0, begin) + "[]" + text.substring(place);
            // What comes after the list has its end as well, or the text was cut off.
            Scan whole = new Scan(around);
            whole.blanks();
            boolean ends = whole.value();
            whole.blanks();
            return ends && whole.place == around.length()
                    ? Optional.of(new JsonList(around, records))
                    : Optional.empty();
        }
    }
}

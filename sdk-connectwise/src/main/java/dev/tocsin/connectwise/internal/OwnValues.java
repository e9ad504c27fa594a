package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a request sent, to be found again in what the server says of it: it echoes them in any quotes or in none.
 * Names of fields are not among them, so that a message still tells which field is meant. The work grows with the request
 * and with the message, not with their product. Not changed once it is filled.
 */
public final class OwnValues {
    /** Shorter ones are found all over the vendor's own words. */
    private static final int SHORTEST = 4;

    /** From this length on a text is taken for an echo within a word as well. */
    private static final int UNMISTAKABLE = 8;

    /** A server that cuts what it echoes shows at least so much of it, or the whole. */
    private static final int ANCHOR = 16;

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*+)\"|'([^']*+)'");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\"\\\\]+");
    /** What is written in the vendor's grammar: the values in it are quoted, the rest are names of fields. */
    private static final Set<String> CONDITIONS =
            Set.of("conditions", "childConditions", "customFieldConditions", "orderBy", "fields", "columns");

    /** What refers to the setup of the server, whose names are no customer's data and tell what is wrong. */
    private static final Set<String> SETUP =
            Set.of("status", "board", "type", "subType", "item", "priority", "source", "severity", "impact", "team");

    /** What a configuration says of its questions besides the answers: set up by a person for all configurations of a type. */
    private static final Set<String> QUESTION = Set.of("question", "fieldType");

    private final Set<String> texts = new LinkedHashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> shortOnes = new HashSet<>();
    private final NavigableSet<String> longOnes = new TreeSet<>();
    private final Set<String> beginnings = new HashSet<>();

    /** The texts of a request's body and query. */
    public static OwnValues of(Map<String, String> query, JsonNode body) {
        OwnValues values = new OwnValues();
        query.forEach((name, value) -> {
            values.names.add(folded(name));
            values.add(name, value);
        });
        values.collect("", body);
        values.index();
        return values;
    }

    private void collect(String name, JsonNode node) {
        if (SETUP.contains(name) && (name.equals("type") || node.isObject())) {
            return;
        }
        if (QUESTION.contains(name) && node.isTextual()) {
            return;
        }
        if (node.isTextual()) {
            add(name, node.textValue());
        } else if (node.isArray()) {
            node.forEach(element -> collect(name, element));
        } else if (node.isObject()
                && node.path("op").isTextual()
                && node.path("path").isTextual()) {
            String path = node.path("path").textValue();
            for (String part : path.split("/", -1)) {
                names.add(folded(part));
            }
            collect(path, node.path("value"));
        } else {
            node.fields().forEachRemaining(field -> {
                names.add(folded(field.getKey()));
                collect(field.getKey(), field.getValue());
            });
        }
    }

    private void add(String name, String value) {
        if (CONDITIONS.contains(name)) {
            Matcher quoted = QUOTED.matcher(value);
            while (quoted.find()) {
                String literal = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
                texts.add(literal);
                texts.add(literal.replaceAll("^%+|%+$", ""));
            }
            return;
        }
        texts.add(value);
        texts.add(value.strip());
        // An echo may escape what stands here, or show it as a space.
        for (String part : BREAKS.split(value, -1)) {
            texts.add(part.strip());
        }
    }

    private void index() {
        for (String text : texts) {
            String folded = folded(text);
            if (folded.length() >= ANCHOR) {
                beginnings.add(folded.substring(0, ANCHOR));
                longOnes.add(folded);
            } else if (folded.strip().length() >= SHORTEST && !names.contains(folded.strip())) {
                shortOnes.add(folded);
            }
        }
    }

    /** The message with each of the texts in it as an ellipsis. */
    String hidden(String message) {
        String folded = folded(message);
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < message.length()) {
            int length = Math.max(longEchoAt(folded, at), shortEchoAt(folded, at));
            if (length == 0) {
                shown.append(message.charAt(at));
                at++;
            } else {
                shown.append('…');
                at += length;
            }
        }
        return shown.toString();
    }

    /** How much of a long text stands at a place; 0 if it is too little to tell. */
    private int longEchoAt(String message, int at) {
        if (at + ANCHOR > message.length() || !beginnings.contains(message.substring(at, at + ANCHOR))) {
            return 0;
        }
        // Of sorted texts, the neighbours of a text have the most in common with it.
        String rest = message.substring(at);
        return Math.max(common(rest, longOnes.floor(rest)), common(rest, longOnes.ceiling(rest)));
    }

    private int shortEchoAt(String message, int at) {
        for (int length = Math.min(ANCHOR - 1, message.length() - at); length >= SHORTEST; length--) {
            boolean echo = shortOnes.contains(message.substring(at, at + length))
                    && (length >= UNMISTAKABLE || (edge(message, at) && edge(message, at + length)));
            if (echo) {
                return length;
            }
        }
        return 0;
    }

    private static int common(String message, @Nullable String text) {
        int same = 0;
        while (text != null
                && same < Math.min(text.length(), message.length())
                && message.charAt(same) == text.charAt(same)) {
            same++;
        }
        return same;
    }

    /** Whether a word begins or ends before a place. */
    private static boolean edge(String message, int place) {
        return place <= 0
                || place >= message.length()
                || !Character.isLetterOrDigit(message.charAt(place - 1))
                || !Character.isLetterOrDigit(message.charAt(place));
    }

    /** In lower case, character by character, so that places stay. */
    private static String folded(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(chars[i]);
        }
        return new String(chars);
    }
}

package dev.tocsin.connectwise.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes nodes of values in an answer that were taken, equal to those that Jackson would make. Immutable. */
final class JsonValues {
    /** Digits that are sure to fit. */
    private static final int LONGEST_INT = 9;

    private final JsonBytes bytes;
    private final byte[] array;

    JsonValues(JsonBytes bytes) {
        this.bytes = bytes;
        array = bytes.bytes();
    }

    /** The answer that the values are in. */
    JsonBytes bytes() {
        return bytes;
    }

    /** The value at a place where one was taken. */
    JsonNode node(int at) {
        return switch (bytes.at(at)) {
            case '"' -> TextNode.valueOf(text(at));
            case '{' -> new ObjectNode(JsonNodeFactory.instance, new ReadFields(this, at));
            case '[' -> new ArrayNode(JsonNodeFactory.instance, elements(at));
            case 't' -> BooleanNode.TRUE;
            case 'f' -> BooleanNode.FALSE;
            case 'n' -> NullNode.getInstance();
            default -> number(at);
        };
    }

    private List<JsonNode> elements(int begin) {
        List<JsonNode> elements = new ArrayList<>();
        int at = bytes.afterBlanks(begin + 1);
        while (bytes.at(at) != ']') {
            elements.add(node(at));
            at = bytes.afterBlanks(bytes.afterTaken(at));
            if (bytes.at(at) == ',') {
                at = bytes.afterBlanks(at + 1);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    private JsonNode number(int begin) {
        int end = bytes.afterNumber(begin);
        int first = bytes.at(begin) == '-' ? begin + 1 : begin;
        if (end - first <= LONGEST_INT && bytes.afterDigits(first) == end) {
            int value = 0;
            for (int at = first; at < end; at++) {
                value = 10 * value + (array[at] - '0');
            }
            return IntNode.valueOf(first == begin ? value : -value);
        }
        String text = new String(array, begin, end - begin, StandardCharsets.ISO_8859_1);
        if (text.indexOf('.') >= 0) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        long value = Long.parseLong(text);
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    private String text(int begin) {
        int end = bytes.special(begin + 1);
        if (bytes.at(end) == '"') {
            return new String(array, begin + 1, end - begin - 1, StandardCharsets.ISO_8859_1);
        }
        end = bytes.afterText(begin) - 1;
        String text = new String(array, begin + 1, end - begin - 1, StandardCharsets.UTF_8);
        return text.indexOf('\\') < 0 ? text : unescaped(text);
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
            plain.append(text, from, at);
            char kind = text.charAt(at + 1);
            from = at + 2;
            switch (kind) {
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text, from, from + 4, 16));
                    from += 4;
                }
                default -> plain.append(kind);
            }
        }
        return plain.append(text, from, text.length()).toString();
    }
}

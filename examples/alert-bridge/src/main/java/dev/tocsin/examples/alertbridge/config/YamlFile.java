package dev.tocsin.examples.alertbridge.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads YAML into nodes that know their lines. Names that are given twice, and references to anchors, are faults. */
final class YamlFile {
    /** A reference to the environment that is a whole value, without quotes. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?m)([:,\\[]\\s*)(\\$\\{[A-Za-z_][A-Za-z0-9_]*})(?=\\s*(?:[,}\\]#]|$))");

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final String file;
    private final List<Fault> faults;

    YamlFile(String file, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The fields of the file; null if it has none or cannot be read, which is then a fault. */
    YamlNode.@Nullable Fields read(String text) {
        int before = faults.size();
        YamlNode.Fields fields = parse(text);
        String quoted = REFERENCE.matcher(text).replaceAll("$1\"$2\"");
        if (fields != null || quoted.equals(text)) {
            return fields;
        }
        // In braces a bare ${NAME} is no YAML, yet everybody writes it.
        faults.subList(before, faults.size()).clear();
        return parse(quoted);
    }

    private YamlNode.@Nullable Fields parse(String text) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new YamlNode.Fields(1, Map.of(), Map.of());
            }
            if (first != JsonToken.START_OBJECT) {
                faults.add(new Fault(file, line(parser), "", "holds no fields; such as: connectwise: { url: … }"));
                return null;
            }
            YamlNode.Fields fields = fields(parser, "");
            if (parser.nextToken() != null) {
                faults.add(new Fault(file, line(parser), "", "holds a second document; one is legal"));
            }
            return fields;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            // The parser's words may quote the line, and the line may hold a key.
            faults.add(new Fault(
                    file,
                    at == null ? 0 : at.getLineNr(),
                    "",
                    "is no YAML from here on; look for a missing bracket, quote or blank, or a tab"));
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail to be read", e);
        }
    }

    private YamlNode.Fields fields(YAMLParser parser, String path) throws IOException {
        int line = line(parser);
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int nameLine = line(parser);
            String place = path.isEmpty() ? name : path + "." + name;
            parser.nextToken();
            YamlNode value = node(parser, place);
            if (fields.putIfAbsent(name, value) != null) {
                faults.add(new Fault(file, nameLine, place, "is given twice"));
            } else {
                lines.put(name, nameLine);
            }
        }
        return new YamlNode.Fields(line, fields, lines);
    }

    private YamlNode node(YAMLParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(parser, path);
        }
        if (token == JsonToken.START_ARRAY) {
            int line = line(parser);
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser, path + "[" + items.size() + "]"));
            }
            return new YamlNode.Items(line, items);
        }
        if (parser.isCurrentAlias()) {
            faults.add(new Fault(file, line(parser), path, "refers to an anchor (*…); write the value out"));
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new YamlNode.Scalar(
                line(parser),
                text,
                token == JsonToken.VALUE_NULL,
                parser.currentLocation().getLineNr());
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}

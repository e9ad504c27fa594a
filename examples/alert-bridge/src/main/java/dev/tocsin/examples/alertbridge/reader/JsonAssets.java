package dev.tocsin.examples.alertbridge.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.Software;
import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.base.Secret;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's own assets, one JSON object a line, read strictly: an unknown field is a fault, since it is most likely a misspelt
 * one. Needed are {@code id}, {@code name}, and {@code company} unless one is given when reading.
 */
final class JsonAssets implements AssetReader {
    private static final List<String> FIELDS = List.of(
            "id",
            "company",
            "name",
            "deviceIdentifier",
            "serialNumber",
            "macAddresses",
            "model",
            "manufacturer",
            "operatingSystem",
            "addresses",
            "user",
            "lastSeen",
            "retired",
            "software",
            "attributes",
            "secrets");
    private static final int MOST = 10_000;

    private final ReadSource source;
    private final AssetSink sink;
    private final LineReader lines;

    JsonAssets(ReadSource source, AssetSink sink) {
        this.source = source;
        this.sink = sink;
        this.lines = new LineReader(source.stream());
    }

    @Override
    public @Nullable Asset next() {
        while (true) {
            try {
                String line = lines.next();
                if (line == null) {
                    return null;
                }
                if (!line.isBlank()) {
                    return asset(line);
                }
            } catch (UnusableException e) {
                sink.fault(new ReadFault(source.name(), lines.number(), e.field(), e.reason()));
            } catch (IOException e) {
                throw new BrokenFileException(new ReadFault(
                        source.name(), lines.number(), null, "the file cannot be read further: " + e.getMessage()));
            }
        }
    }

    private Asset asset(String text) throws UnusableException {
        Map<String, JsonNode> line = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : Json.object(Json.STRICT, text).properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw new UnusableException(
                        BoundedText.within(100, field.getKey()), "is no field; legal are " + String.join(", ", FIELDS));
            }
            if (!field.getValue().isNull()) {
                line.put(field.getKey(), field.getValue());
            }
        }
        String company = text(line, "company");
        Asset.Builder asset = Asset.builder(
                needed(line, "id"),
                company == null || company.isBlank()
                        ? source.company()
                                .orElseThrow(() -> new UnusableException(
                                        "company", "is missing; name it in the line or give --company ID"))
                        : company,
                needed(line, "name"));
        try {
            return asset.deviceIdentifier(text(line, "deviceIdentifier"))
                    .serialNumber(text(line, "serialNumber"))
                    .macAddresses(texts(line, "macAddresses"))
                    .model(text(line, "model"))
                    .manufacturer(text(line, "manufacturer"))
                    .operatingSystem(text(line, "operatingSystem"))
                    .addresses(texts(line, "addresses"))
                    .user(text(line, "user"))
                    .lastSeen(time(line))
                    .retired(flag(line, "retired"))
                    .software(software(line.get("software")))
                    .attributes(attributes(line, "attributes"))
                    .secrets(secrets(line))
                    .build();
        } catch (IllegalArgumentException e) {
            throw UnusableException.ofBuilder(e);
        }
    }

    private static String needed(Map<String, JsonNode> line, String field) throws UnusableException {
        String text = text(line, field);
        if (text == null || text.isBlank()) {
            throw new UnusableException(field, "is missing; a text is needed");
        }
        return text;
    }

    private static @Nullable String text(Map<String, JsonNode> line, String field) throws UnusableException {
        JsonNode value = line.get(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnusableException(field, "a text is legal, not " + kindOf(value));
        }
        return value.textValue();
    }

    private static boolean flag(Map<String, JsonNode> line, String field) throws UnusableException {
        JsonNode value = line.get(field);
        if (value != null && !value.isBoolean()) {
            throw new UnusableException(field, "true or false is legal, not " + kindOf(value));
        }
        return value != null && value.booleanValue();
    }

    /** A list of texts, or one text. */
    private static List<String> texts(Map<String, JsonNode> line, String field) throws UnusableException {
        JsonNode value = line.get(field);
        if (value == null) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(value, field)) {
            if (!item.isTextual()) {
                throw new UnusableException(field + "[" + texts.size() + "]", "a text is legal, not " + kindOf(item));
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    private static JsonNode list(JsonNode value, String field) throws UnusableException {
        if (!value.isArray() || value.size() > MOST) {
            throw new UnusableException(
                    field,
                    "a list of at most " + MOST + " is legal, not " + (value.isArray() ? value.size() : kindOf(value)));
        }
        return value;
    }

    private static @Nullable Instant time(Map<String, JsonNode> line) throws UnusableException {
        String text = text(line, "lastSeen");
        if (text == null) {
            return null;
        }
        try {
            return RecordTime.checked(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            throw new UnusableException(
                    "lastSeen",
                    "'" + BoundedText.within(60, text)
                            + "' is no such time; an ISO-8601 time with a zone is legal, such as 2026-03-02T09:30:00Z");
        }
    }

    /** Programs by their names alone, or as {name, version}. */
    private static List<Software> software(@Nullable JsonNode value) throws UnusableException {
        List<Software> software = new ArrayList<>();
        if (value == null) {
            return software;
        }
        for (JsonNode item : list(value, "software")) {
            String place = "software[" + software.size() + "]";
            if (item.isTextual()) {
                software.add(program(place, item.textValue(), null));
                continue;
            }
            if (!item.isObject()) {
                throw new UnusableException(place, "a name or {name, version} is legal, not " + kindOf(item));
            }
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : item.properties()) {
                if (!field.getKey().equals("name") && !field.getKey().equals("version")) {
                    throw new UnusableException(
                            place + "." + BoundedText.within(100, field.getKey()),
                            "is no field; legal are name, version");
                }
                if (!field.getValue().isNull()) {
                    fields.put(field.getKey(), field.getValue());
                }
            }
            software.add(program(place, needed(fields, "name"), text(fields, "version")));
        }
        return software;
    }

    private static Software program(String place, String name, @Nullable String version) throws UnusableException {
        if (name.isBlank()) {
            throw new UnusableException(place, "has no name");
        }
        return new Software(name, version);
    }

    private static Map<String, String> attributes(Map<String, JsonNode> line, String field) throws UnusableException {
        JsonNode value = line.get(field);
        Map<String, String> attributes = new LinkedHashMap<>();
        if (value == null) {
            return attributes;
        }
        if (!value.isObject() || value.size() > MOST) {
            throw new UnusableException(field, "an object of texts is legal, not " + kindOf(value));
        }
        for (Map.Entry<String, JsonNode> attribute : value.properties()) {
            if (attribute.getValue().isContainerNode()) {
                throw new UnusableException(
                        field + "." + BoundedText.within(100, attribute.getKey()),
                        "a text, number or boolean is legal");
            }
            if (!attribute.getValue().isNull()) {
                attributes.put(attribute.getKey(), attribute.getValue().asText());
            }
        }
        return attributes;
    }

    private static Map<String, Secret> secrets(Map<String, JsonNode> line) throws UnusableException {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        attributes(line, "secrets").forEach((name, text) -> {
            if (!text.isBlank()) {
                secrets.put(name, Secret.of(text));
            }
        });
        return secrets;
    }

    private static String kindOf(JsonNode value) {
        return value.isNumber()
                ? "a number"
                : value.isContainerNode() ? "an object or a list" : "true, false or a text";
    }
}

package dev.tocsin.msgraph.source.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.msgraph.internal.JsonList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes JSON text apart into records: bounded depth, no trailing text, no source text in errors. */
final class RecordText {
    private static final int MAX_DEPTH = 100;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String[] LISTS = {"records", "value"};
    private static final int MAX_VALUE = 2 * 1024 * 1024;

    static final ObjectMapper MAPPER = mapper();

    private RecordText() {}

    /** Reads one record. */
    interface Each {
        RecordReading read(ObjectNode record) throws UnreadableRecordException;
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_VALUE)
                        .build())
                .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** A reading of each record of a text. */
    static List<RecordReading> read(String text, Each each) {
        // Windows writes a byte order mark before text.
        String json = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        JsonNode whole;
        try {
            whole = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return JsonList.of(json, LISTS)
                    .map(list -> oneByOne(list.records(), each))
                    .orElseGet(() -> List.of(notJson(e)));
        }
        if (whole.isArray()) {
            return all(null, whole, each);
        }
        if (!(whole instanceof ObjectNode object)) {
            String kind = whole.getNodeType().name().toLowerCase(Locale.ROOT);
            return List.of(new RecordReading.Unread(null, "a line holds one JSON object, not " + kind));
        }
        for (String list : LISTS) {
            JsonNode records = JsonFields.child(object, list);
            if (records.isArray()) {
                return all(list, records, each);
            }
        }
        return List.of(one(null, object, each));
    }

    /** Each record by itself, so that one which cannot be read leaves the others. */
    private static List<RecordReading> oneByOne(List<String> records, Each each) {
        List<RecordReading> readings = new ArrayList<>(records.size());
        for (String record : records) {
            try {
                readings.add(one(null, MAPPER.readTree(record), each));
            } catch (JsonProcessingException e) {
                readings.add(notJson(e));
            }
        }
        return readings;
    }

    private static RecordReading notJson(JsonProcessingException e) {
        String where =
                e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
        return new RecordReading.Unread(null, "not JSON: " + e.getOriginalMessage() + where);
    }

    private static List<RecordReading> all(@Nullable String list, JsonNode records, Each each) {
        List<RecordReading> readings = new ArrayList<>(records.size());
        records.forEach(record -> readings.add(one(list, record, each)));
        return readings;
    }

    private static RecordReading one(@Nullable String list, JsonNode record, Each each) {
        if (!(record instanceof ObjectNode object)) {
            return new RecordReading.Unread(list, "a list of objects is legal");
        }
        try {
            return each.read(object);
        } catch (UnreadableRecordException e) {
            return e.reading();
        } catch (IllegalArgumentException e) {
            return UnreadableRecordException.ofBuilder(e).reading();
        }
    }
}

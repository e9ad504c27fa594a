package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.msgraph.GraphTenant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads answers of Graph as JSON, which shows what an answer left out; the official models do not. Thread-safe. */
final class GraphAnswers {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Of lists that have a page in practice. */
    private static final int MOST_PAGES = 100;

    private final GraphTenant tenant;

    GraphAnswers(GraphTenant tenant) {
        this.tenant = tenant;
    }

    static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * One answer.
     *
     * @param what the request in words, for errors
     */
    JsonNode read(String what, RequestInformation request) {
        return parsed(what, tenant.raw(what, request));
    }

    /** The text as a JSON object. */
    static JsonNode parsed(String what, byte[] answer) {
        try {
            JsonNode read = MAPPER.readTree(answer);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException notJson) {
            throw new TocsinException(
                    "Microsoft Graph answered " + what + " with something that is no JSON",
                    Execution.EXECUTED,
                    null,
                    null);
        }
        throw malformed(what, "a JSON object is needed");
    }

    /** All records of a short list, its further pages included. */
    List<JsonNode> all(String what, RequestInformation first, OwnLinks links, String path) {
        List<JsonNode> records = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        JsonNode page = read(what, first);
        page.path("value").forEach(records::add);
        while (page.path("@odata.nextLink").isTextual()) {
            String next = links.checked(page.path("@odata.nextLink").asText(), path);
            if (!seen.add(next) || seen.size() == MOST_PAGES) {
                throw malformed(what, "its pages do not end");
            }
            page = read(what, OwnLinks.get(next));
            page.path("value").forEach(records::add);
        }
        return records;
    }

    /** An answer that cannot be used. */
    static TocsinException malformed(String what, String legal) {
        return new TocsinException(
                "Microsoft Graph's answer to " + what + " cannot be read: " + legal, Execution.EXECUTED, null, null);
    }
}

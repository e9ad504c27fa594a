package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.connectwise.internal.wire.MultipartForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Documents: files attached to other records. */
public final class Documents {
    private static final String RESOURCE = RecordKind.DOCUMENT.resource();
    /** Below the largest body that the loopback server takes, so that it is the server's words which refuse a file. */
    private static final int DEFAULT_MAX_BYTES = 7 * 1024 * 1024;

    private final Supplier<String> baseUrl;
    private final Stamps stamps;
    private final Map<String, IntPredicate> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Table table = new Table(RecordKind.DOCUMENT, "Document", 6_001, row -> Json.object());
    private final Map<Integer, Stored> contents = new HashMap<>();
    private int maxBytes = DEFAULT_MAX_BYTES;

    /** @param owners by record type, whether there is a record of an id */
    Documents(Supplier<String> baseUrl, Stamps stamps, Map<String, IntPredicate> owners) {
        this.baseUrl = baseUrl;
        this.stamps = stamps;
        this.owners.putAll(owners);
    }

    /** Sets the largest file, in bytes. */
    public void maxBytes(int bytes) {
        maxBytes = bytes;
    }

    /** All documents. */
    public Table table() {
        return table;
    }

    /**
     * The documents of a record.
     *
     * @param recordType in any case; empty for those of all types
     * @param recordId empty for those of all records
     * @throws ApiError 400 if there is no such type
     */
    public List<ObjectNode> of(String recordType, String recordId) {
        if (!recordType.isEmpty() && !owners.containsKey(recordType)) {
            throw ApiError.invalid(unknownType());
        }
        return table.rows().stream()
                .filter(row -> {
                    Stored stored = stored(row.path("id").asInt());
                    return (recordType.isEmpty() || stored.recordType().equalsIgnoreCase(recordType))
                            && (recordId.isEmpty()
                                    || String.valueOf(stored.recordId()).equals(recordId));
                })
                .toList();
    }

    /** References to the documents of a ticket. */
    public List<ObjectNode> ofTicket(int ticketId) {
        return of("Ticket", String.valueOf(ticketId)).stream()
                .map(row -> {
                    ObjectNode ref = Json.object();
                    ref.set("id", row.path("id"));
                    ref.set("name", row.path("title"));
                    ref.putObject("_info")
                            .put(
                                    "document_href",
                                    baseUrl.get() + "/system/documents/"
                                            + row.path("id").asInt());
                    return ref;
                })
                .toList();
    }

    private FieldFault unknownType() {
        return FieldFault.invalid(
                "The recordType is not supported: use one of " + owners.keySet() + ".", RESOURCE, "recordType");
    }

    /**
     * Stores a file.
     *
     * @throws ApiError 400 with every fault, 404 if there is no such record
     */
    public ObjectNode create(MultipartForm form, String actor) {
        String recordType = form.text("recordType");
        String recordId = form.text("recordId");
        List<FieldFault> faults = new ArrayList<>();
        if (recordType.isEmpty()) {
            faults.add(FieldFault.missing(RESOURCE, "recordType"));
        } else if (!owners.containsKey(recordType)) {
            faults.add(unknownType());
        }
        if (!recordId.matches("\\d{1,9}")) {
            faults.add(FieldFault.missing(RESOURCE, "recordId"));
        }
        if (form.text("title").isBlank()) {
            faults.add(FieldFault.missing(RESOURCE, "title"));
        }
        MultipartForm.Part file = form.part("file").orElse(null);
        if (file == null || file.fileName().isBlank()) {
            faults.add(FieldFault.missing(RESOURCE, "file"));
        }
        tooLarge(file == null ? new byte[0] : file.content(), faults);
        if (!faults.isEmpty() || file == null) {
            throw ApiError.invalid(RESOURCE, faults);
        }
        int owner = Integer.parseInt(recordId);
        if (!owners.getOrDefault(recordType, id -> false).test(owner)) {
            throw ApiError.notFound(recordType, owner);
        }
        ObjectNode row = Json.object()
                .put("title", form.text("title"))
                .put("owner", actor)
                .put("linkFlag", false)
                .put("publicFlag", !form.text("privateFlag").equalsIgnoreCase("true"))
                .put("htmlTemplateFlag", false)
                .put("readOnlyFlag", form.text("readOnlyFlay").equalsIgnoreCase("true"))
                .put("urlFlag", false)
                .put("createdOnDate", stamps.nowText());
        describe(row, file);
        stamps.entered(row, actor);
        ObjectNode created = table.add(row);
        contents.put(created.path("id").asInt(), new Stored(recordType, owner, file.contentType(), file.content()));
        return created;
    }

    /**
     * Gives a document another title, file or both.
     *
     * @throws ApiError 400 with every fault, 404 if there is none
     */
    public ObjectNode update(int id, MultipartForm form, String actor) {
        ObjectNode row = table.require(id).deepCopy();
        Stored before = stored(id);
        if (!form.text("title").isBlank()) {
            row.put("title", form.text("title"));
        }
        form.part("file").ifPresent(file -> {
            List<FieldFault> faults = new ArrayList<>();
            tooLarge(file.content(), faults);
            if (!faults.isEmpty()) {
                throw ApiError.invalid(RESOURCE, faults);
            }
            describe(row, file);
            contents.put(id, new Stored(before.recordType(), before.recordId(), file.contentType(), file.content()));
        });
        stamps.updated(row, actor);
        table.put(row);
        return row;
    }

    private void tooLarge(byte[] content, List<FieldFault> faults) {
        if (content.length > maxBytes) {
            faults.add(FieldFault.invalid(
                    "The file has " + content.length + " bytes; the maximum is " + maxBytes + ".", RESOURCE, "file"));
        }
    }

    private static void describe(ObjectNode row, MultipartForm.Part file) {
        byte[] content = file.content();
        // Browsers of old send whole paths: only the last segment is the name.
        String name = file.fileName().replaceFirst("^.*[/\\\\]", "").replaceAll("[\\r\\n\"]", "_");
        String guid = UUID.nameUUIDFromBytes((name + content.length).getBytes(StandardCharsets.UTF_8))
                .toString();
        row.put("fileName", name)
                .put("serverFileName", guid + "-" + name)
                .put("imageFlag", file.contentType().toLowerCase(Locale.ROOT).startsWith("image/"))
                .put("size", content.length)
                .put("guid", guid);
    }

    /**
     * Removes a document.
     *
     * @throws ApiError 404 if there is none
     */
    public void delete(int id) {
        table.require(id);
        table.remove(id);
        contents.remove(id);
    }

    /** The type of a document's bytes. */
    public String contentType(int id) {
        String type = stored(id).contentType();
        return type.isEmpty() ? "application/octet-stream" : type;
    }

    /**
     * A copy of a document's bytes.
     *
     * @throws ApiError 404 if there is none
     */
    public byte[] content(int id) {
        return stored(id).content().clone();
    }

    private Stored stored(int id) {
        Stored found = contents.get(id);
        if (found == null) {
            throw ApiError.notFound("Document", id);
        }
        return found;
    }

    void ownerDeleted(String recordType, int recordId) {
        of(recordType, String.valueOf(recordId))
                .forEach(row -> delete(row.path("id").asInt()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Stored(String recordType, int recordId, String contentType, byte[] content) {}
}

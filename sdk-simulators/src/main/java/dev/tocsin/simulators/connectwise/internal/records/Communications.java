package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail addresses, telephone and fax numbers of contacts. They are stored once, as the array
 * {@code communicationItems} of a contact; the list below a contact is another view of it.
 */
public final class Communications {
    private static final RecordKind KIND = RecordKind.CONTACT_COMMUNICATION;
    private static final String ITEMS = "communicationItems";
    private static final Set<String> READ_ONLY =
            Set.of("id", "_info", "contactId", "mobileGuid", "communicationType", "domain");

    private final Register contacts;
    private final Table types;
    private int nextId = 3_001;

    Communications(Register contacts, Table types) {
        this.contacts = contacts;
        this.types = types;
    }

    /**
     * All of a contact.
     *
     * @throws ApiError 404 if there is no such contact
     */
    public List<ObjectNode> of(int contactId) {
        ObjectNode contact = contacts.table().require(contactId);
        List<ObjectNode> rows = new ArrayList<>();
        contact.path(ITEMS).forEach(item -> rows.add(view(contact, (ObjectNode) item)));
        return rows;
    }

    /**
     * One of a contact.
     *
     * @throws ApiError 404 if there is no such contact, or it has no such communication
     */
    public ObjectNode require(int contactId, int id) {
        return of(contactId).stream()
                .filter(row -> row.path("id").asInt() == id)
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("Contact Communication", id));
    }

    private static ObjectNode view(ObjectNode contact, ObjectNode item) {
        ObjectNode view = Json.object().setAll(item);
        view.set("contactId", contact.path("id"));
        view.set("_info", contact.path("_info"));
        return view;
    }

    /**
     * Adds one to a contact.
     *
     * @throws ApiError 400 if it is not valid, 404 if there is no such contact
     */
    public ObjectNode create(int contactId, JsonNode body, String actor) {
        contacts.table().require(contactId);
        ObjectNode item = ValueReader.readAll(KIND, body, READ_ONLY);
        check(item);
        int id = nextId;
        write(contactId, items(contactId).add(item), actor);
        return require(contactId, id);
    }

    /**
     * Changes one.
     *
     * @throws ApiError 400 if it is not valid, 404 if it is not there
     */
    public ObjectNode patch(int contactId, int id, JsonNode operations, String actor) {
        return put(contactId, JsonPatch.apply(KIND, require(contactId, id), operations, READ_ONLY), actor);
    }

    /**
     * Replaces one.
     *
     * @throws ApiError 400 if it is not valid, 404 if it is not there
     */
    public ObjectNode replace(int contactId, int id, JsonNode body, String actor) {
        require(contactId, id);
        return put(contactId, ValueReader.readAll(KIND, body, READ_ONLY).put("id", id), actor);
    }

    private ObjectNode put(int contactId, ObjectNode row, String actor) {
        check(row);
        row.remove(List.of("contactId", "_info"));
        int id = row.path("id").asInt();
        ArrayNode items = Json.array();
        items(contactId).forEach(item -> items.add(item.path("id").asInt() == id ? row : item));
        write(contactId, items, actor);
        return require(contactId, id);
    }

    /**
     * Removes one.
     *
     * @throws ApiError 404 if it is not there
     */
    public void remove(int contactId, int id, String actor) {
        require(contactId, id);
        ArrayNode items = Json.array();
        items(contactId).forEach(item -> {
            if (item.path("id").asInt() != id) {
                items.add(item);
            }
        });
        write(contactId, items, actor);
    }

    private ArrayNode items(int contactId) {
        return contacts.table().require(contactId).path(ITEMS) instanceof ArrayNode items
                ? items.deepCopy()
                : Json.array();
    }

    private void write(int contactId, ArrayNode items, String actor) {
        ObjectNode before = contacts.table().require(contactId);
        ObjectNode row = Json.object().setAll(before);
        row.set(ITEMS, items);
        contacts.store(before, row, actor);
    }

    private void check(ObjectNode item) {
        List<FieldFault> faults = new ArrayList<>();
        faultsOf(item, KIND.resource(), "", faults);
        if (!faults.isEmpty()) {
            throw ApiError.invalid(KIND.resource(), faults);
        }
    }

    private void faultsOf(JsonNode item, String resource, String prefix, List<FieldFault> faults) {
        JsonNode type = item.path("type");
        if (!type.isObject()) {
            faults.add(FieldFault.missing(resource, prefix + "type"));
        } else if (types.find(type, r -> true) == null) {
            faults.add(Register.missingTarget(resource, types, prefix + "type", type));
        }
        if (item.path("value").asText("").isBlank()) {
            faults.add(FieldFault.missing(resource, prefix + "value"));
        }
        for (String field : List.of("value", "extension")) {
            int max = KIND.field(field).map(RecordKind.Field::maxLength).orElse(Integer.MAX_VALUE);
            if (item.path(field).asText("").length() > max) {
                faults.add(FieldFault.tooLong(resource, prefix + field, max));
            }
        }
    }

    /** Completes the communications of a contact that is written, and what a contact shows of them itself. */
    void settle(ObjectNode contact, ObjectNode before, List<FieldFault> faults) {
        ArrayNode settled = Json.array();
        for (JsonNode sent : contact.path(ITEMS)) {
            String prefix = ITEMS + "/" + settled.size() + "/";
            int known = faults.size();
            faultsOf(sent, RecordKind.CONTACT.resource(), prefix, faults);
            ObjectNode type = types.find(sent.path("type"), r -> true);
            if (faults.size() == known && type != null) {
                settled.add(item(sent, type, before));
            } else {
                settled.addObject();
            }
        }
        if (!faults.isEmpty()) {
            return;
        }
        for (JsonNode item : settled) {
            if (!item.has("id")) {
                ((ObjectNode) item).put("id", nextId++);
            }
        }
        for (String channel : List.of("Email", "Phone", "Fax")) {
            oneDefault(settled, channel, before);
        }
        contact.set(ITEMS, settled);
        contact.remove(List.of("defaultPhoneType", "defaultPhoneNbr", "defaultPhoneExtension"));
        for (JsonNode item : settled) {
            if (item.path("defaultFlag").asBoolean()
                    && item.path("communicationType").asText().equals("Phone")) {
                contact.set("defaultPhoneType", item.path("type").path("name"));
                contact.set("defaultPhoneNbr", item.path("value"));
                if (item.has("extension")) {
                    contact.set("defaultPhoneExtension", item.path("extension"));
                }
            }
        }
    }

    private ObjectNode item(JsonNode sent, ObjectNode type, ObjectNode before) {
        ObjectNode item = Json.object();
        if (find(before, sent.path("id").asInt()) != null) {
            item.set("id", sent.path("id"));
        }
        item.set("type", types.reference(type));
        String value = sent.path("value").asText();
        item.put("value", value);
        if (!sent.path("extension").asText("").isEmpty()) {
            item.put("extension", sent.path("extension").asText());
        }
        item.put("defaultFlag", sent.path("defaultFlag").asBoolean());
        boolean email = type.path("emailFlag").asBoolean();
        if (email && value.contains("@")) {
            item.put("domain", value.substring(value.lastIndexOf('@')));
        }
        item.put("communicationType", email ? "Email" : type.path("faxFlag").asBoolean() ? "Fax" : "Phone");
        return item;
    }

    /** Of several defaults of one channel the one that is new wins; if there is none, the first is it. */
    private static void oneDefault(ArrayNode items, String channel, ObjectNode before) {
        ObjectNode chosen = null;
        boolean chosenIsNew = false;
        ObjectNode first = null;
        for (JsonNode node : items) {
            ObjectNode item = (ObjectNode) node;
            if (!item.path("communicationType").asText().equals(channel)) {
                continue;
            }
            first = first == null ? item : first;
            if (item.path("defaultFlag").asBoolean()) {
                JsonNode old = find(before, item.path("id").asInt());
                boolean isNew = old == null || !old.path("defaultFlag").asBoolean();
                if (chosen == null || (isNew && !chosenIsNew)) {
                    chosen = item;
                    chosenIsNew = isNew;
                }
            }
        }
        ObjectNode winner = chosen == null ? first : chosen;
        if (winner == null) {
            return;
        }
        for (JsonNode node : items) {
            if (node.path("communicationType").asText().equals(channel)) {
                ((ObjectNode) node)
                        .put(
                                "defaultFlag",
                                node.path("id").asInt() == winner.path("id").asInt());
            }
        }
    }

    private static @Nullable JsonNode find(ObjectNode contact, int id) {
        for (JsonNode item : contact.path(ITEMS)) {
            if (item.path("id").asInt() == id && id != 0) {
                return item;
            }
        }
        return null;
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Which contacts are of which types. The list that a contact shows and its associations follow each other. */
public final class ContactTypes {
    private static final String RESOURCE = RecordKind.CONTACT_TYPE_ASSOCIATION.resource();

    private final Table contacts;
    private final Stamps stamps;
    private final Register associations;

    ContactTypes(Table contacts, CompanySetup setup, Stamps stamps, Links links) {
        this.contacts = contacts;
        this.stamps = stamps;
        Table table =
                new Table(RecordKind.CONTACT_TYPE_ASSOCIATION, "Contact Type Association", 971, row -> Json.object());
        associations = new Register(table, stamps, links)
                .owner("contact")
                .required("type", "contact")
                .refersTo("type", setup.contactTypes().table())
                .rule(this::settle)
                .stored(row -> show(row, 0))
                .removing(row -> show(row, row.path("id").asInt()));
        // It goes with its contact, so it keeps none from being deleted.
        links.mention(table, "contact", contacts);
    }

    /** The associations. */
    public Register associations() {
        return associations;
    }

    /** An association stays with its contact; the same type twice is refused. */
    private void settle(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        JsonNode sent = before.has("contact") ? before.path("contact") : row.path("contact");
        ObjectNode contact = sent.isObject() ? contacts.find(sent, each -> true) : null;
        if (contact == null) {
            if (sent.isObject()) {
                faults.add(Register.missingTarget(RESOURCE, contacts, "contact", sent));
            }
            return;
        }
        row.set("contact", contacts.reference(contact));
        int type = row.path("type").path("id").asInt();
        for (ObjectNode other : associations.below(contact.path("id").asInt())) {
            if (other.path("type").path("id").asInt() == type
                    && other.path("id").asInt() != row.path("id").asInt()) {
                faults.add(new FieldFault("ObjectExists", "The contact already has this type.", RESOURCE, "type"));
            }
        }
    }

    /** Makes the list of types that a contact shows follow its associations, but for one that goes. */
    private void show(ObjectNode association, int gone) {
        int contact = association.path("contact").path("id").asInt();
        ArrayNode shown = Json.array();
        for (ObjectNode row : associations.below(contact)) {
            if (row.path("id").asInt() != gone) {
                shown.add(row.path("type"));
            }
        }
        ObjectNode copy = Json.object().setAll(contacts.require(contact));
        copy.set("types", shown);
        contacts.put(copy);
    }

    /** Makes the associations of a contact follow the list of types that it was stored with. */
    void stored(ObjectNode contact) {
        List<Integer> kept = new ArrayList<>();
        for (ObjectNode row : List.copyOf(associations.below(contact.path("id").asInt()))) {
            int type = row.path("type").path("id").asInt();
            if (contact.path("types").findValues("id").stream().anyMatch(id -> id.asInt() == type)) {
                kept.add(type);
            } else {
                associations.table().remove(row.path("id").asInt());
            }
        }
        contact.path("types").forEach(type -> {
            if (!kept.contains(type.path("id").asInt())) {
                ObjectNode row = Json.object();
                row.set("type", type);
                row.set("contact", contacts.reference(contact));
                stamps.entered(row, contact.path("_info").path("updatedBy").asText());
                associations.table().add(row);
            }
        });
    }

    /** Removes the associations of a contact that goes. */
    void left(ObjectNode contact) {
        for (ObjectNode row : List.copyOf(associations.below(contact.path("id").asInt()))) {
            associations.table().remove(row.path("id").asInt());
        }
    }
}

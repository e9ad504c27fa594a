package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianEmail;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.Username;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What persons have several of, as text. Numbers are written in full: what a phone shows of itself is masked. */
final class PersonJson {
    private PersonJson() {}

    /** How a node becomes a value. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(JsonNode node);
    }

    /** The lists of a technician. */
    static String lists(Technician technician) {
        return Json.object(technician, (json, whose) -> {
            json.writeArrayFieldStart("emails");
            for (TechnicianEmail email : whose.emails()) {
                json.writeStartObject();
                json.writeStringField("address", email.address().value());
                json.writeStringField("origin", email.origin().name());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("phones");
            for (TechnicianPhone phone : whose.phones()) {
                json.writeStartObject();
                write(json, phone.phone());
                json.writeStringField("origin", phone.origin().name());
                signIn(json, phone.signIn());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("usernames");
            for (Username username : whose.usernames()) {
                json.writeStartObject();
                json.writeStringField("value", username.value());
                json.writeStringField("origin", username.origin().name());
                json.writeBooleanField("psaMember", username.psaMember());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static List<TechnicianEmail> emails(JsonNode lists) {
        return list(
                lists,
                "emails",
                node -> new TechnicianEmail(new EmailAddress(Json.text(node, "address")), origin(node)));
    }

    static List<TechnicianPhone> technicianPhones(JsonNode lists) {
        return list(lists, "phones", node -> new TechnicianPhone(phone(node), origin(node), signIn(node)));
    }

    static List<Username> usernames(JsonNode lists) {
        return list(
                lists,
                "usernames",
                node -> new Username(
                        Json.text(node, "value"),
                        origin(node),
                        node.path("psaMember").booleanValue()));
    }

    /** The text of a user's phones. */
    static String phones(CompanyUser user) {
        return Json.object(user, (json, whose) -> {
            json.writeArrayFieldStart("phones");
            for (Phone phone : whose.phones()) {
                json.writeStartObject();
                write(json, phone);
                signIn(json, whose.signInPhones().contains(phone));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The phones of a text. */
    static List<Phone> phones(String text) {
        return list(Json.read(text), "phones", PersonJson::phone);
    }

    /** Those phones of a text with which the user signs in. */
    static List<Phone> signInPhones(String text) {
        List<Phone> signIn = new ArrayList<>();
        Json.read(text).path("phones").forEach(node -> {
            if (signIn(node)) {
                signIn.add(phone(node));
            }
        });
        return signIn;
    }

    private static void signIn(JsonGenerator json, boolean signIn) throws IOException {
        if (signIn) {
            json.writeBooleanField("signIn", true);
        }
    }

    private static boolean signIn(JsonNode node) {
        return node.path("signIn").booleanValue();
    }

    private static void write(JsonGenerator json, Phone phone) throws IOException {
        json.writeStringField("number", phone.number().e164());
        json.writeStringField("kind", phone.kind().name());
        Json.field(json, "extension", phone.extension());
    }

    private static Phone phone(JsonNode node) {
        return new Phone(
                new PhoneNumber(Json.text(node, "number")),
                PhoneKind.valueOf(Json.text(node, "kind")),
                Json.textOrNull(node, "extension"));
    }

    private static Origin origin(JsonNode node) {
        return Origin.valueOf(Json.text(node, "origin"));
    }

    private static <T> List<T> list(JsonNode object, String field, Reading<T> reading) {
        List<T> list = new ArrayList<>();
        object.path(field).forEach(node -> list.add(reading.read(node)));
        return list;
    }
}

package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Communications;
import dev.tocsin.simulators.connectwise.internal.records.Contacts;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.util.List;
import java.util.OptionalInt;

/** Contacts with their communications and notes, written as the integration's API member. */
final class ContactRoutes {
    private static final String LIST = "/company/contacts";
    private static final String COMMUNICATIONS = LIST + "/{}/communications";

    private final Router router;
    private final Answers answers;
    private final Contacts contacts;
    private final String member;

    ContactRoutes(RegisterRoutes registers, Router router, Answers answers, Manage manage, String member) {
        this.router = router;
        this.answers = answers;
        this.contacts = manage.contacts();
        this.member = member;
        registers.permanent(LIST, contacts.register());
        router.add("DELETE", LIST + "/{}", t -> {
            contacts.delete(t.id(0), heir(t));
            return Answer.empty(204);
        });
        RecordKind info = RecordKind.CONTACT_INFO;
        registers.list(LIST + "/info", info, contacts.table()::rows, row -> RegisterRoutes.cut(row, info));
        router.add(
                "GET",
                LIST + "/info/count",
                t -> answers.count(t.query(info), contacts.table().rows()));
        router.add(
                "GET",
                LIST + "/{}/info",
                t -> answers.one(t, RegisterRoutes.cut(contacts.table().require(t.id(0)), info)));
        registers.below(LIST + "/{}/notes", contacts.notes(), this::ownedBy);
        registers.below(LIST + "/{}/typeAssociations", contacts.types().associations(), this::referredBy);
        communications(registers);
    }

    private ObjectNode ownedBy(int contactId) {
        contacts.table().require(contactId);
        return Json.object().put("contactId", contactId);
    }

    private ObjectNode referredBy(int contactId) {
        contacts.table().require(contactId);
        ObjectNode owned = Json.object();
        owned.putObject("contact").put("id", contactId);
        return owned;
    }

    private static OptionalInt heir(Target target) {
        String text = target.call().query().getOrDefault("transferContactId", "");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches("\\d{1,9}")) {
            throw ApiError.invalid(FieldFault.invalid(
                    "The transferContactId must be a number.", RecordKind.CONTACT.resource(), "transferContactId"));
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private void communications(RegisterRoutes registers) {
        Communications all = contacts.communications();
        registers.readBelow(COMMUNICATIONS, RecordKind.CONTACT_COMMUNICATION, id -> List.copyOf(all.of(id)));
        String one = COMMUNICATIONS + "/{}";
        router.add("POST", COMMUNICATIONS, t -> answers.created(t, all.create(t.id(0), t.body(), member)));
        router.add("GET", one, t -> answers.one(t, all.require(t.id(0), t.id(1))));
        router.add("PATCH", one, t -> answers.one(t, all.patch(t.id(0), t.id(1), t.body(), member)));
        router.add("PUT", one, t -> answers.one(t, all.replace(t.id(0), t.id(1), t.body(), member)));
        router.add("DELETE", one, t -> {
            all.remove(t.id(0), t.id(1), member);
            return Answer.empty(204);
        });
    }
}

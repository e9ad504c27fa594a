package dev.tocsin.store.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.intent.IntentBody;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.rule.NoteType;
import java.io.IOException;

/** The bodies of intents as text, with their kind. */
final class IntentJson {
    private static final String CREATE = "create";
    private static final String NOTE = "note";
    private static final String CLOSE = "close";
    private static final String CLOSE_TWIN = "closeTwin";
    private static final String REOPEN = "reopen";
    private static final String ATTACH_TO = "attachTo";
    private static final String PRIORITY = "priority";
    private static final String CONTACT = "contact";
    private static final String CONFIGURATION = "configuration";
    private static final String OWNER = "owner";
    private static final String STATUS = "status";
    private static final String CLOSE_FOR_PERSON = "close-for-person";

    private IntentJson() {}

    /** The kind of a body. */
    static String kind(IntentBody body) {
        if (body instanceof IntentBody.CreateTicket) {
            return CREATE;
        } else if (body instanceof IntentBody.AddNote) {
            return NOTE;
        } else if (body instanceof IntentBody.CloseTicket) {
            return CLOSE;
        } else if (body instanceof IntentBody.CloseTwin) {
            return CLOSE_TWIN;
        } else if (body instanceof IntentBody.ReopenTicket) {
            return REOPEN;
        } else if (body instanceof IntentBody.AttachToTicket) {
            return ATTACH_TO;
        } else if (body instanceof IntentBody.SetPriority) {
            return PRIORITY;
        }
        return kindOfPersonsWish(body);
    }

    private static String kindOfPersonsWish(IntentBody body) {
        if (body instanceof IntentBody.SetOwner) {
            return OWNER;
        } else if (body instanceof IntentBody.SetStatus) {
            return STATUS;
        } else if (body instanceof IntentBody.CloseForPerson) {
            return CLOSE_FOR_PERSON;
        }
        return body instanceof IntentBody.SetContact ? CONTACT : CONFIGURATION;
    }

    static String write(IntentBody body) {
        return Json.object(body, IntentJson::write);
    }

    private static void write(JsonGenerator json, IntentBody body) throws IOException {
        json.writeStringField("kind", kind(body));
        if (body instanceof IntentBody.CreateTicket create) {
            write(json, create.draft());
        } else if (body instanceof IntentBody.AddNote note) {
            json.writeStringField("ticket", note.ticketId());
            json.writeStringField("text", note.text());
            json.writeStringField("marker", note.marker());
            json.writeStringField("noteType", note.noteType().name());
        } else if (body instanceof IntentBody.CloseTicket close) {
            json.writeStringField("ticket", close.ticketId());
            json.writeStringField("openStatus", close.openStatus());
            json.writeStringField("closedStatus", close.closedStatus());
        } else if (body instanceof IntentBody.CloseTwin twin) {
            json.writeStringField("ticket", twin.ticketId());
            json.writeStringField("closedStatus", twin.closedStatus());
        } else {
            writeDetail(json, body);
        }
    }

    private static void writeDetail(JsonGenerator json, IntentBody body) throws IOException {
        if (body instanceof IntentBody.ReopenTicket reopen) {
            json.writeStringField("ticket", reopen.ticketId());
            Json.field(json, "closedStatus", reopen.closedStatus());
            json.writeStringField("openStatus", reopen.openStatus());
        } else if (body instanceof IntentBody.AttachToTicket attach) {
            json.writeStringField("ticket", attach.ticketId());
            json.writeStringField("company", attach.company());
        } else if (body instanceof IntentBody.SetPriority set) {
            json.writeStringField("ticket", set.ticketId());
            json.writeStringField("from", set.from());
            json.writeStringField("to", set.to());
        } else if (body instanceof IntentBody.SetContact set) {
            json.writeStringField("ticket", set.ticketId());
            json.writeStringField("company", set.company());
            Json.field(json, "userId", set.user().objectId());
            Json.field(json, "userName", set.user().principalName());
        } else if (body instanceof IntentBody.AttachConfiguration attach) {
            json.writeStringField("ticket", attach.ticketId());
            json.writeStringField("company", attach.company());
            json.writeStringField("configuration", attach.configurationId());
        } else if (body instanceof IntentBody.SetOwner set) {
            json.writeStringField("ticket", set.ticketId());
            json.writeStringField("member", set.member());
        } else if (body instanceof IntentBody.SetStatus set) {
            json.writeStringField("ticket", set.ticketId());
            json.writeStringField("from", set.from());
            json.writeStringField("to", set.to());
        } else if (body instanceof IntentBody.CloseForPerson close) {
            json.writeStringField("ticket", close.ticketId());
            json.writeStringField("closedStatus", close.closedStatus());
        }
    }

    private static void write(JsonGenerator json, TicketDraft draft) throws IOException {
        json.writeStringField("reference", draft.reference());
        json.writeStringField("summary", draft.summary());
        json.writeStringField("company", draft.company());
        Json.field(json, "site", draft.site());
        json.writeStringField("status", draft.status());
        json.writeStringField("priority", draft.priority());
        json.writeStringField("firstNote", draft.firstNote());
        json.writeStringField("noteType", draft.noteType().name());
        Json.field(json, "fields", draft.fields());
    }

    static IntentBody read(String text) {
        JsonNode json = Json.read(text);
        String kind = Json.text(json, "kind");
        return switch (kind) {
            case CREATE ->
                new IntentBody.CreateTicket(new TicketDraft(
                        Json.text(json, "reference"),
                        Json.text(json, "summary"),
                        Json.text(json, "company"),
                        Json.textOrNull(json, "site"),
                        Json.text(json, "status"),
                        Json.text(json, "priority"),
                        Json.text(json, "firstNote"),
                        NoteType.valueOf(Json.text(json, "noteType")),
                        Json.map(json, "fields")));
            case NOTE ->
                new IntentBody.AddNote(
                        Json.text(json, "ticket"),
                        Json.text(json, "text"),
                        Json.text(json, "marker"),
                        NoteType.valueOf(Json.text(json, "noteType")));
            case CLOSE ->
                new IntentBody.CloseTicket(
                        Json.text(json, "ticket"), Json.text(json, "openStatus"), Json.text(json, "closedStatus"));
            case CLOSE_TWIN -> new IntentBody.CloseTwin(Json.text(json, "ticket"), Json.text(json, "closedStatus"));
            case REOPEN ->
                new IntentBody.ReopenTicket(
                        Json.text(json, "ticket"),
                        Json.textOrNull(json, "closedStatus"),
                        Json.text(json, "openStatus"));
            case ATTACH_TO -> new IntentBody.AttachToTicket(Json.text(json, "ticket"), Json.text(json, "company"));
            case PRIORITY ->
                new IntentBody.SetPriority(Json.text(json, "ticket"), Json.text(json, "from"), Json.text(json, "to"));
            case CONTACT ->
                new IntentBody.SetContact(
                        Json.text(json, "ticket"),
                        Json.text(json, "company"),
                        new EventUser(Json.textOrNull(json, "userId"), Json.textOrNull(json, "userName")));
            case CONFIGURATION ->
                new IntentBody.AttachConfiguration(
                        Json.text(json, "ticket"), Json.text(json, "company"), Json.text(json, "configuration"));
            case OWNER -> new IntentBody.SetOwner(Json.text(json, "ticket"), Json.text(json, "member"));
            case STATUS ->
                new IntentBody.SetStatus(Json.text(json, "ticket"), Json.text(json, "from"), Json.text(json, "to"));
            case CLOSE_FOR_PERSON ->
                new IntentBody.CloseForPerson(Json.text(json, "ticket"), Json.text(json, "closedStatus"));
            default ->
                throw new IllegalArgumentException("the store holds an intent of the unknown kind '" + kind + "'");
        };
    }
}

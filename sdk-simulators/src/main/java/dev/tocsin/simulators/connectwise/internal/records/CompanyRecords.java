package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;

/** What hangs on a company besides its sites: notes, notes on its status, and the associations with types. */
public final class CompanyRecords {
    private final Table companies;
    private final Register notes;
    private final Register statusNotes;
    private final Register types;

    CompanyRecords(Table companies, CompanySetup setup, Stamps stamps, Links links) {
        this.companies = companies;
        notes = new Register(plain(RecordKind.COMPANY_NOTE, "Company Note", 801), stamps, links)
                .below("company")
                .required("text")
                .readOnly("enteredBy")
                .refersTo("type", setup.noteTypes().table())
                .defaults(Json.object().put("flagged", false))
                .rule((row, before, faults) -> defaultNoteType(row, setup))
                .stored(this::sign);
        links.mention(notes.table(), "company", companies);
        statusNotes = new Register(plain(RecordKind.COMPANY_CUSTOM_NOTE, "Company Custom Note", 851), stamps, links)
                .below("company")
                .required("customNote", "status")
                .refersTo("status", setup.statuses().table());
        links.mention(statusNotes.table(), "company", companies);
        types = new Register(plain(RecordKind.COMPANY_TYPE_ASSOCIATION, "Company Type Association", 901), stamps, links)
                .owner("company")
                .required("type", "company")
                .refersTo("company", companies)
                .refersTo("type", setup.types().table())
                .rule(this::settleType)
                .stored(row -> retype(row, false))
                .removing(row -> retype(row, true));
        links.mention(companies, "types", setup.types().table());
    }

    private static Table plain(RecordKind kind, String label, int firstId) {
        return new Table(kind, label, firstId, row -> Json.object());
    }

    static void defaultNoteType(ObjectNode row, CompanySetup setup) {
        Table noteTypes = setup.noteTypes().table();
        ObjectNode usual = noteTypes.preferred("defaultFlag", r -> true);
        if (!row.has("type") && usual != null) {
            row.set("type", noteTypes.reference(usual));
        }
    }

    private void sign(ObjectNode row) {
        sign(notes.table(), row);
    }

    static void sign(Table table, ObjectNode row) {
        if (!row.has("enteredBy")) {
            ObjectNode copy = Json.object().setAll(row);
            copy.set("enteredBy", row.path("_info").path("enteredBy"));
            table.put(copy);
        }
    }

    /** An association stays with its company; the same type twice is refused. */
    private void settleType(ObjectNode row, ObjectNode before, List<FieldFault> faults) {
        if (before.has("company")) {
            row.set("company", before.path("company"));
        }
        for (ObjectNode other : types.table().rows()) {
            if (same(other, row, "company")
                    && same(other, row, "type")
                    && other.path("id").asInt() != row.path("id").asInt()) {
                faults.add(new FieldFault(
                        "ObjectExists",
                        "The company already has this type.",
                        RecordKind.COMPANY_TYPE_ASSOCIATION.resource(),
                        "type"));
                return;
            }
        }
    }

    private static boolean same(ObjectNode a, ObjectNode b, String field) {
        return a.path(field).path("id").asInt() == b.path(field).path("id").asInt(-1);
    }

    /** Makes the list of types that a company shows follow its associations. */
    private void retype(ObjectNode association, boolean removed) {
        int company = association.path("company").path("id").asInt();
        ArrayNode shown = Json.array();
        for (ObjectNode row : types.below(company)) {
            boolean gone =
                    removed && row.path("id").asInt() == association.path("id").asInt();
            if (!gone) {
                shown.add(row.path("type"));
            }
        }
        ObjectNode copy = Json.object().setAll(companies.require(company));
        copy.set("types", shown);
        companies.put(copy);
    }

    /** Makes the associations of a company that was just created with its types. */
    void created(ObjectNode company, Stamps stamps, String actor) {
        company.path("types").forEach(type -> {
            ObjectNode row = Json.object();
            row.set("type", type);
            row.set("company", companies.reference(company));
            stamps.entered(row, actor);
            types.table().add(row);
        });
    }

    /** The notes of companies. */
    public Register notes() {
        return notes;
    }

    /** The notes on the status of companies. */
    public Register statusNotes() {
        return statusNotes;
    }

    /** Which companies are of which types. */
    public Register types() {
        return types;
    }
}

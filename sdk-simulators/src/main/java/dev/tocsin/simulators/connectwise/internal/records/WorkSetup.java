package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What members work as, and the kinds of work. A name is given once, and what a time entry names cannot be deleted. */
public final class WorkSetup {
    private final Table entries;
    private final Stamps stamps;
    private final Writable roles;
    private final Writable types;

    WorkSetup(Supplier<String> baseUrl, Table entries, Stamps stamps) {
        this.entries = entries;
        this.stamps = stamps;
        roles = writable(
                new Table(
                        RecordKind.WORK_ROLE,
                        "Work Role",
                        1,
                        References.of(baseUrl, "workRole", r -> "/time/workRoles/", "name")),
                "workRole",
                List.of("name"));
        types = writable(
                new Table(
                        RecordKind.WORK_TYPE,
                        "Work Type",
                        1,
                        References.of(baseUrl, "workType", r -> "/time/workTypes/", "name")),
                "workType",
                List.of("name", "billTime", "rateType", "rate"));
    }

    private Writable writable(Table table, String field, List<String> required) {
        return new Writable(table, stamps, Set.of("connectWiseId"), required, (row, before, faults) -> {
                    References.flags(row, false, "inactiveFlag");
                    // Said when it is created, and not shown.
                    row.remove(List.of("addAllLocations", "removeAllLocations", "addAllAgreementExclusions"));
                    refuseTwin(table, row, faults);
                })
                .beforeDelete(row -> refuseUsed(table, field, row));
    }

    private static void refuseTwin(Table table, ObjectNode row, List<FieldFault> faults) {
        for (ObjectNode other : table.rows()) {
            if (other.path("name").asText().equalsIgnoreCase(row.path("name").asText())
                    && other.path("id").asInt() != row.path("id").asInt()) {
                faults.add(new FieldFault(
                        "ObjectExists",
                        "The name is already in use.",
                        table.kind().resource(),
                        "name"));
            }
        }
    }

    private void refuseUsed(Table table, String field, ObjectNode row) {
        int id = row.path("id").asInt();
        for (ObjectNode entry : entries.rows()) {
            if (entry.path(field).path("id").asInt() == id) {
                throw Links.inUse(
                        table, id, entries.label() + " " + entry.path("id").asText());
            }
        }
    }

    /** Two work roles and two work types. */
    public void addDefaults() {
        for (String name : List.of("Engineer", "Consultant")) {
            roles.create(Json.object(), Json.object().put("name", name).put("hourlyRate", 100.0), "zadmin");
        }
        for (String name : List.of("Regular", "After Hours")) {
            ObjectNode row = Json.object()
                    .put("name", name)
                    .put("billTime", "Billable")
                    .put("rateType", "Multiplier")
                    .put("rate", name.equals("Regular") ? 1.0 : 1.5)
                    .put("overallDefaultFlag", name.equals("Regular"));
            types.create(Json.object(), row, "zadmin");
        }
    }

    /** The work roles. */
    public Writable roles() {
        return roles;
    }

    /** The work types. */
    public Writable types() {
        return types;
    }
}

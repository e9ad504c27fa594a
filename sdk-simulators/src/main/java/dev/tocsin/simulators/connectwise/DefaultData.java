package dev.tocsin.simulators.connectwise;

import java.util.List;

/** What the simulator holds unless it is told otherwise: a small provider with two boards and some odd customers. */
final class DefaultData {
    private DefaultData() {}

    static List<BoardSeed> boards() {
        BoardSeed security = BoardSeed.named("Security Alerts")
                .statuses("New", "In Progress", "Waiting", "Acknowledged")
                .closedStatuses(">Closed", ">Closed (won't fix)")
                .item("Malware", "Virus", "Workstation")
                .item("Malware", "Virus", "Server")
                .item("Malware", "Ransomware", "Server")
                .item("Identity", "Sign-in", "User")
                .subType("Identity", "Audit")
                .type("Vulnerability");
        BoardSeed helpDesk = BoardSeed.named("Help Desk")
                .statuses("New", "Assigned", "In Progress", "Waiting")
                .closedStatuses(">Closed", ">Cancelled")
                .item("Hardware", "Printer", "Toner")
                .subType("Hardware", "Laptop")
                .subType("Software", "Office")
                .type("Question");
        return List.of(security, helpDesk);
    }

    static List<CompanySeed> companies() {
        return List.of(
                CompanySeed.of("Contoso", "Contoso Ltd", "Main"),
                CompanySeed.of("Fabrikam", "Fabrikam, Inc.", "Main"),
                CompanySeed.of("AcmeInc", "Acme, Inc.", "Main", "Warehouse"),
                CompanySeed.of("Globex", "Globex Corporation", "Springfield"),
                CompanySeed.of("JoesBest", "Joe's \"Best\" & Söhne (50 %) [East]"),
                CompanySeed.of("Zürich_Käse", "Zürcher Käserei AG", "Zürich", "Genève"),
                CompanySeed.of("TwinA", "Twin Partners"),
                CompanySeed.of("TwinB", "Twin Partners"),
                CompanySeed.of("OldCo", "Old Company Ltd").withStatus("Inactive"),
                CompanySeed.of("HoldCo", "On Hold GmbH").withStatus("Credit Hold"),
                CompanySeed.of("GoneCo", "Gone Company").asDeleted());
    }
}

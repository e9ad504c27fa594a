package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.http.LoggedRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prints what a simulator holds, as tables for people. */
final class StateReport {
    private static final int SHOWN_REQUESTS = 60;
    private static final int SHOWN_COMPANIES = 50;

    private final ConnectWiseSimulator simulator;
    private final PrintStream out;

    StateReport(ConnectWiseSimulator simulator, PrintStream out) {
        this.simulator = simulator;
        this.out = out;
    }

    /** The tickets, the latest requests and the armed faults as one text. */
    static String text(ConnectWiseSimulator simulator) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        StateReport report = new StateReport(simulator, new PrintStream(text, true, StandardCharsets.UTF_8));
        report.tickets();
        report.requests();
        return text.toString(StandardCharsets.UTF_8);
    }

    private void requests() {
        List<LoggedRequest> requests = simulator.requests().all();
        List<LoggedRequest> shown = requests.subList(Math.max(0, requests.size() - SHOWN_REQUESTS), requests.size());
        out.println();
        out.println(simulator.requests().total() + " requests, the latest " + shown.size() + ":");
        for (LoggedRequest r : shown) {
            out.println("  " + r.at() + " " + r.method() + " " + r.path()
                    + (r.query().isEmpty() ? "" : "?" + URLDecoder.decode(r.query(), StandardCharsets.UTF_8)) + " "
                    + (r.status() == 0 ? "no answer" : r.status())
                    + r.fault().map(fault -> " [" + fault + "]").orElse(""));
        }
        simulator.faults().describe().forEach(fault -> out.println("  armed: " + fault));
        if (simulator.waitingLateCommits() > 0) {
            out.println("  " + simulator.waitingLateCommits() + " requests wait for their late commit");
        }
        out.flush();
    }

    void address() {
        out.println("ConnectWise Manage simulator");
        out.println("  site         " + simulator.siteUri());
        out.println("  interface    " + simulator.baseUri());
        out.println("  company      " + simulator.companyId());
        out.println("  public key   " + simulator.publicKey());
        out.println("  private key  " + simulator.privateKey());
        out.println("  client id    " + simulator.clientId());
        out.println("  admin        " + simulator.siteUri() + "/simulator/tickets, /simulator/faults");
        simulator.faults().describe().forEach(fault -> out.println("  fault        " + fault));
    }

    void pickLists() {
        List<List<String>> statuses = new ArrayList<>();
        List<List<String>> types = new ArrayList<>();
        for (SimBoard board : simulator.boards()) {
            for (SimStatus s : board.statuses()) {
                String notes = (s.isDefault() ? "default " : "") + (s.closed() ? "closed" : "");
                statuses.add(List.of(board.name(), String.valueOf(s.id()), s.name(), notes.strip()));
            }
            board.types().forEach(t -> types.add(List.of(board.name(), "type", t.toString())));
            board.subTypes().forEach(t -> types.add(List.of(board.name(), "subtype", t.toString())));
            board.items().forEach(t -> types.add(List.of(board.name(), "item", t.toString())));
        }
        table("Statuses", List.of("board", "id", "status", ""), statuses);
        table("Types, subtypes and items", List.of("board", "kind", "name (id)"), types);
        List<List<String>> others = new ArrayList<>();
        simulator.priorities().forEach(p -> others.add(List.of("priority", p.toString())));
        simulator.sources().forEach(s -> others.add(List.of("source", s.toString())));
        simulator.members().forEach(m -> others.add(List.of("member", m.toString())));
        table("Priorities, sources and members", List.of("kind", "name (id)"), others);
    }

    void companies() {
        List<SimCompany> all = simulator.companies();
        table(
                all.size() > SHOWN_COMPANIES
                        ? "Companies, the first " + SHOWN_COMPANIES + " of " + all.size()
                        : "Companies",
                List.of("id", "identifier", "name", "status", "sites"),
                all.stream()
                        .limit(SHOWN_COMPANIES)
                        .map(c -> List.of(
                                String.valueOf(c.id()),
                                c.identifier(),
                                c.name(),
                                c.deleted() ? c.status() + ", deleted" : c.status(),
                                String.join(
                                        ", ",
                                        c.sites().stream().map(SimRef::toString).toList())))
                        .toList());
    }

    void tickets() {
        List<SimTicket> tickets = simulator.tickets();
        out.println();
        out.println(tickets.size() + (tickets.size() == 1 ? " ticket" : " tickets"));
        for (SimTicket t : tickets) {
            out.println("#" + t.id() + "  " + t.summary());
            out.println("    " + t.company() + " | " + t.board().name() + " | "
                    + t.status().name() + (t.closed() ? " (closed)" : "") + " | "
                    + (t.priority() == null ? "no priority" : t.priority().name()) + " | owner "
                    + t.owner().orElse("none") + " | ref " + t.externalXRef().orElse("none"));
            t.mergedInto().ifPresent(parent -> out.println("    merged into #" + parent));
            for (SimNote n : t.notes()) {
                String place = n.timeEntry() ? "time" : n.internal() ? "internal" : "discussion";
                out.println("    - " + n.createdAt() + " " + n.createdBy() + " [" + place + "] "
                        + n.text().replace("\n", "\n      "));
            }
        }
        out.flush();
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        out.println();
        out.println(title);
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width =
                        all.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(width - row.get(i).length() + 1));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}

package dev.tocsin.simulators.connectwise;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ten tickets as a provider's board may show them, drawn with a seed. */
final class DemoTickets {
    private static final int COUNT = 10;
    private static final List<String> SUMMARIES = List.of(
            "Printer does not print",
            "New laptop for a colleague",
            "Outlook asks for the password again and again",
            "VPN drops every hour",
            "Shared mailbox is full",
            "Question on the last invoice");

    private DemoTickets() {}

    static void create(ConnectWiseSimulator simulator, long seed) {
        Random random = new Random(seed);
        List<SimCompany> companies = simulator.companies().stream()
                .filter(c -> !c.deleted() && c.status().equals("Active"))
                .toList();
        for (int i = 0; i < COUNT; i++) {
            simulator.createTicket(Map.of(
                    "summary", pick(random, SUMMARIES),
                    "company", Map.of("id", pick(random, companies).id()),
                    "board", Map.of("name", "Help Desk"),
                    "priority",
                            Map.of("id", pick(random, simulator.priorities()).id()),
                    "initialDescription", "Created for the demonstration."));
        }
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

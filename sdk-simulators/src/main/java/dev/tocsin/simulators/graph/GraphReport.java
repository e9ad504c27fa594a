package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.http.LoggedRequest;
import java.util.List;
import java.util.TreeSet;

/** What a simulator holds and was asked, for people. */
final class GraphReport {
    private static final int LATEST = 20;

    private GraphReport() {}

    static String of(GraphSimulator simulator) {
        StringBuilder text = new StringBuilder();
        for (SimTenant tenant : simulator.tenants()) {
            text.append(tenant)
                    .append(", ")
                    .append(tenant.userCount())
                    .append(" users, granted ")
                    .append(new TreeSet<>(tenant.granted()))
                    .append('\n');
        }
        for (SimMail mail : simulator.mails()) {
            text.append("mail of ")
                    .append(mail.sender())
                    .append(" to ")
                    .append(mail.to())
                    .append(": ")
                    .append(mail.subject())
                    .append('\n');
        }
        List<LoggedRequest> all = simulator.requests().all();
        for (LoggedRequest request : all.subList(Math.max(0, all.size() - LATEST), all.size())) {
            text.append(request.status())
                    .append(' ')
                    .append(request.method())
                    .append(' ')
                    .append(request.path())
                    .append('\n');
        }
        simulator
                .faults()
                .describe()
                .forEach(fault -> text.append("armed: ").append(fault).append('\n'));
        return text.toString();
    }
}

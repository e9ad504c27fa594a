package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.EnrolmentReport;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectoryProgress;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.feed.EventFeed;
import dev.tocsin.core.feed.FeedReport;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.TechnicianRefresh;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.sync.MassChangeLimit;
import dev.tocsin.examples.alertbridge.Microsoft.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the users and logs of tenants in step, and the technicians that were imported from the own one. What goes wrong with a tenant is
 * its own. Used by one thread.
 */
final class TenantSync {
    private static final int PARALLEL = 4;

    private final Host host;
    private final Microsoft microsoft;
    private final Surroundings around;
    private final Progress progress;
    private final MassChangeLimit limit;
    private final Map<Tenant, Row> rows = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private boolean asks;

    /** @param limit how many users of a tenant, and technicians, may be gone at once before it asks */
    TenantSync(Host host, Surroundings around, Progress progress, MassChangeLimit limit) {
        this.host = host;
        this.microsoft = host.microsoft();
        this.around = around;
        this.progress = progress;
        this.limit = limit;
    }

    /** What became of one tenant. */
    private static final class Row {
        private String added = "-";
        private String changed = "-";
        private String gone = "-";
        private String unread = "-";
        private final List<String> events = new ArrayList<>();
    }

    /** Reads what changed among the users of the tenants. */
    void users(List<Tenant> tenants) throws InterruptedException {
        Map<String, Instant> before = new HashMap<>();
        List<DirectoryLink> links = new ArrayList<>();
        for (Tenant tenant : tenants) {
            host.tocsin()
                    .directories()
                    .standing(tenant.id())
                    .map(StoredFeed::succeededAt)
                    .ifPresent(at -> before.put(tenant.id(), at));
            links.add(microsoft.link(tenant));
        }
        ExecutorService readers = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<DirectorySyncReport> reports =
                    host.tocsin().directories().syncAll(links, limit, PARALLEL, readers, this::show);
            for (int i = 0; i < reports.size(); i++) {
                told(tenants.get(i), reports.get(i), before.get(tenants.get(i).id()));
            }
        } finally {
            readers.shutdownNow();
            progress.clear();
        }
    }

    private synchronized void show(DirectoryProgress now) {
        progress.show(() -> now.connectionId() + ": " + now);
    }

    private void told(Tenant tenant, DirectorySyncReport report, @Nullable Instant before) {
        Row row = row(tenant);
        DirectoryProgress counts = report.counts();
        row.added = Long.toString(counts.added());
        row.changed = Long.toString(counts.changed());
        row.gone = Long.toString(counts.gone());
        row.unread = Long.toString(counts.unreadPhones());
        if (report.ending() == DirectorySyncReport.Ending.COMPLETED) {
            enrol(tenant, before);
        } else {
            problem(tenant, "users", String.valueOf(report.message()));
        }
    }

    /**
     * Enrols the users whom an administrator attested for: those who were there when they were read first after that. Who comes later was
     * not attested for, which the ledger knows; so this is done after each reading, in case the one before was killed between the two.
     */
    private void enrol(Tenant tenant, @Nullable Instant before) {
        Programme programme = microsoft.access().programme();
        if (programme == null
                || microsoft.access().of(tenant.companyId()).enrolment() != EnrolmentPolicy.ADMIN_ATTESTED) {
            return;
        }
        List<AdminAcceptance> acceptances = host.tocsin().consent().acceptances(tenant.companyId());
        if (acceptances.isEmpty()) {
            problem(tenant, "enrolment", "no administrator attested; `microsoft connect --accept --attest` keeps that");
            return;
        }
        Instant attested = acceptances.get(acceptances.size() - 1).at();
        boolean first = before == null || attested.isAfter(before);
        EnrolmentReport report =
                host.tocsin().consent().enrol(tenant.companyId(), programme.id(), EnumSet.allOf(PhoneUse.class));
        if (first || report.enrolled() > 0) {
            around.out()
                    .println(tenant.companyId() + ": " + Words.count(report.enrolled(), "user")
                            + " enrolled as the administrator attested"
                            + (report.skipped().isEmpty() ? "" : ", others left out: " + report.skipped()));
        }
    }

    /** Reads what is new in the logs of the tenants. */
    void events(List<Tenant> tenants) {
        Map<String, Tenant> byId = new HashMap<>();
        List<EventFeed> feeds = new ArrayList<>();
        for (Tenant tenant : tenants) {
            byId.put(tenant.id(), tenant);
            feeds.addAll(microsoft.feeds(tenant.id()));
        }
        while (!feeds.isEmpty() && !Thread.currentThread().isInterrupted()) {
            List<FeedReport> reports = host.tocsin().feeds().pollAll(feeds);
            List<EventFeed> again = new ArrayList<>();
            for (int i = 0; i < reports.size(); i++) {
                FeedReport report = reports.get(i);
                Tenant tenant = byId.get(report.connectionId());
                if (tenant != null && told(tenant, report)) {
                    again.add(feeds.get(i));
                }
            }
            feeds = again;
        }
    }

    /** Notes what a feed did; true if there is more of it now. */
    private boolean told(Tenant tenant, FeedReport report) {
        Row row = row(tenant);
        row.events.add(report.feed() + " " + word(report));
        progress.show(() -> tenant.id() + ": " + report.feed() + " " + word(report));
        switch (report.outcome()) {
            case FAILED -> problem(tenant, report.feed(), String.valueOf(report.message()));
            case RESTING -> {
                if (!isOff(report)) {
                    problem(
                            tenant,
                            report.feed(),
                            "rests until " + MicrosoftTables.toSeconds(report.notBefore())
                                    + ", since the last reading failed: "
                                    + MicrosoftTables.withoutTenant(tenant, String.valueOf(report.message())));
                }
            }
            case OFF ->
                around.out()
                        .println(tenant.companyId() + ": " + report.feed() + " is off: "
                                + ShownText.inLine(String.valueOf(report.message())));
            default -> {}
        }
        report.unread().forEach(record -> problem(tenant, report.feed(), record));
        return report.outcome() == FeedReport.Outcome.MORE;
    }

    /** Whether a feed that rests is one that the tenant does not have, which is no fault. */
    private boolean isOff(FeedReport report) {
        return host.tocsin().feeds().states().stream()
                .anyMatch(feed -> feed.connectionId().equals(report.connectionId())
                        && feed.feed().equals(report.feed())
                        && feed.state() == StoredFeed.State.OFF);
    }

    private String word(FeedReport report) {
        return switch (report.outcome()) {
            case READ, MORE -> Long.toString(report.events() - report.duplicates());
            case RESTING -> isOff(report) ? "off" : "rests";
            case BUSY -> "busy";
            case OFF -> "off";
            case FAILED -> "failed";
            case INTERRUPTED -> "interrupted";
        };
    }

    /** Brings the imported technicians up to date with the own tenant; does nothing if the file names none, or nobody is imported. */
    void technicians() {
        String own = microsoft.access().tenant();
        boolean imported = host.tocsin().technicians().list().stream()
                .map(technician -> technician.directory())
                .anyMatch(ref -> ref != null && ref.connectionId().equals(own));
        if (own == null || !imported) {
            return;
        }
        try {
            TechnicianRefresh refresh = host.tocsin()
                    .technicians()
                    .refresh(own, microsoft.directory(own), microsoft.access().phones(), limit, Operator.of(around));
            if (refresh.result().changes().isEmpty()) {
                return; // which is so at nearly every run
            }
            around.out()
                    .println("technicians: "
                            + Words.count(refresh.result().changes().size(), "change") + ", "
                            + refresh.result().unchanged() + " unchanged");
            if (refresh instanceof TechnicianRefresh.Asks question) {
                asks = true;
                problems.add(
                        "technicians: " + question.question() + "; `technicians refresh --allow-mass-change` lets it");
            }
        } catch (TocsinException e) {
            problems.add("technicians: " + ShownText.inLine(String.valueOf(e.getMessage())));
        }
    }

    private Row row(Tenant tenant) {
        return rows.computeIfAbsent(tenant, unused -> new Row());
    }

    private void problem(Tenant tenant, String what, String message) {
        problems.add(tenant.companyId() + " (" + tenant.id() + "): " + what + ": "
                + ShownText.inLine(MicrosoftTables.withoutTenant(tenant, message)));
    }

    /** What went wrong, one line each. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Whether a person is asked if so many technicians may change. */
    boolean asks() {
        return asks;
    }

    /** What was done with each tenant of which something is new, one line each. */
    List<String> lines() {
        return rows.entrySet().stream()
                .filter(one -> isNews(one.getValue()))
                .map(one -> one.getKey().companyId() + " (" + one.getKey().id() + "): " + done(one.getValue()))
                .toList();
    }

    private static boolean isNews(Row row) {
        return Stream.of(row.added, row.changed, row.gone).anyMatch(count -> !count.equals("0") && !count.equals("-"))
                || row.events.stream().anyMatch(event -> event.matches(".* [1-9][0-9]*"));
    }

    private static String done(Row row) {
        return row.events.isEmpty()
                ? row.added + " new, " + row.changed + " changed, " + row.gone + " gone, " + row.unread
                        + " phones that cannot be read"
                : String.join(", ", row.events);
    }

    /** The table of the tenants. */
    TextTable table() {
        TextTable table = new TextTable(
                around.unicode(), "Company", "Tenant", "New", "Changed", "Gone", "Phones unread", "Events", "Problems");
        rows.forEach((tenant, row) -> table.row(
                tenant.companyId(),
                tenant.id(),
                row.added,
                row.changed,
                row.gone,
                row.unread,
                row.events.isEmpty() ? "-" : String.join("\n", row.events),
                problems.stream()
                        .filter(problem -> problem.startsWith(tenant.companyId() + " (" + tenant.id() + ")"))
                        .count()));
        return table;
    }
}

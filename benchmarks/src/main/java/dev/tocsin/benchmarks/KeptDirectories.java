package dev.tocsin.benchmarks;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.directory.DirectoryLink;
import dev.tocsin.core.directory.DirectorySyncReport;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.store.Store;
import dev.tocsin.http.TransportListener;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.msgraph.source.GraphDirectory;
import dev.tocsin.msgraph.source.SignInPhones;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.SimUser;
import dev.tocsin.store.jdbc.JdbcStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** This SDK: {@code Tocsin.directories()} into SQLite, several tenants at once. */
final class KeptDirectories implements DirectoryClient {
    private static final PhoneBook BOOK = PhoneBook.of("US");
    private static final int PAGE = 500;

    private final Waits waits = new Waits();
    private final ExecutorService executor;
    private final SignInPhones phones;
    private final int parallel;
    private final Store store;
    private final Tocsin tocsin;
    private final List<DirectoryLink> links;

    KeptDirectories(GraphSimulator simulator, Path file, SignInPhones phones, int parallel) {
        this.phones = phones;
        this.parallel = parallel;
        executor = Executors.newFixedThreadPool(parallel);
        MicrosoftGraph graph = MicrosoftGraph.builder(
                        simulator.clientId(), AppCredential.secret(Secret.of(simulator.clientSecret())))
                .cloud(GraphCloud.at(
                        URI.create(simulator.graphUri().toString().replace("/v1.0", "")), simulator.loginUri()))
                .sleeper(waits.sleeper())
                .listener(new Told(waits))
                .build();
        links = simulator.tenants().stream()
                .map(tenant -> new DirectoryLink(
                        tenant.id(), tenant.domain(), new GraphDirectory(graph.tenant(tenant.id()), phones), BOOK))
                .toList();
        store = JdbcStore.sqlite(file);
        tocsin = Tocsin.builder().store(store).build();
    }

    /** Hears of what the far side told to wait, once for each pause. */
    private record Told(Waits waits) implements TransportListener {
        @Override
        public void completed(Exchange exchange) {}

        @Override
        public void retrying(TransportRequest request, int attempt, Duration wait, TransportResult result) {
            waits.nextWaitIsTold();
        }

        @Override
        public void paused(TransportRequest request, Duration length, OptionalInt permitsPerMinute) {
            // A refused batch is waited for by whoever sent it, and told there.
            if (request.method() != TransportRequest.Method.POST) {
                waits.told(length);
            }
        }
    }

    @Override
    public DirectoryRound round() throws InterruptedException {
        List<DirectorySyncReport> reports = tocsin.directories().syncAll(links, parallel, executor, page -> {});
        List<DirectorySyncReport> failed = reports.stream()
                .filter(report -> report.ending() != DirectorySyncReport.Ending.COMPLETED)
                .toList();
        return new DirectoryRound(
                reports.stream().mapToLong(report -> report.counts().told()).sum(),
                failed.size(),
                failed.isEmpty() ? "" : failed.get(0).lines().get(0));
    }

    @Override
    public long wrong(GraphSimulator simulator) {
        return simulator.tenants().stream().mapToLong(this::wrong).sum();
    }

    private long wrong(SimTenant tenant) {
        Map<String, CompanyUser> kept = new HashMap<>();
        @Nullable String after = null;
        while (true) {
            List<CompanyUser> page = tocsin.directories().users(tenant.id(), after, PAGE);
            page.forEach(user -> kept.put(user.directory().userId(), user));
            if (page.size() < PAGE) {
                break;
            }
            after = page.get(PAGE - 1).directory().userId();
        }
        long wrong = 0;
        for (SimUser user : tenant.users()) {
            CompanyUser expected = CompanyUser.of(MspId.SINGLE, tenant.domain(), tenant.id(), expected(user), BOOK);
            if (!same(expected, kept.remove(user.id()))) {
                wrong++;
            }
        }
        return wrong + kept.size();
    }

    /** Phones of sign-in may have come to those that are expected. */
    private boolean same(CompanyUser expected, @Nullable CompanyUser kept) {
        return kept != null
                && kept.name().equals(expected.name())
                && Objects.equals(kept.principalName(), expected.principalName())
                && Objects.equals(kept.mail(), expected.mail())
                && kept.accountState() == expected.accountState()
                && kept.phones().containsAll(expected.phones())
                && (phones != SignInPhones.NEVER
                        || kept.phones().size() == expected.phones().size());
    }

    static DirectoryUser expected(SimUser user) {
        return new DirectoryUser(
                user.id(),
                user.userPrincipalName(),
                user.mail(),
                user.displayName(),
                user.mobilePhone(),
                user.businessPhones(),
                List.of(),
                user.accountEnabled(),
                false);
    }

    @Override
    public Waits waits() {
        return waits;
    }

    @Override
    public void close() {
        tocsin.close();
        store.close();
        executor.shutdownNow();
    }
}

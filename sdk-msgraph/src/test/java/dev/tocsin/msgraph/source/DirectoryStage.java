package dev.tocsin.msgraph.source;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.GraphCloud;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.SimUser;
import dev.tocsin.simulators.graph.TenantSeed;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The simulator and a client for it, both in virtual time. */
final class DirectoryStage implements AutoCloseable {
    static final String DOMAIN = "contoso.example";

    final VirtualClock clock = VirtualClock.at(Instant.parse("2026-11-02T08:00:00Z"));
    final VirtualSleeper sleeper = new VirtualSleeper(clock);
    private final AtomicReference<@Nullable Runnable> whileWaiting = new AtomicReference<>();
    final GraphSimulator simulator;
    final MicrosoftGraph graph;

    DirectoryStage(TenantSeed... tenants) {
        var builder = GraphSimulator.builder().clock(clock);
        for (TenantSeed tenant : tenants) {
            builder.tenant(tenant);
        }
        simulator = builder.start();
        URI graphUri = URI.create(simulator.graphUri().toString().replaceFirst("/v1\\.0$", ""));
        graph = MicrosoftGraph.builder(simulator.clientId(), AppCredential.secret(Secret.of(simulator.clientSecret())))
                .cloud(GraphCloud.at(graphUri, simulator.loginUri()))
                .clock(clock)
                .sleeper(this::sleep)
                .build();
    }

    /** One consented tenant with so many made-up users. */
    static DirectoryStage withUsers(int count) {
        return new DirectoryStage(TenantSeed.of(DOMAIN).users(count).consented());
    }

    SimTenant contoso() {
        return simulator.tenant(DOMAIN);
    }

    GraphTenant tenant() {
        return graph.tenant(contoso().id());
    }

    GraphDirectory directory() {
        return directory(SignInPhones.NEVER);
    }

    GraphDirectory directory(SignInPhones phones) {
        return new GraphDirectory(tenant(), phones);
    }

    /** Lets something happen during the next wait. */
    void duringTheNextWait(Runnable happening) {
        whileWaiting.set(happening);
    }

    private void sleep(Duration duration) throws InterruptedException {
        Runnable happening = whileWaiting.getAndSet(null);
        if (happening != null) {
            happening.run();
        }
        sleeper.sleep(duration);
    }

    /** The pages of a list until its end. */
    static List<List<DirectoryUser>> pages(GraphDirectory directory, DirectoryQuery first) {
        List<List<DirectoryUser>> pages = new ArrayList<>();
        DirectoryQuery query = first;
        while (true) {
            DirectoryPage page = directory.users(query);
            pages.add(page.users());
            if (page.next() == null) {
                return pages;
            }
            query = query.after(page);
        }
    }

    /** The deltas from a token until there is no more. */
    static List<DirectoryDelta> round(GraphDirectory directory, @Nullable String token) {
        List<DirectoryDelta> round = new ArrayList<>();
        DirectoryDelta delta = directory.changes(token);
        round.add(delta);
        while (delta.more()) {
            delta = directory.changes(delta.token());
            round.add(delta);
        }
        return round;
    }

    static String token(List<DirectoryDelta> round) {
        return round.get(round.size() - 1).token();
    }

    static List<DirectoryUser> told(List<DirectoryDelta> round) {
        return round.stream().flatMap(delta -> delta.users().stream()).toList();
    }

    /** The simulator's users as a directory tells them, by id, without sign-in phones. */
    Map<String, DirectoryUser> truth() {
        Map<String, DirectoryUser> truth = new TreeMap<>();
        contoso().users().forEach(user -> truth.put(user.id(), expected(user)));
        return truth;
    }

    static DirectoryUser expected(SimUser user) {
        return new DirectoryUser(
                user.id(),
                user.userPrincipalName(),
                user.mail(),
                user.displayName(),
                user.mobilePhone(),
                user.businessPhones(),
                null,
                user.accountEnabled(),
                false);
    }

    /** The users by id without their sign-in phones; who is gone is left out. */
    static Map<String, DirectoryUser> folded(List<DirectoryUser> told) {
        Map<String, DirectoryUser> folded = new TreeMap<>();
        told.forEach(user -> apply(folded, user));
        return folded;
    }

    static void apply(Map<String, DirectoryUser> users, DirectoryUser user) {
        if (user.deleted()) {
            users.remove(user.id());
        } else {
            users.put(
                    user.id(),
                    new DirectoryUser(
                            user.id(),
                            user.principalName(),
                            user.mail(),
                            user.displayName(),
                            user.mobilePhone(),
                            user.businessPhones(),
                            null,
                            user.enabled(),
                            false));
        }
    }

    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    @Override
    public void close() {
        simulator.close();
    }
}

package dev.tocsin.msgraph;

import dev.tocsin.core.base.Secret;
import dev.tocsin.msgraph.login.AppCredential;
import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.GraphSimulatorBuilder;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.TenantSeed;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A simulator with the tenants contoso.example, which has consented, and fabrikam.example, which has not; and a clock of both. */
public final class Stage implements AutoCloseable {
    public static final String CALLBACK = "http://127.0.0.1:8080/consent";

    public final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T10:00:00Z"));
    public final VirtualSleeper sleeper = new VirtualSleeper(clock);
    public final GraphSimulator simulator;

    public Stage() {
        this(builder -> builder);
    }

    public Stage(UnaryOperator<GraphSimulatorBuilder> more) {
        simulator = more.apply(GraphSimulator.builder()
                        .clock(clock)
                        .redirectUri(CALLBACK)
                        .tenant(TenantSeed.of("contoso.example")
                                .users(5)
                                .user(Map.of("displayName", "Alerts"))
                                .consented())
                        .tenant(TenantSeed.of("fabrikam.example").users(3)))
                .start();
    }

    public MicrosoftGraph graph() {
        return graph(AppCredential.secret(Secret.of(simulator.clientSecret())));
    }

    public MicrosoftGraph graph(AppCredential credential) {
        return builder(credential).build();
    }

    public MicrosoftGraph.Builder builder(AppCredential credential) {
        return MicrosoftGraph.builder(simulator.clientId(), credential)
                .cloud(cloud())
                .clock(clock)
                .sleeper(sleeper);
    }

    public GraphCloud cloud() {
        return GraphCloud.at(
                simulator.loginUri(), URI.create(simulator.loginUri().toString()));
    }

    public SimTenant contoso() {
        return simulator.tenant("contoso.example");
    }

    public SimTenant fabrikam() {
        return simulator.tenant("fabrikam.example");
    }

    public long tokenRequests() {
        return simulator.requests().count("POST", "/*/oauth2/v2.0/token");
    }

    @Override
    public void close() {
        simulator.close();
    }
}

package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.GraphSimulatorBuilder;
import dev.tocsin.simulators.graph.SkuSeed;
import dev.tocsin.simulators.graph.TenantSeed;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The Microsoft 365 of the demo: the MSP's own tenant, in which the app is let in, and those of two customers, which are not connected. */
final class DemoTenants {
    /** The tenant of the samples' records. */
    static final String CONTOSO = "7d0c1f9e-0000-4000-8000-00000000c0de";

    static final String OWN = "7d0c1f9e-0000-4000-8000-00000000a11c";
    static final String TINA = "tina@msp.example";
    static final String OMAR = "omar@msp.example";
    static final String REDIRECT = "http://localhost:8400/consent";

    private static final String TEXT = """
            microsoft:
              clientId: %s
              clientSecret: %s               # of the simulator, so no secret; otherwise write ${MICROSOFT_SECRET}
              loginUrl: %s      # these two are for a simulator alone
              graphUrl: %s
              tenant: %s
              region: US
              redirectUri: %s
              stateKey: of-the-simulator-so-this-is-no-secret
              programme: { name: Example IT alerts, contact: help@msp.example }
            """;

    private DemoTenants() {}

    /** A simulator with the tenants. */
    static GraphSimulatorBuilder builder(Clock clock) {
        return GraphSimulator.builder()
                .clock(clock)
                .redirectUri(REDIRECT)
                .tenant(TenantSeed.of("contoso.example")
                        .id(CONTOSO)
                        .displayName("Contoso Ltd")
                        .country("GB")
                        .user(user(
                                "0a000000-0000-4000-8000-000000000001",
                                "ines@contoso.example",
                                "Ines Admin",
                                "ask at the desk"))
                        .user(user(
                                "0a000000-0000-4000-8000-000000000012",
                                "bo@contoso.example",
                                "Bo Berg",
                                "07400 123456"))
                        .user(user(
                                "0a000000-0000-4000-8000-000000000015",
                                "carla@contoso.example",
                                "Carla Cruz",
                                "07400 654321"))
                        .licence(SkuSeed.businessPremium(25, 3)))
                .tenant(TenantSeed.of("msp.example")
                        .id(OWN)
                        .displayName("Example IT")
                        .user(user("0d000000-0000-4000-8000-000000000001", TINA, "Tina Technician", "+1 206 555 0110"))
                        .user(user("0d000000-0000-4000-8000-000000000002", OMAR, "Omar Operator", "+1 206 555 0111"))
                        .user(user(
                                "0d000000-0000-4000-8000-000000000003",
                                "paula@msp.example",
                                "Paula Payroll",
                                "+1 206 555 0112"))
                        .consented())
                .tenant(TenantSeed.of("fabrikam.example")
                        .displayName("Fabrikam, Inc.")
                        .users(25));
    }

    private static Map<String, Object> user(String id, String name, String displayName, String mobile) {
        return Map.of(
                "id", id,
                "userPrincipalName", name,
                "displayName", displayName,
                "mail", name,
                "mobilePhone", mobile,
                "businessPhones", List.of());
    }

    /** The section {@code microsoft} for a simulator. */
    static String yaml(GraphSimulator simulator) {
        return TEXT.formatted(
                simulator.clientId(),
                simulator.clientSecret(),
                simulator.loginUri(),
                simulator.loginUri(),
                OWN,
                REDIRECT);
    }
}

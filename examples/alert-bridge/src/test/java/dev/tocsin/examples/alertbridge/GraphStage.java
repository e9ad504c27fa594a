package dev.tocsin.examples.alertbridge;

import dev.tocsin.simulators.graph.GraphSimulator;
import dev.tocsin.simulators.graph.SimTenant;
import dev.tocsin.simulators.graph.SkuSeed;
import dev.tocsin.simulators.graph.TenantSeed;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A simulated Microsoft 365 for a class of tests: the MSP's own tenant and those of two customers, of whom none has consented. */
final class GraphStage implements AutoCloseable {
    static final String CONTOSO = "7d0c1f9e-0000-4000-8000-00000000c0de";
    static final String FABRIKAM = "7d0c1f9e-0000-4000-8000-00000000fab0";
    static final String OWN = "7d0c1f9e-0000-4000-8000-000000000001";
    /** A name that wants to be markup, a query, a line and a terminal's command. */
    static final String AWFUL = "O'Brien & \"Söhne\" <b>%s</b>\n\u001b[2J";

    final GraphSimulator simulator = GraphSimulator.builder()
            .tenant(TenantSeed.of("msp.example")
                    .id(OWN)
                    .displayName("Example IT")
                    .user(user("tina@msp.example", "Tina Technician", "+1 206 555 0110"))
                    .user(user("omar@msp.example", "Omar Operator", "+1 206 555 0111"))
                    .user(user("old@msp.example", "Olga Old", "+1 206 555 0112"))
                    .consented())
            .tenant(TenantSeed.of("contoso.example")
                    .id(CONTOSO)
                    .displayName("Contoso Ltd")
                    .user(user("bo@contoso.example", "Bo Berg", "+1 206 555 0120"))
                    .user(user("obrien@contoso.example", AWFUL, "call me"))
                    .licence(SkuSeed.businessPremium(25, 20)))
            .tenant(TenantSeed.of("fabrikam.example")
                    .id(FABRIKAM)
                    .displayName("Fabrikam, Inc.")
                    .user(user("fay@fabrikam.example", "Fay Fab", "+1 206 555 0130"))
                    .withoutPremium())
            .start();

    private static Map<String, Object> user(String name, String displayName, String mobile) {
        return Map.of(
                "userPrincipalName",
                name,
                "displayName",
                displayName,
                "mail",
                name,
                "mobilePhone",
                mobile,
                "businessPhones",
                List.of());
    }

    /** The section {@code microsoft} of a configuration, with what is added to it. */
    String yaml(String more) {
        String graph = simulator.graphUri().toString();
        return """
                microsoft:
                  clientId: %s
                  clientSecret: %s
                  loginUrl: %s
                  graphUrl: %s
                  tenant: %s
                  region: US
                  stateKey: 0123456789abcdef0123456789abcdef
                  programme: { name: Example IT alerts, contact: help@msp.example }
                """.formatted(
                                simulator.clientId(),
                                simulator.clientSecret(),
                                simulator.loginUri(),
                                URI.create(graph.substring(0, graph.length() - "/v1.0".length())),
                                OWN)
                + more.indent(2);
    }

    SimTenant own() {
        return simulator.tenant(OWN);
    }

    SimTenant contoso() {
        return simulator.tenant(CONTOSO);
    }

    SimTenant fabrikam() {
        return simulator.tenant(FABRIKAM);
    }

    @Override
    public void close() {
        simulator.close();
    }
}

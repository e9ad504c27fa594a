package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.simulators.graph.Client.Round;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The size at which an integration of many customers is tried: 50 tenants with 2,000 users each. */
class ManyTenantsTest {
    private static final String SELECT =
            "/users/delta?$select=displayName,mail,mobilePhone,businessPhones,accountEnabled,userPrincipalName";

    @Test
    void nobodyIsLostInTheFirstRoundNorAmongOnePercentOfChanges() {
        try (GraphSimulator simulator = GraphSimulator.builder()
                .tenants(50, 2_000)
                .throttling(Throttling.documented())
                .start()) {
            Map<SimTenant, Round> first = new LinkedHashMap<>();
            Set<String> everyone = new HashSet<>();
            for (SimTenant tenant : simulator.tenants()) {
                Round round = new Client(simulator, tenant.id()).login().round(SELECT);
                everyone.addAll(round.ids());
                first.put(tenant, round);
            }
            assertThat(everyone).hasSize(100_000);
            assertThat(simulator.requests().count("GET", "/users/delta")).isEqualTo(50 * 10);
            first.forEach((tenant, round) -> {
                List<String> changed = tenant.changePhones(20, 5);
                assertThat(new Client(simulator, tenant.id())
                                .login()
                                .round(round.deltaLink())
                                .ids())
                        .containsExactlyInAnyOrderElementsOf(changed);
            });
        }
    }
}

import dev.tocsin.connectwise.psa.*;
import dev.tocsin.core.*;
import dev.tocsin.core.base.*;
import dev.tocsin.core.company.*;
import dev.tocsin.core.event.*;
import dev.tocsin.core.rule.*;
import dev.tocsin.store.jdbc.*;
import java.util.*;
public class EmbedTocsin { // arguments: site, company, public key, private key, client id, file of the store
    public static void main(String[] args) throws Exception {
        var connectWise = dev.tocsin.connectwise.ConnectWise.connect(dev.tocsin.connectwise.ConnectWiseConnection.builder()
            .site(args[0]).company(args[1]).publicKey(Secret.of(args[2])).privateKey(Secret.of(args[3])).clientId(Secret.of(args[4])).build());
        try (var store = JdbcStore.sqlite(java.nio.file.Path.of(args[5]));
             var tocsin = Tocsin.builder().store(store).psa(new ConnectWisePsa("cw", connectWise)).build()) {
            var our = tocsin.configuration();
            our.save(new EventSet(MspId.SINGLE, "problems", Map.of(EventCategory.PROBLEMS, CategorySelection.of(GroupBy.ASSET))));
            our.save(ConnectWiseRule.builder(MspId.SINGLE).name("Critical").eventSet("problems").board("Security Alerts")
                .openStatus("New").closedStatus(">Closed").priority("Priority 1 - Critical").build());
            our.save(new Company(MspId.SINGLE, "contoso", "Contoso Ltd"));
            our.save(new CompanyMapping(MspId.SINGLE, "contoso", "cw", "Contoso", null, true, List.of("Critical")));
            tocsin.ingest(List.of(SecurityEvent.builder().source("scanner").sourceCompanyId("contoso").asset("web-1")
                .category(EventCategory.PROBLEMS).severity(Severity.HIGH).eventType("CVE-2026-1").stableId("web-1/CVE-2026-1")
                .title("Remote code execution").occurredAt(java.time.Instant.parse("2026-11-21T09:00:00Z")).build()));
            tocsin.settle(true); // a host that keeps running calls tocsin.start() once instead
            tocsin.audit().incidents(MspId.SINGLE, 0, 100).forEach(view -> System.out.println(
                view.companyName() + ": ticket #" + view.incident().ticketId() + ", " + view.incident().state()
                + ", " + view.incident().reason()));
        }
    }
}

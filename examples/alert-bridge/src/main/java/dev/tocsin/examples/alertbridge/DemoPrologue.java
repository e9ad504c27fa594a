package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.AnswerValue;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.company.MappingSwitches;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.psa.PsaCompanyQuery;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.examples.alertbridge.reader.AssetFormat;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the demo shows before its tickets: the companies, which are tied to each other, and the assets, which become configurations. */
final class DemoPrologue {
    private static final String CUSTOMER = "contoso";
    private static final String PSA_CUSTOMER = "Contoso";

    private final Host host;
    private final Surroundings around;
    private final Path directory;
    private final PrintStream out;

    /** @param directory where the scan is */
    DemoPrologue(Host host, Surroundings around, Path directory) {
        this.host = host;
        this.around = around;
        this.directory = directory;
        this.out = around.out();
    }

    void play(ConfigurationProfile profile, String scan) {
        String connectionId = host.connections().get(0).id();
        CompanyTables tables = new CompanyTables(around);
        out.println(
                "Before any ticket: the customers are tied to the companies of ConnectWise. Two are mapped by the file;");
        out.println("of the others one is mapped for its exact name, and one is only near and left to a person.");
        out.println();
        tables.generated(
                host.tocsin().companies().generate(connectionId, MappingSwitches.OFF),
                host.tocsin().companies().suggestions(connectionId),
                false);
        out.println();
        tables.listing(host.tocsin().companies().list(connectionId, PsaCompanyQuery.ALL));
        out.println();
        out.println(
                "The hosts of a network scan become configurations of Contoso; the second run finds nothing to write.");
        out.println();
        InventoryFiles files =
                new InventoryFiles(directory, List.of(scan), AssetFormat.NESSUS, CUSTOMER, customer -> customer);
        AssetSource assets = Inventory.of(AssetFormat.NESSUS.label(), files, false, new Progress(around));
        SyncOrder order = SyncOrder.builder(connectionId, assets, profile).build();
        for (int run = 1; run <= 2; run++) {
            SyncReport report = host.tocsin().configurationSync().run(order, progress -> {});
            report.lines().forEach(out::println);
        }
        configurations(host.connections().get(0).psa().configurations(), profile);
        out.println();
    }

    private void configurations(PsaConfigurations psa, ConfigurationProfile profile) {
        ConfigurationType type = psa.type(profile.type())
                .orElseThrow(() -> new IllegalStateException("the simulator has no type " + profile.type()));
        TextTable table = new TextTable(around.unicode(), "Configuration", "Status", "System", "Address", "Last seen");
        try (Stream<PsaConfiguration> all = psa.of(PSA_CUSTOMER, type)) {
            all.sorted(Comparator.comparing(one -> one.fields().getOrDefault("name", "")))
                    .forEach(one -> table.row(
                            one.fields().getOrDefault("name", ""),
                            String.valueOf(one.status()),
                            one.fields().getOrDefault("osType", "-"),
                            one.fields().getOrDefault("ipAddress", "-"),
                            answer(one, type)));
        }
        out.print(table);
    }

    private static String answer(PsaConfiguration configuration, ConfigurationType type) {
        return type.question("Last seen")
                .flatMap(question -> configuration.answers().stream()
                        .filter(answer -> answer.questionId().equals(question.id()))
                        .findFirst())
                .map(answer -> answer.value() instanceof AnswerValue.Plain plain ? plain.text() : "-")
                .orElse("-");
    }
}

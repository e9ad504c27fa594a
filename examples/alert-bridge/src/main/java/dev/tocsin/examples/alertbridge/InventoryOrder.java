package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.intake.Catalogue;
import dev.tocsin.examples.alertbridge.config.SyncRuns;
import dev.tocsin.examples.alertbridge.reader.AssetFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files are an inventory, and of what.
 *
 * @param files the files
 * @param format the name of their format, or null to detect it
 * @param source the name of the source, or null for that of the format
 * @param company the company of assets that name none, and then the only one that is meant; null for any
 * @param whole whether what the files do not list is gone
 */
record InventoryOrder(
        List<String> files,
        @Nullable String format,
        @Nullable String source,
        @Nullable String company,
        boolean whole) {
    /** The inventory of runs that recur. */
    static InventoryOrder of(SyncRuns runs) {
        return new InventoryOrder(runs.inputs(), null, runs.source(), runs.company(), runs.retireMissing());
    }

    /**
     * Looks the files through.
     *
     * @throws dev.tocsin.examples.alertbridge.reader.BrokenFileException if a file cannot be read to its end
     * @throws ConfigurationException if a file is of no format
     */
    Inventory open(Surroundings around, Host host, Progress progress) {
        AssetFormat known =
                format == null ? InventoryFiles.formatOf(around.directory(), files) : AssetFormat.parse(format);
        String name = source == null ? known.label() : source;
        Catalogue catalogue = host.catalogue();
        InventoryFiles all = new InventoryFiles(
                around.directory(),
                files,
                known,
                company,
                customer -> catalogue.companyOf(name, customer).map(Company::id).orElse(customer));
        // a choice of one company says nothing of the others
        return Inventory.of(name, all, whole && company == null, progress);
    }
}

package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.reader.AssetFormat;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which assets are meant, and where they are. */
final class InventoryOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "the files with the assets: Nessus reports, or lines of JSON")
    private List<String> inputs;

    @Option(
            names = "--compare-with",
            arity = "1..*",
            paramLabel = "FILE",
            description = "the files of an earlier inventory; what changed since becomes events of System Changes")
    private @Nullable List<String> earlier;

    @Option(names = "--format", paramLabel = "FORMAT", description = "nessus or jsonl; detected by default")
    private @Nullable String format;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "the name of the source under which configurations are linked; the format by default")
    private @Nullable String source;

    @Option(
            names = "--company",
            paramLabel = "ID",
            description = "the company of assets that name none; those of other companies are then left out")
    private @Nullable String company;

    @Option(
            names = "--retire-missing",
            description = "the files list all there is: what they no longer list is set inactive")
    private boolean retireMissing;

    /**
     * Looks whether all files are there before any is read.
     *
     * @throws CommandLine.ParameterException if one is not, or the format is none
     */
    void requireReadable(Surroundings around) {
        List<String> all = new java.util.ArrayList<>(inputs);
        all.addAll(earlier());
        for (String file : all) {
            if (!Files.isRegularFile(around.directory().resolve(file))) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        file + ": is no file that can be read; it is read twice, so no pipe is legal");
            }
        }
        if (format != null) {
            try {
                AssetFormat.parse(format);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage());
            }
        }
    }

    /** The files of the earlier inventory; empty if none is to be compared with. */
    List<String> earlier() {
        return earlier == null ? List.of() : earlier;
    }

    /** The inventory. */
    InventoryOrder order() {
        return new InventoryOrder(inputs, format, source, company, retireMissing);
    }

    /** The inventory before, of the same source. */
    InventoryOrder earlierOrder() {
        return new InventoryOrder(earlier(), format, source, company, false);
    }
}

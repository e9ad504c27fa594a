package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConfigurationReader;
import dev.tocsin.examples.alertbridge.config.Fault;
import dev.tocsin.examples.alertbridge.config.FaultyConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option that names the configuration. */
final class ConfigurationOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "tocsin.yaml",
            scope = ScopeType.INHERIT,
            description = "the configuration; ./${DEFAULT-VALUE} by default")
    private Path file;

    /**
     * Reads the configuration.
     *
     * @throws FaultyConfigurationException if it is absent or cannot work
     */
    BridgeConfiguration read(Surroundings around) {
        return read(around, file);
    }

    /**
     * Reads a configuration of another name.
     *
     * @throws FaultyConfigurationException if it is absent or cannot work
     */
    static BridgeConfiguration read(Surroundings around, Path file) {
        Path path = around.directory().resolve(file);
        try {
            return new ConfigurationReader(around.environment(), around.directory())
                    .read(file.toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw faulty(file, "does not exist; name another file with --config FILE");
        } catch (CharacterCodingException e) {
            throw faulty(file, "is no UTF-8 text");
        } catch (IOException e) {
            throw faulty(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static FaultyConfigurationException faulty(Path file, String message) {
        return new FaultyConfigurationException(List.of(new Fault(file.toString(), 0, "", message)));
    }
}

package dev.tocsin.examples.alertbridge;

import dev.tocsin.examples.alertbridge.reader.EventFormat;
import dev.tocsin.examples.alertbridge.reader.ReadFault;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells the format of a file by its beginning, or says why it cannot. */
final class FormatDetection {
    private FormatDetection() {}

    /**
     * The format of a file.
     *
     * @param say is told if the file is empty, which is no fault
     * @param fault is told if the file cannot be read or looks like nothing that is known
     * @return empty if either was told
     */
    static Optional<EventFormat> of(ReadSource source, Consumer<String> say, Consumer<ReadFault> fault) {
        try {
            byte[] beginning = source.beginning();
            Optional<EventFormat> format = EventFormat.detect(beginning);
            if (new String(beginning, StandardCharsets.UTF_8).isBlank()) {
                say.accept(source.name() + ": is empty");
            } else if (format.isEmpty()) {
                fault.accept(new ReadFault(
                        source.name(),
                        0,
                        null,
                        "looks like no format that is known; name it with --format, legal are " + Ingestion.formats()));
            }
            return format;
        } catch (IOException e) {
            fault.accept(new ReadFault(
                    source.name(), 0, null, "cannot be read (" + e.getClass().getSimpleName() + ")"));
            return Optional.empty();
        }
    }
}

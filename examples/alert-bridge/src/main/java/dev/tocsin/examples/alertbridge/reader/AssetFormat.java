package dev.tocsin.examples.alertbridge.reader;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of inventories. */
public enum AssetFormat {
    /** A Nessus v2 report, XML, whose hosts are the assets. */
    NESSUS,
    /** The SDK's own assets, one JSON object a line; see {@link JsonAssets}. */
    JSONL;

    /** The name on the command line, and the id of the source under which links are kept. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format that a command line names, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists the legal ones
     */
    public static AssetFormat parse(String label) {
        for (AssetFormat format : values()) {
            if (format.label().equalsIgnoreCase(label.strip())) {
                return format;
            }
        }
        throw new IllegalArgumentException("format: '" + label + "' is not one of "
                + Arrays.stream(values()).map(AssetFormat::label).collect(Collectors.joining(", ")));
    }

    /**
     * Tells the format by a file's first bytes.
     *
     * @return empty if they look like no format
     */
    public static Optional<AssetFormat> detect(byte[] beginning) {
        String text = new String(beginning, java.nio.charset.StandardCharsets.UTF_8);
        String start = (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
        if (start.startsWith("{")) {
            return Optional.of(JSONL);
        }
        return EventFormat.detect(beginning).filter(EventFormat.NESSUS::equals).map(xml -> NESSUS);
    }

    /**
     * Begins to read a file.
     *
     * @param source the file; the company given with it is that of assets which name none
     * @param sink takes what cannot be used
     * @throws BrokenFileException if the file cannot be read at all
     */
    public AssetReader open(ReadSource source, AssetSink sink) {
        return switch (this) {
            case NESSUS -> new NessusAssets(source, sink);
            case JSONL -> new JsonAssets(source, sink);
        };
    }
}

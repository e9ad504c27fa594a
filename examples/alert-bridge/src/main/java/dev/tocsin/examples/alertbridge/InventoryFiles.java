package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.examples.alertbridge.reader.AssetFormat;
import dev.tocsin.examples.alertbridge.reader.AssetReader;
import dev.tocsin.examples.alertbridge.reader.AssetSink;
import dev.tocsin.examples.alertbridge.reader.ReadSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The files of an inventory, all of one format, read one after another as often as wanted.
 *
 * @param directory what the names of the files are relative to
 * @param names the files, as they were named
 * @param format their format
 * @param company the company of assets that name none, and then the only one that is wanted; null for any
 * @param local the local company of the customer that a file names
 */
record InventoryFiles(
        Path directory,
        List<String> names,
        AssetFormat format,
        @Nullable String company,
        UnaryOperator<String> local) {
    /** Why assets are passed over while a single company is wanted. */
    static final String OTHERS = "asset of another company";

    /** How much of a file tells its format, in bytes. */
    private static final int BEGINNING = 64 * 1024;

    /**
     * The format that all of some files have.
     *
     * @throws ConfigurationException if one cannot be read, has no known format, or another than the rest
     */
    static AssetFormat formatOf(Path directory, List<String> names) {
        AssetFormat common = null;
        for (String name : names) {
            AssetFormat format;
            try (InputStream stream = Files.newInputStream(directory.resolve(name))) {
                format = AssetFormat.detect(stream.readNBytes(BEGINNING))
                        .orElseThrow(() -> new ConfigurationException(
                                name, "looks like no inventory; a Nessus v2 report or lines of JSON are legal"));
            } catch (IOException e) {
                throw unreadable(name, e);
            }
            if (common != null && common != format) {
                throw new ConfigurationException(
                        name,
                        "is " + format.label() + " and the file before it " + common.label()
                                + "; files of one format are one inventory");
            }
            common = format;
        }
        if (common == null) {
            throw new ConfigurationException("input", "is missing; a file with assets is needed");
        }
        return common;
    }

    private static ConfigurationException unreadable(String name, IOException e) {
        return new ConfigurationException(
                name, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }

    /** Whether the ids are what devices call themselves, which several may, and not the source's own. */
    boolean idsAreNames() {
        return format == AssetFormat.NESSUS;
    }

    /** When the latest of the files was written. */
    Instant writtenAt() {
        Instant latest = Instant.EPOCH;
        for (String name : names) {
            try {
                Instant at = Files.getLastModifiedTime(directory.resolve(name)).toInstant();
                latest = at.isAfter(latest) ? at : latest;
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }
        return latest;
    }

    /**
     * The assets in the order of the files, held one at a time. Close it.
     *
     * @param sink takes what cannot be used
     */
    Pass pass(AssetSink sink) {
        return new Pass(sink);
    }

    /** One reading. Its methods throw BrokenFileException where a file cannot be read further. */
    final class Pass implements Iterator<Asset>, AutoCloseable {
        private final AssetSink sink;
        private final Iterator<String> files = names.iterator();
        private @Nullable InputStream stream;
        private @Nullable ReadSource source;
        private @Nullable AssetReader reader;
        private @Nullable Asset next;

        private Pass(AssetSink sink) {
            this.sink = sink;
        }

        /** The file that is read now; empty before the first. */
        String file() {
            return source == null ? "" : source.name();
        }

        /** How much of that file was read, in bytes. */
        long bytesRead() {
            return source == null ? 0 : source.bytesRead();
        }

        @Override
        public boolean hasNext() {
            Predicate<Asset> wanted =
                    asset -> company == null || asset.companyId().equals(local.apply(company));
            while (next == null) {
                AssetReader open = reader;
                if (open == null) {
                    if (!files.hasNext()) {
                        return false;
                    }
                    open(files.next());
                    continue;
                }
                Asset read = open.next();
                if (read == null) {
                    close();
                    continue;
                }
                Asset asset = InventoryMerge.of(read, local.apply(read.companyId()));
                if (wanted.test(asset)) {
                    next = asset;
                } else {
                    sink.skipped(OTHERS);
                }
            }
            return true;
        }

        @Override
        public Asset next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Asset asset = java.util.Objects.requireNonNull(next);
            next = null;
            return asset;
        }

        private void open(String name) {
            try {
                InputStream opened = Files.newInputStream(directory.resolve(name));
                stream = opened;
                ReadSource file = ReadSource.of(name, opened).withCompany(company);
                source = file;
                reader = format.open(file, sink);
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public void close() {
            reader = null;
            try (InputStream open = stream) {
                stream = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

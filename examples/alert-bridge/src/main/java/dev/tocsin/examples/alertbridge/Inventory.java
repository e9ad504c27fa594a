package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.examples.alertbridge.reader.AssetSink;
import dev.tocsin.examples.alertbridge.reader.ReadFault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The assets of files, as a source. The files are looked through once before any asset leaves, which tells how many there are,
 * what cannot be used, and whether a file is broken before anything is written because of it. Then they are read again as the
 * assets are taken, one at a time. Assets that are listed more than once come once, at the end; hosts of one name that are not one
 * device come each under an id of its own.
 */
final class Inventory implements AssetSource {
    private static final int TOLD_FAULTS = 100;
    /** How many assets may be listed more than once, since those are held in memory. */
    private static final int MOST_REPEATED = 50_000;

    private final String id;
    private final InventoryFiles files;
    private final boolean whole;
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Set<Long> repeated = new HashSet<>();
    private long total;
    private long namesakes;
    private long faults;

    private Inventory(String id, InventoryFiles files, boolean whole) {
        this.id = id;
        this.files = files;
        this.whole = whole;
    }

    /**
     * Looks files through.
     *
     * @param id the id of the source, under which links are kept
     * @param whole whether what the files do not list is gone
     * @throws dev.tocsin.examples.alertbridge.reader.BrokenFileException if a file cannot be read to its end
     * @throws ConfigurationException if too many assets are listed more than once
     */
    static Inventory of(String id, InventoryFiles files, boolean whole, Progress progress) {
        Inventory inventory = new Inventory(id, files, whole);
        inventory.survey(progress);
        return inventory;
    }

    private void survey(Progress progress) {
        long[] hashes = new long[1_024];
        int count = 0;
        AssetSink sink = new AssetSink() {
            @Override
            public void fault(ReadFault fault) {
                if (++faults <= TOLD_FAULTS) {
                    progress.say(fault.toString());
                }
            }

            @Override
            public void skipped(String reason) {
                skipped.merge(reason, 1L, Long::sum);
            }
        };
        try (InventoryFiles.Pass pass = files.pass(sink)) {
            while (pass.hasNext()) {
                hashes = count == hashes.length ? Arrays.copyOf(hashes, 2 * count) : hashes;
                hashes[count++] = hash(pass.next());
                long read = count;
                progress.show(() -> String.format(java.util.Locale.ROOT, "%s: %,d assets", pass.file(), read));
            }
        }
        if (faults > TOLD_FAULTS) {
            progress.say("and " + (faults - TOLD_FAULTS) + " more faults");
        }
        Arrays.sort(hashes, 0, count);
        for (int i = 0; i < count; i++) {
            if (i > 0 && hashes[i] == hashes[i - 1]) {
                repeated.add(hashes[i]);
            } else {
                total++;
            }
        }
        if (repeated.size() > MOST_REPEATED) {
            throw new ConfigurationException(
                    "input",
                    repeated.size() + " assets are listed more than once; at most " + MOST_REPEATED + " may be");
        }
        if (files.idsAreNames() && !repeated.isEmpty()) {
            tellApart();
        }
    }

    /** Counts the devices behind names that are listed more than once, which needs another look at the files. */
    private void tellApart() {
        Sightings sightings = new Sightings(true);
        try (InventoryFiles.Pass pass = files.pass(new Known())) {
            while (pass.hasNext()) {
                Asset asset = pass.next();
                if (repeated.contains(hash(asset))) {
                    sightings.add(asset);
                }
            }
        }
        namesakes = sightings.shared();
        total += sightings.count() - repeated.size();
    }

    /** 64 bits of the company and the id; two that collide are only held back, not mixed up. */
    private static long hash(Asset asset) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : (asset.companyId() + '\0' + asset.id()).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** How many records cannot be used. */
    long faults() {
        return faults;
    }

    /** Why how many records are no assets. */
    Map<String, Long> skipped() {
        return skipped;
    }

    /** How many assets the files list more than once. */
    long repeats() {
        return repeated.size() - namesakes;
    }

    /** How many names the files give to several devices. */
    long namesakes() {
        return namesakes;
    }

    /** When the latest of the files was written, for assets of which no time is known. */
    Instant writtenAt() {
        return files.writtenAt();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Stream<Asset> assets(@Nullable String after) {
        if (after != null) {
            throw new IllegalArgumentException(
                    "after: is not legal; an inventory in files is always read from its start");
        }
        Once assets = new Once(files.pass(new Known()));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(assets, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(assets::close);
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(total);
    }

    /** With records that cannot be used nobody knows what is gone. */
    @Override
    public boolean complete() {
        return whole && faults == 0;
    }

    private static ConfigurationException changed(String file) {
        return new ConfigurationException(file, "was changed while it was read; start again when it is written");
    }

    /** Faults were told when the files were looked through; new ones mean that these are other files by now. */
    private final class Known implements AssetSink {
        private long again;

        @Override
        public void fault(ReadFault fault) {
            if (++again > faults) {
                throw changed(fault.file());
            }
        }

        @Override
        public void skipped(String reason) {}
    }

    /** Holds back what is listed more than once, until all that is said of it is known. */
    private final class Once implements Iterator<Asset>, AutoCloseable {
        private final InventoryFiles.Pass pass;
        private final Sightings held = new Sightings(files.idsAreNames());
        private @Nullable Iterator<Asset> rest;
        private @Nullable Asset next;
        private long given;

        Once(InventoryFiles.Pass pass) {
            this.pass = pass;
        }

        @Override
        public boolean hasNext() {
            while (next == null && pass.hasNext()) {
                Asset asset = pass.next();
                if (repeated.contains(hash(asset))) {
                    held.add(asset);
                } else {
                    next = asset;
                }
            }
            if (next == null) {
                Iterator<Asset> after = rest == null ? held.all().iterator() : rest;
                rest = after;
                next = after.hasNext() ? after.next() : null;
            }
            if (next == null && given != total) {
                // before the end is taken as the end of all there is
                throw changed(String.join(", ", files.names()));
            }
            return next != null;
        }

        @Override
        public Asset next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            Asset asset = java.util.Objects.requireNonNull(next);
            next = null;
            given++;
            return asset;
        }

        @Override
        public void close() {
            pass.close();
        }
    }
}

package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a key is taken from. Thread-safe; its text form shows no key. */
public sealed interface KeySource {
    /**
     * The key as it is now.
     *
     * @throws ConfigurationException if it cannot be had, and never could
     */
    Secret current();

    /** A key that stays the same while the process lives. */
    static KeySource of(Secret key) {
        return new Fixed(key);
    }

    /** A key in a file, without the blanks and line ends around it. */
    static KeySource in(Path file) {
        return new InFile(file);
    }

    /**
     * A key that stays the same.
     *
     * @param current the key
     */
    record Fixed(Secret current) implements KeySource {}

    /**
     * A key in a file that is read anew each time, so that a key written there by whoever rotates it counts from the next
     * request on. While the file is away or empty, as in the moment of its replacement, the last key counts.
     */
    final class InFile implements KeySource {
        /** No key is nearly as long. */
        private static final int LONGEST = 16 * 1024;

        private final Path file;
        private volatile @Nullable Secret last;

        private InFile(Path file) {
            this.file = file;
        }

        @Override
        public Secret current() {
            Secret before = last;
            try (InputStream stream = Files.newInputStream(file)) {
                String text = new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
                if (!text.isEmpty()) {
                    Secret now = Secret.of(text);
                    last = now;
                    return now;
                }
            } catch (IOException e) {
                if (before == null) {
                    throw new ConfigurationException(
                            file.toString(),
                            "cannot be read (" + e.getClass().getSimpleName()
                                    + "); a file with the key alone is legal");
                }
            }
            if (before == null) {
                throw new ConfigurationException(file.toString(), "is empty; a file with the key alone is legal");
            }
            return before;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof InFile that && file.equals(that.file);
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }

        @Override
        public String toString() {
            return "the key in " + file;
        }
    }
}

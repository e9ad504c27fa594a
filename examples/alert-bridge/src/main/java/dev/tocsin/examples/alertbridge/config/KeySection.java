package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;

/** Keys of the file itself, or in files of their own. */
final class KeySection {
    private final Reading reading;

    KeySection(Reading reading) {
        this.reading = reading;
    }

    /**
     * The key {@code name}, or the one in the file that {@code name} with {@code File} names; null, with a fault, if neither works.
     * No fault shows it.
     */
    @Nullable
    KeySource key(Section section, String name) {
        String inFile = name + "File";
        if (!section.has(inFile)) {
            Secret key = section.secret(name);
            return key == null ? null : KeySource.of(key);
        }
        if (section.has(name)) {
            section.fault(inFile, "is given beside " + name + "; either is legal");
            return null;
        }
        String file = section.text(inFile);
        if (file == null) {
            return null;
        }
        try {
            KeySource source = KeySource.in(reading.directory().resolve(file));
            source.current();
            return source;
        } catch (InvalidPathException e) {
            section.fault(inFile, "is no path of a file");
        } catch (ConfigurationException e) {
            section.fault(inFile, e);
        }
        return null;
    }

    /** Whether a key is given in one of the two ways. */
    static boolean has(Section section, String name) {
        boolean file = section.has(name + "File");
        return section.has(name) || file;
    }
}

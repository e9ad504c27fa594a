package dev.tocsin.examples.alertbridge.reader;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The loop over the lines of a file, common to the formats that have one record a line. */
final class LineRecords {
    private LineRecords() {}

    /** Reads one line that is not blank. */
    interface Line {
        void read(long number, String text) throws UnusableException;
    }

    /** Reads all lines; what one throws becomes its fault. Blank lines are passed over. */
    static ReadSummary read(ReadSource source, Tally tally, Line each) {
        LineReader lines = new LineReader(source.stream());
        while (true) {
            try {
                @Nullable String text = lines.next();
                if (text == null) {
                    return tally.summary(true);
                }
                if (!text.isBlank()) {
                    each.read(lines.number(), text);
                }
            } catch (UnusableException e) {
                tally.fault(lines.number(), e);
            } catch (IOException e) {
                tally.fault(lines.number(), null, "the file cannot be read further: " + e.getMessage());
                return tally.summary(false);
            }
        }
    }
}

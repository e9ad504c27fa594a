package dev.tocsin.examples.alertbridge.reader;

/** Reads one format. Readers keep nothing between calls and may be shared by threads. */
public interface EventReader {
    /**
     * Reads the source to its end, handing on what it finds in the file's order. The stream is not closed.
     *
     * @param source the file; whatever is wrong with it, an I/O error included, becomes a fault and never an exception
     * @param sink takes the findings; what it throws passes through
     * @return what was read, and whether it was all there
     */
    ReadSummary read(ReadSource source, ReadSink sink);
}

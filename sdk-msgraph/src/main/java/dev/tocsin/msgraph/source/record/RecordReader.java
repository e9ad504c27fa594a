package dev.tocsin.msgraph.source.record;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Reads the records of one kind. Readers keep nothing between calls and may be shared by threads. */
public interface RecordReader {
    /**
     * Reads JSON text. It holds one record, or several as a list, under {@code records} as an Event Hub gives them, or under
     * {@code value} as an answer of Microsoft Graph does.
     *
     * @param json the text. A record that is nested deeper than 100 levels or has a value longer than 2 Mi characters is
     *     unread, those beside it are not. A byte order mark at the beginning is passed over
     * @param context what the records do not say themselves
     * @return one reading per record, in their order; a single unread one if the text is no JSON. It never throws for what the text says
     */
    List<RecordReading> read(String json, RecordContext context);

    /**
     * Reads text of one JSON value a line, as it is asked for. Blank lines are passed over. Bounding the length of lines is the
     * caller's.
     *
     * @param lines the lines; it stays the caller's to close
     * @return the readings in the order of the lines; to be used by one thread
     */
    default Stream<LineReading> readLines(Stream<String> lines, RecordContext context) {
        AtomicLong number = new AtomicLong();
        return lines.sequential().flatMap(line -> {
            long at = number.incrementAndGet();
            // Windows writes a byte order mark before text.
            String json = at == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            return json.isBlank()
                    ? Stream.empty()
                    : read(json, context).stream().map(reading -> new LineReading(at, reading));
        });
    }
}

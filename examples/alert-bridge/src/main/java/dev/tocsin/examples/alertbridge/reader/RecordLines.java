package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.msgraph.source.record.RecordReader;
import dev.tocsin.msgraph.source.record.RecordReading;
import java.util.Map;

/** Reads files of Microsoft's records, one or several a line, as the SDK tells them. */
final class RecordLines implements EventReader {
    /** What the command line can do about a fault, by its field. */
    private static final Map<String, String> REMEDIES = Map.of(
            "tenantId", "; give the company with --company ID",
            "category", ". Is it the right --format?");

    private final RecordReader records;

    RecordLines(RecordReader records) {
        this.records = records;
    }

    @Override
    public ReadSummary read(ReadSource source, ReadSink sink) {
        Tally tally = new Tally(source, sink);
        return LineRecords.read(source, tally, (number, text) -> {
            for (RecordReading reading : records.read(text, source.context())) {
                if (reading instanceof RecordReading.Events found) {
                    found.events().forEach(tally::event);
                } else if (reading instanceof RecordReading.PassedBy passed) {
                    tally.skipped(passed.reason());
                } else if (reading instanceof RecordReading.Unread unread) {
                    String remedy = unread.field() == null ? "" : REMEDIES.getOrDefault(unread.field(), "");
                    tally.fault(number, unread.field(), unread.message() + remedy);
                }
            }
        });
    }
}

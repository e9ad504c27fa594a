package dev.tocsin.examples.alertbridge.reader;

/**
 * Reads Nessus v2 reports as a stream. The company is never in the report and has to be given. An event's time is the
 * end of its host's examination (else its start, the scan's time, the time of the host before, the date of the check),
 * taken as UTC where it is written without a zone.
 */
final class NessusReader implements EventReader {
    /** The source that its events name. */
    static final String SOURCE = "nessus";

    static final String INFORMATIONAL = "informational item";

    @Override
    public ReadSummary read(ReadSource source, ReadSink sink) {
        Tally tally = new Tally(source, sink);
        String company = source.company().orElse(null);
        if (company == null) {
            tally.fault(0, "company", "a Nessus report does not name its company; give it with --company ID");
            return tally.summary(false);
        }
        boolean complete = new NessusReport(company, source, tally).read();
        return tally.summary(complete);
    }
}

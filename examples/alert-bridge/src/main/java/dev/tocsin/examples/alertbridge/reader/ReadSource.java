package dev.tocsin.examples.alertbridge.reader;

import dev.tocsin.core.base.MspId;
import dev.tocsin.msgraph.source.record.RecordContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One file to read, with what its records may not say themselves. The {@code with} methods answer a new source over
 * the same stream. {@link #bytesRead()} may be asked from any thread; the rest belongs to the reading thread.
 */
public final class ReadSource {
    /** How much of the stream {@link #beginning()} looks at, in bytes. */
    static final int BEGINNING = 64 * 1024;

    private final String name;
    private final CountingStream counter;
    private final InputStream stream;
    private final @Nullable String company;
    private final MspId msp;
    private final Predicate<String> knownCompany;

    private ReadSource(
            String name,
            CountingStream counter,
            InputStream stream,
            @Nullable String company,
            MspId msp,
            Predicate<String> knownCompany) {
        this.name = Objects.requireNonNull(name, "name");
        this.counter = counter;
        this.stream = stream;
        this.company = company == null || company.isBlank() ? null : company.strip();
        this.msp = Objects.requireNonNull(msp, "msp");
        this.knownCompany = Objects.requireNonNull(knownCompany, "knownCompany");
    }

    /**
     * A file of {@link MspId#SINGLE} with no company given, of which every company that a record names is known.
     *
     * @param name the name that faults show
     * @param stream the content, from its first byte; it stays the caller's to close
     */
    public static ReadSource of(String name, InputStream stream) {
        CountingStream counter = new CountingStream(stream);
        return new ReadSource(
                name, counter, new BufferedInputStream(counter, BEGINNING), null, MspId.SINGLE, any -> true);
    }

    /** The company of records that do not name one; null or blank if none is given. */
    public ReadSource withCompany(@Nullable String value) {
        return new ReadSource(name, counter, stream, value, msp, knownCompany);
    }

    /** The MSP of the events. */
    public ReadSource withMsp(MspId value) {
        return new ReadSource(name, counter, stream, company, value, knownCompany);
    }

    /**
     * Tells which Entra tenant ids are companies in their own right. The records of other tenants go to the company
     * given, if one is.
     */
    public ReadSource withKnownCompany(Predicate<String> value) {
        return new ReadSource(name, counter, stream, company, msp, value);
    }

    /** The name that faults show. */
    public String name() {
        return name;
    }

    /** The company given; empty if none is. */
    public Optional<String> company() {
        return Optional.ofNullable(company);
    }

    /** The MSP of the events. */
    public MspId msp() {
        return msp;
    }

    /** The bytes taken from the stream so far, for showing progress. */
    public long bytesRead() {
        return counter.count();
    }

    /**
     * The first bytes of the stream, at most 64 KiB, for {@link EventFormat#detect(byte[])}. Nothing is consumed; ask
     * before reading.
     *
     * @throws IOException if the stream cannot be read
     */
    public byte[] beginning() throws IOException {
        stream.mark(BEGINNING + 1);
        byte[] bytes = stream.readNBytes(BEGINNING);
        stream.reset();
        return bytes;
    }

    /** The stream, buffered and counted. */
    InputStream stream() {
        return stream;
    }

    /** What records of Microsoft do not say themselves. */
    RecordContext context() {
        return RecordContext.of(msp).withCompany(company).withKnownTenant(knownCompany);
    }
}

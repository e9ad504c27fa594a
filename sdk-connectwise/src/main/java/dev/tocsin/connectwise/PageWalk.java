package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walks through the records of all pages, and fetches the next page only when it is read. Not thread-safe. */
final class PageWalk<T> implements Iterator<T> {
    private final PageSource source;
    private final Function<JsonRecord, T> reader;
    private Iterator<JsonRecord> rows = List.<JsonRecord>of().iterator();
    private boolean ended;

    private PageWalk(PageSource source, Function<JsonRecord, T> reader) {
        this.source = source;
        this.reader = reader;
    }

    static <T> Stream<T> stream(PageSource source, Function<JsonRecord, T> reader) {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new PageWalk<>(source, reader), traits), false);
    }

    @Override
    public boolean hasNext() {
        if (!rows.hasNext() && !ended) {
            List<JsonRecord> page = source.next();
            ended = page.isEmpty();
            rows = page.iterator();
        }
        return rows.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the list has ended");
        }
        return reader.apply(rows.next());
    }
}

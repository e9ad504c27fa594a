package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.TransportException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole list by several requests at a time. The ids above the first page are cut into ranges, by how many records
 * there are among them, and each range is read by itself. Pages by number would shift, and so lose records, when others
 * are deleted meanwhile; ranges of ids cannot. Used once, by one thread.
 */
final class ParallelRead<R> {
    static final int MOST_IN_FLIGHT = 8;
    private static final int MOST_PIECES = 4;
    /** The longest condition that a range adds to the query. */
    static final Optional<Condition> WIDEST =
            Optional.of(new Range(Integer.MAX_VALUE - 1, Integer.MAX_VALUE).condition());

    private final Gateway gateway;
    private final String path;
    private final Query query;
    private final Function<JsonRecord, R> reader;
    private final int inFlight;
    /** The pages by the id before their first. */
    private final TreeMap<Integer, List<Row<R>>> pages = new TreeMap<>();

    private final Queue<Range> waiting = new ArrayDeque<>();
    /** How many records there were at the start. */
    private long total;

    private long found;
    /** How many records the server puts on a page, which may be fewer than asked for. */
    private int pageSize;

    ParallelRead(Gateway gateway, String path, Query query, Function<JsonRecord, R> reader, int inFlight) {
        this.gateway = gateway;
        this.path = path;
        this.query = query;
        this.reader = reader;
        this.inFlight = inFlight;
    }

    /** The ids above one, up to another. */
    private record Range(int after, int upTo) {
        Condition condition() {
            return Conditions.ID.gt(after).and(Conditions.ID.le(upTo));
        }
    }

    /** A record with its id. */
    record Row<R>(int id, R record) {}

    /** The first page of a range; {@code lastId} is that of its last record. */
    private record Batch<R>(Range range, List<Row<R>> rows, int lastId, boolean more) {}

    /** What became of one request: a batch or a failure. */
    private record Ended<R>(
            @Nullable Batch<R> batch, @Nullable Throwable failure) {}

    /** The records in the order of ids. */
    List<Row<R>> run() {
        Batch<R> first = read(new Range(0, Integer.MAX_VALUE), query);
        keep(first);
        pageSize = Math.max(1, first.rows().size());
        if (first.more()) {
            Range beyond = new Range(first.lastId(), Integer.MAX_VALUE);
            CompletableFuture<Long> count = CompletableFuture.supplyAsync(
                    () -> ReadableRecords.count(gateway, path, query.and(beyond.condition())),
                    inFlight > 1 ? this::inBackground : Runnable::run);
            int newest = newestId();
            long more = joined(count);
            if (newest > first.lastId()) {
                total = found + more;
                cut(new Range(first.lastId(), newest), more);
                readWaiting();
            }
        }
        List<Row<R>> all = new ArrayList<>();
        pages.values().forEach(all::addAll);
        return all;
    }

    private static long joined(CompletableFuture<Long> count) {
        try {
            return count.get();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private int newestId() {
        Call call = ListPages.numbered(path, query.orderByDescending("id").pageSize(1), 1);
        List<JsonRecord> rows = ListPages.rows(gateway, call, gateway.send(ListPages.checked(gateway, call)));
        return rows.isEmpty() ? 0 : rows.get(0).id();
    }

    /** Cuts a range into as many as its records fill pages, as if they were spread evenly. */
    private void cut(Range range, long records) {
        long width = (long) range.upTo() - range.after();
        long pieces = Math.max(1, Math.min(width, (records + pageSize - 1) / pageSize));
        long step = (width + pieces - 1) / pieces;
        for (long after = range.after(); after < range.upTo(); after += step) {
            waiting.add(new Range((int) after, (int) Math.min(after + step, range.upTo())));
        }
    }

    private void readWaiting() {
        BlockingQueue<Ended<R>> ended = new LinkedBlockingQueue<>();
        Throwable failure = null;
        int running = 0;
        while (running > 0 || (failure == null && !waiting.isEmpty())) {
            if (failure == null && running < inFlight && !waiting.isEmpty()) {
                Range range = waiting.remove();
                running++;
                inBackground(() -> ended.add(attempt(range)));
                continue;
            }
            Ended<R> one = next(ended);
            running--;
            if (one.failure() != null && failure == null) {
                failure = one.failure();
            } else if (one.batch() != null) {
                keep(one.batch());
                cutRemainder(one.batch());
            }
        }
        if (failure != null) {
            throw unchecked(failure);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private void inBackground(Runnable task) {
        try {
            gateway.connection().executor().execute(task);
        } catch (RejectedExecutionException e) {
            throw new TransportException("the list was not read to its end: the executor takes no more work", null, e);
        }
    }

    private Ended<R> attempt(Range range) {
        try {
            return new Ended<>(read(range, query.and(range.condition())), null);
        } catch (Throwable e) {
            // Also an error must reach the caller, who waits for an answer from this thread.
            return new Ended<>(null, e);
        }
    }

    private static <R> Ended<R> next(BlockingQueue<Ended<R>> ended) {
        try {
            return ended.take();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static TransportException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TransportException("the list was not read to its end: the thread was interrupted", null, e);
    }

    private Batch<R> read(Range range, Query part) {
        Call call = ListPages.numbered(path, part, 1);
        Answer answer = gateway.send(ListPages.checked(gateway, call));
        List<JsonRecord> page = ListPages.rows(gateway, call, answer);
        boolean more = !page.isEmpty() && (page.size() >= query.pageSize() || answer.saysNext());
        List<Row<R>> rows = new ArrayList<>();
        int lastId = range.after();
        for (JsonRecord row : page) {
            int id = row.id();
            boolean inOrder = id > lastId && id <= range.upTo();
            // A list of one page is taken as it comes: some kinds of records have no ids.
            if (!inOrder && (more || range.after() > 0)) {
                throw gateway.unusable(
                        call,
                        answer,
                        id == 0
                                ? "the records have no ids, so they can be read by list only"
                                : "the records are not in the order of ids that was asked for");
            }
            lastId = id;
            rows.add(new Row<>(id, reader.apply(row)));
        }
        return new Batch<>(range, rows, lastId, more);
    }

    private void keep(Batch<R> batch) {
        pages.put(batch.range().after(), batch.rows());
        found += batch.rows().size();
    }

    /**
     * Where the ids lie closer than expected, a full page leaves a rest. Its beginning is cut as if the ids went on so
     * close, into few pieces only, since they may not.
     */
    private void cutRemainder(Batch<R> batch) {
        Range range = batch.range();
        if (!batch.more() || batch.lastId() == range.upTo()) {
            return;
        }
        long pagesLeft = Math.max(0, total - found) / pageSize;
        long step = (long) batch.lastId() - range.after();
        long after = batch.lastId();
        for (long piece = 1; piece < Math.min(MOST_PIECES, pagesLeft) && after + step < range.upTo(); piece++) {
            waiting.add(new Range((int) after, (int) (after + step)));
            after += step;
        }
        waiting.add(new Range((int) after, range.upTo()));
    }
}

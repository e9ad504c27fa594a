package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.core.base.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Records of one kind that can be read. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}.
 *
 * @param <R> the kind of records
 */
public class ReadableRecords<R> {
    private static final int LONGEST_PAGE_NUMBER = 1_000_000_000;

    private final Gateway gateway;
    private final String path;
    private final RecordType<R> type;

    ReadableRecords(Gateway gateway, String path, RecordType<R> type) {
        this.gateway = gateway;
        this.path = path;
        this.type = type;
    }

    final Gateway gateway() {
        return gateway;
    }

    final String path() {
        return path;
    }

    final String path(int id) {
        return path + "/" + id;
    }

    final RecordType<R> type() {
        return type;
    }

    /**
     * One page of records. Pages count from 1.
     *
     * @throws InvalidRequestException if the query is too long for an address: {@link #stream} splits it
     */
    public Page<R> list(Query query, int page) {
        if (page < 1) {
            throw InvalidRequestException.of("query", "page", "pages count from 1, not " + page);
        }
        Call call = ListPages.checked(gateway, ListPages.numbered(path, query, page));
        Answer answer = gateway.send(call);
        List<JsonRecord> rows = ListPages.rows(gateway, call, answer);
        return new Page<>(rows.stream().map(type::read).toList(), page, query.pageSize(), answer.saysNext());
    }

    /**
     * All records that a query selects, fetched page by page as the stream is read: by id, so that none is missed when
     * others are removed meanwhile, or by number where the query has an order of its own.
     *
     * <p>A query too long for an address is sent in parts, each with a part of its longest {@code in} list. The records
     * then come part by part, each of them in the order of ids.
     *
     * @throws InvalidRequestException if the query is too long and cannot be split
     */
    public Stream<R> stream(Query query) {
        return PageWalk.stream(new LazyPages(() -> pages(query)), type::read);
    }

    /** All records that a query selects, as {@link #readAll(Query, int)} reads them, with eight requests at a time. */
    public List<R> readAll(Query query) {
        return readAll(query, ParallelRead.MOST_IN_FLIGHT);
    }

    /**
     * All records that a query selects, read by several requests at a time, and in the order of ids. A short list takes
     * one request. The list is as of its start: a record created meanwhile is not in it. Of a query that is sent in parts, a
     * record that moves from one part to another meanwhile may be missed; by ids none can move. The requests share the
     * connection's rate gate with all others.
     *
     * @param inFlight how many requests at a time, 1 to 8
     * @throws InvalidRequestException if the query has an order of its own, or is too long and cannot be split
     */
    public List<R> readAll(Query query, int inFlight) {
        if (inFlight < 1 || inFlight > ParallelRead.MOST_IN_FLIGHT) {
            throw InvalidRequestException.of(
                    "read", "inFlight", "between 1 and " + ParallelRead.MOST_IN_FLIGHT + ", not " + inFlight);
        }
        if (query.order().isPresent()) {
            throw InvalidRequestException.of("read", "orderBy", "a parallel read comes in the order of ids");
        }
        List<Query> parts = fitting(query, ParallelRead.WIDEST);
        if (parts.size() == 1) {
            return inParallel(parts.get(0), inFlight)
                    .map(ParallelRead.Row::record)
                    .toList();
        }
        TreeMap<Integer, R> all = new TreeMap<>();
        for (Query part : parts) {
            inParallel(part, inFlight).forEach(row -> all.put(row.id(), row.record()));
        }
        return List.copyOf(all.values());
    }

    private Stream<ParallelRead.Row<R>> inParallel(Query query, int inFlight) {
        return new ParallelRead<>(gateway, path, query, type::read, inFlight).run().stream();
    }

    /** All records; see {@link #readAll(Query)}. */
    public List<R> readAll() {
        return readAll(Query.all());
    }

    /** How many records a query selects. A query too long for an address is sent in parts, as in {@link #stream}. */
    public long count(Query query) {
        long count = 0;
        for (Query part : fitting(query, Optional.empty())) {
            count += count(gateway, path, part);
        }
        return count;
    }

    static long count(Gateway gateway, String path, Query query) {
        return count(gateway, ListPages.checked(gateway, Call.get(path + "/count", ListPages.filters(query))));
    }

    static long count(Gateway gateway, Call call) {
        Answer answer = gateway.send(call);
        Integer count = answer.record().integer("count");
        if (count == null) {
            throw gateway.unusable(call, answer, "the answer holds no count");
        }
        return count;
    }

    /** The record with an id; empty if the server says that there is none, or that the role may not see it. */
    public Optional<R> get(int id) {
        return find(id).map(answer -> type.read(answer.record()));
    }

    final Optional<Answer> find(int id) {
        Call call = Call.get(path(id), Map.of());
        Answer answer;
        try {
            answer = gateway.send(call);
        } catch (ApiException e) {
            if (isNoSuchRecord(e)) {
                return Optional.empty();
            }
            throw e;
        }
        if (answer.record().id() != id) {
            throw gateway.unusable(call, answer, "the answer is not the record with id " + id);
        }
        return Optional.of(answer);
    }

    /** Whether the server says that there is no such record, rather than no such path. */
    static boolean isNoSuchRecord(ApiException e) {
        return e.status() == 404
                && e.code().filter("NotFound"::equalsIgnoreCase).isPresent();
    }

    /** The pages of all records that a query selects. */
    PageSource pages(Query query) {
        List<PageSource> parts = new ArrayList<>();
        fitting(query, Optional.empty()).forEach(part -> parts.add(new ListPages(gateway, path, part)));
        return new ChainedPages(parts);
    }

    /** Whether an address can hold a query. */
    final boolean fits(Query query) {
        return gateway.fits(ListPages.numbered(path, query, LONGEST_PAGE_NUMBER));
    }

    /** The query, or the parts of it that an address can hold with room for a further condition. */
    private List<Query> fitting(Query query, Optional<Condition> room) {
        if (fits(room.map(query::and).orElse(query))) {
            return List.of(query);
        }
        List<Query> halves = query.halves();
        if (halves.isEmpty()) {
            throw InvalidRequestException.of(
                    "query",
                    "conditions",
                    "the address would exceed " + Gateway.LONGEST_ADDRESS
                            + " characters, and there is no in list that all records must meet to split");
        }
        if (query.order().isPresent()) {
            throw InvalidRequestException.of(
                    "query",
                    "orderBy",
                    "the address would exceed " + Gateway.LONGEST_ADDRESS
                            + " characters; the query could be sent in parts, but only without an order of its own");
        }
        List<Query> parts = new ArrayList<>();
        halves.forEach(half -> parts.addAll(fitting(half, room)));
        return parts;
    }
}

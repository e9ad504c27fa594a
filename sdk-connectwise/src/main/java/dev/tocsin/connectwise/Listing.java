package dev.tocsin.connectwise;

import dev.tocsin.core.base.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What all kinds of records have in common for reading: lists, counts and single records below one path. Thread-safe. */
final class Listing<T> {
    private final Gateway gateway;
    private final String path;
    private final Function<Fields, T> reader;

    Listing(Gateway gateway, String path, Function<Fields, T> reader) {
        this.gateway = gateway;
        this.path = path;
        this.reader = reader;
    }

    Page<T> page(Query query, int number) {
        if (number < 1) {
            throw InvalidRequestException.of("query", "page", "pages count from 1, not " + number);
        }
        Call call = ListPages.checked(gateway, ListPages.numbered(path, query, number));
        List<Fields> rows = ListPages.rows(gateway, call, gateway.send(call));
        return new Page<>(rows.stream().map(reader).toList(), number, query.pageSize());
    }

    Stream<T> stream(Query query) {
        return PageWalk.stream(new ListPages(gateway, path, query), reader);
    }

    /** All records of a list that is short by nature, such as the statuses of a board. */
    List<T> all() {
        return stream(Query.all()).toList();
    }

    long count(Query query) {
        Call call = ListPages.checked(gateway, Call.get(path + "/count", ListPages.filters(query)));
        Answer answer = gateway.send(call);
        Integer count = answer.record().integer("count");
        if (count == null) {
            throw gateway.unusable(call, answer, "the answer holds no count");
        }
        return count;
    }

    /** The record with an id; empty if the server says that there is none, or that the role may not see it. */
    Optional<T> get(int id) {
        Call call = Call.get(path + "/" + id, Map.of());
        Answer answer;
        try {
            answer = gateway.send(call);
        } catch (ApiException e) {
            if (e.status() == 404
                    && e.code().filter("NotFound"::equalsIgnoreCase).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
        if (answer.record().id() != id) {
            throw gateway.unusable(call, answer, "the answer is not the record with id " + id);
        }
        return Optional.of(reader.apply(answer.record()));
    }
}

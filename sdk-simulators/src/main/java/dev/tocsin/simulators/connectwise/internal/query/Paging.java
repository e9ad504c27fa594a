package dev.tocsin.simulators.connectwise.internal.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.FieldFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Navigable paging (page, pageSize) and forward-only paging (pageId is the last id seen; no order of one's own), as the
 * vendor's guide has them. Immutable.
 */
final class Paging {
    private static final int DEFAULT_SIZE = 25;
    private static final int MAX_SIZE = 1_000;
    private static final Set<String> OWN = Set.of("page", "pagesize", "pageid");

    private final Map<String, String> parameters;
    private final boolean forwardOnly;
    private final int page;
    private final int size;
    private final int after;

    private Paging(Map<String, String> parameters, boolean forwardOnly, String resource) {
        this.parameters = parameters;
        this.forwardOnly = forwardOnly;
        size = number("pageSize", DEFAULT_SIZE, 1, MAX_SIZE, resource);
        page = number("page", 1, 1, Integer.MAX_VALUE, resource);
        after = number("pageId", 0, 0, Integer.MAX_VALUE, resource);
    }

    static Paging of(Map<String, String> parameters, boolean forwardOnly, String resource) {
        if (forwardOnly && !parameters.getOrDefault("orderBy", "").isBlank()) {
            throw ApiError.invalid(FieldFault.invalid(
                    "The orderBy parameter is not supported with forward-only pagination.", resource, "orderBy"));
        }
        return new Paging(parameters, forwardOnly, resource);
    }

    private int number(String name, int fallback, int min, int max, String resource) {
        String text = parameters.getOrDefault(name, "");
        if (text.isEmpty()) {
            return fallback;
        }
        if (text.matches("-?\\d{1,10}")) {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return (int) value;
            }
        }
        throw ApiError.invalid(FieldFault.outOfRange(resource, name, min, max));
    }

    boolean forwardOnly() {
        return forwardOnly;
    }

    int size() {
        return size;
    }

    /** How many records lie before the page, if pages go by number. */
    long start() {
        return (page - 1L) * size;
    }

    /** This request's page, cut out before; {@code total} is how many records there are on all pages. */
    Slice slice(List<ObjectNode> rows, int total) {
        return new Slice(rows, total);
    }

    /** Cuts this request's page out of everything found; for forward-only paging everything must be sorted by id. */
    Slice slice(List<ObjectNode> found) {
        List<ObjectNode> left = forwardOnly
                ? found.stream().filter(r -> r.path("id").asInt() > after).toList()
                : found;
        long start = forwardOnly ? 0 : start();
        int from = (int) Math.min(start, left.size());
        List<ObjectNode> rows = left.subList(from, Math.min(left.size(), from + size));
        return new Slice(rows, left.size());
    }

    /** The id above which a forward-only page begins; empty if pages are numbered. */
    OptionalInt after() {
        return forwardOnly ? OptionalInt.of(after) : OptionalInt.empty();
    }

    /** Cuts this request's page out of records in the order of their ids, without looking at more than it must. */
    Slice slice(Stream<ObjectNode> found, IntSupplier total) {
        if (forwardOnly) {
            List<ObjectNode> rows = found.filter(r -> r.path("id").asInt() > after)
                    .limit(size + 1L)
                    .toList();
            return new Slice(rows.subList(0, Math.min(size, rows.size())), rows.size());
        }
        return new Slice(found.skip((page - 1L) * size).limit(size).toList(), total.getAsInt());
    }

    /** One page of what was found. */
    final class Slice {
        private final List<ObjectNode> rows;
        private final int left;

        private Slice(List<ObjectNode> rows, int left) {
            this.rows = rows;
            this.left = left;
        }

        List<ObjectNode> rows() {
            return rows;
        }

        /** The Link header. Forward-only always has one, empty at the end; a single page has none. */
        Optional<String> link(String url) {
            if (forwardOnly) {
                return Optional.of(
                        left > rows.size()
                                ? link(
                                        url,
                                        "pageId",
                                        rows.get(rows.size() - 1).path("id").asInt(),
                                        "next")
                                : "");
            }
            int last = Math.max(1, (left + size - 1) / size);
            if (last == 1 && page == 1) {
                return Optional.empty();
            }
            List<String> links = new ArrayList<>();
            if (page < last) {
                links.add(link(url, "page", page + 1, "next"));
                links.add(link(url, "page", last, "last"));
            }
            if (page > 1) {
                links.add(link(url, "page", 1, "first"));
                links.add(link(url, "page", page - 1, "prev"));
            }
            return Optional.of(String.join(", ", links));
        }

        private String link(String url, String name, int value, String relation) {
            StringBuilder query = new StringBuilder("pageSize=").append(size);
            parameters.forEach((key, text) -> {
                if (!OWN.contains(key.toLowerCase(Locale.ROOT))) {
                    query.append('&').append(key).append('=').append(URLEncoder.encode(text, StandardCharsets.UTF_8));
                }
            });
            return "<" + url + "?" + query + "&" + name + "=" + value + ">; rel=\"" + relation + "\"";
        }
    }
}

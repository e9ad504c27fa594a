package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pages of a search by POST, for conditions too long for an address. The contract gives that call no paging
 * parameters, so each page asks for the ids after the last one; only an empty page ends it. Not thread-safe.
 */
final class SearchPages implements PageSource {
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Gateway gateway;
    private final String path;
    private final Query query;
    private int lastId;

    SearchPages(Gateway gateway, String path, Query query) {
        if (query.order().isPresent()) {
            throw InvalidRequestException.of("search", "orderBy", "a search comes in the order of ids");
        }
        this.gateway = gateway;
        this.path = path;
        this.query = query;
    }

    @Override
    public List<JsonRecord> next() {
        Condition after = Conditions.ID.gt(lastId);
        Condition condition = query.condition().map(own -> own.and(after)).orElse(after);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("conditions", condition.expression());
        body.put("orderBy", "id asc");
        query.childCondition().ifPresent(child -> body.put("childconditions", child.expression()));
        query.customFieldCondition().ifPresent(field -> body.put("customfieldconditions", field.expression()));
        Call call = Call.search(path, body);
        Answer answer = patiently(call);
        List<JsonRecord> rows = ListPages.rows(gateway, call, answer);
        for (JsonRecord row : rows) {
            if (row.id() <= lastId) {
                throw gateway.unusable(call, answer, "the page after id " + lastId + " repeats or disorders records");
            }
            lastId = row.id();
        }
        return rows;
    }

    /** Sends again what failed for a moment: it is a POST, which no transport repeats, but one that changes nothing. */
    private Answer patiently(Call call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return gateway.send(call);
            } catch (TransportException | ApiException e) {
                if (attempt == ATTEMPTS || !passes(e)) {
                    throw e;
                }
                pause(e.retryAfter().orElse(PAUSE.multipliedBy(attempt)));
            }
        }
    }

    private static boolean passes(TocsinException e) {
        return !(e instanceof ApiException answered)
                || answered.status() == 408
                || answered.status() == 429
                || answered.status() >= 500;
    }

    private void pause(Duration length) {
        try {
            gateway.connection().sleeper().sleep(length.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("the search was not read to its end: the thread was interrupted", null, e);
        }
    }
}

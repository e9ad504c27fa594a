package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.internal.OwnValues;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.core.base.OutcomeUnknownException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a write of many. The contract declares a list of results in {@code payload} for a deletion, and a
 * single record, which cannot be right, for a creation: so a list of results and a list of records are read as well.
 */
final class BulkAnswer<R> {
    private final Gateway gateway;
    private final RecordType<R> type;
    private final int sent;

    BulkAnswer(Gateway gateway, RecordType<R> type, int sent) {
        this.gateway = gateway;
        this.type = type;
        this.sent = sent;
    }

    /**
     * One outcome for each element that was sent, in their order.
     *
     * @throws OutcomeUnknownException if the answer tells of none
     */
    List<BulkOutcome<R>> read(Call call, Answer answer) {
        Map<Integer, BulkOutcome<R>> told = new TreeMap<>();
        Supplier<OwnValues> sentTexts = AnswerReader.once(call);
        JsonNode payload =
                answer.body().isArray() ? answer.body() : answer.body().path("payload");
        int place = 0;
        for (JsonNode element : payload) {
            JsonRecord result = new JsonRecord(element);
            Integer original = result.integer("originalIndex");
            // Without a place of their own, results stand in the order of what was sent, if there is one for each.
            Integer index = original != null ? original : payload.size() == sent ? (Integer) place : null;
            place++;
            if (index != null && index >= 0 && index < sent) {
                BulkOutcome<R> outcome = outcome(index, result, sentTexts);
                told.merge(index, outcome, (one, other) -> unclear(one.index(), "the answer tells of it twice"));
            }
        }
        if (told.isEmpty()) {
            throw new OutcomeUnknownException(
                    call.brief() + " answered " + answer.response().status() + ", but told of none of the " + sent
                            + " elements",
                    null);
        }
        List<BulkOutcome<R>> outcomes = new ArrayList<>();
        for (int index = 0; index < sent; index++) {
            BulkOutcome<R> known = told.get(index);
            outcomes.add(known != null ? known : unclear(index, "the answer does not tell of it"));
        }
        return outcomes;
    }

    private BulkOutcome<R> outcome(int index, JsonRecord result, Supplier<OwnValues> sentTexts) {
        Integer status = result.integer("statusCode");
        JsonRecord data = result.record("data");
        JsonRecord error = result.record("error");
        boolean isResult = status != null || result.has("success") || data != null || error != null;
        JsonRecord record = isResult ? data : result;
        boolean good = !isResult
                || (error == null
                        && (result.has("success") ? result.flag("success") : status == null || status / 100 == 2));
        if (good) {
            return record != null && record.id() > 0
                    ? new BulkOutcome.Done<>(index, type.read(record))
                    : unclear(index, "the server says that it was done, but not as which record");
        }
        return refusal(index, status, error, sentTexts);
    }

    private BulkOutcome<R> refusal(
            int index, @Nullable Integer status, @Nullable JsonRecord error, Supplier<OwnValues> sentTexts) {
        if (status != null && !AnswerReader.NEVER_EXECUTED.contains(status)) {
            return unclear(index, "the server answered " + status + " for it");
        }
        if (error == null) {
            return new BulkOutcome.Refused<>(index, null, "the server gave no reason", List.of());
        }
        AnswerReader.Fault fault = gateway.fault(sentTexts, error.node());
        return new BulkOutcome.Refused<>(index, fault.code(), fault.message(), fault.fieldErrors());
    }

    private static <R> BulkOutcome<R> unclear(int index, String message) {
        return new BulkOutcome.Unknown<>(index, message);
    }
}

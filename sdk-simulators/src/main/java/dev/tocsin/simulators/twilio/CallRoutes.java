package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.twilio.internal.wire.Dates;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls by HTTP: place, read, list, end. */
final class CallRoutes {
    private static final Listing<CallRow> LISTING = new Listing<>("calls", CallRow::sid, CallRow::json);

    private final List<CallRow> calls = new ArrayList<>();
    private final Phones phones;
    private final CallFlow flow;
    private final Clock clock;

    CallRoutes(Phones phones, CallFlow flow, Clock clock) {
        this.phones = phones;
        this.flow = flow;
        this.clock = clock;
    }

    /** All calls that match, oldest first. */
    List<SimCall> all(Predicate<SimCall> filter) {
        synchronized (calls) {
            return calls.stream().map(CallRow::snapshot).filter(filter).toList();
        }
    }

    void clear() {
        synchronized (calls) {
            calls.clear();
        }
    }

    Answer create(SimAccount account, Call call) {
        CallRequest request = CallRequest.of(account, Form.bodyOf(call));
        int refusal = phones.refusal(Phones.calling(request.to()));
        if (refusal != 0) {
            throw TwilioError.refusing(refusal, request.to());
        }
        CallRow row = new CallRow(account, request, clock.instant());
        ObjectNode answer = row.json();
        synchronized (calls) {
            calls.add(row);
        }
        flow.start(row);
        return MessageRoutes.json(201, answer);
    }

    Answer read(SimAccount account, Call call, String sid) {
        return MessageRoutes.json(200, find(account, call, sid).json());
    }

    private CallRow find(SimAccount account, Call call, String sid) {
        synchronized (calls) {
            return calls.stream()
                    .filter(row -> row.account() == account && row.sid().equals(sid))
                    .findFirst()
                    .orElseThrow(() -> TwilioError.notFound(call.path()));
        }
    }

    /** {@code canceled} ends what does not talk yet and leaves a call in progress alone; {@code completed} ends that as well. */
    Answer update(SimAccount account, Call call, String sid) {
        CallRow row = find(account, call, sid);
        Form form = Form.bodyOf(call);
        String wish = form.get("Status").orElseThrow(() -> TwilioError.notPlayed("a change of a call without Status"));
        if (!List.of("canceled", "completed").contains(wish)) {
            throw TwilioError.invalidParameter("Status must be canceled or completed, not " + wish);
        }
        if (row.over()) {
            throw TwilioError.of(400, 21_220, "Invalid call state. Call is not in-progress. Cannot redirect.");
        }
        boolean talking = row.status().equals("in-progress");
        if (!talking || wish.equals("completed")) {
            flow.end(row, talking ? "completed" : "canceled");
        }
        return MessageRoutes.json(200, row.json());
    }

    Answer list(SimAccount account, Call call) {
        Form query = Form.queryOf(call);
        Predicate<Instant> started = Dates.filter(query, "StartTime");
        Predicate<Instant> ended = Dates.filter(query, "EndTime");
        boolean anyEnd = List.of("EndTime", "EndTime<", "EndTime>").stream().noneMatch(query::has);
        Optional<String> to = query.get("To");
        Optional<String> from = query.get("From");
        Optional<String> status = query.get("Status");
        // No call of this API has a parent.
        boolean any = query.get("ParentCallSid").isEmpty();
        List<CallRow> rows = new ArrayList<>();
        synchronized (calls) {
            for (int i = calls.size() - 1; any && i >= 0; i--) {
                CallRow row = calls.get(i);
                Instant end = row.ended();
                if (row.account() == account
                        && to.orElse(row.request().to()).equals(row.request().to())
                        && from.orElse(row.request().from())
                                .equals(row.request().from())
                        && (status.isEmpty() || status.get().equals(row.status()))
                        && started.test(row.filed())
                        && (anyEnd || end != null && ended.test(end))) {
                    rows.add(row);
                }
            }
        }
        return MessageRoutes.json(200, LISTING.page(call, rows));
    }
}

package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.feed.FeedOffException;
import dev.tocsin.core.feed.FeedPage;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.internal.JsonAnswers;
import dev.tocsin.msgraph.internal.JsonList;
import dev.tocsin.msgraph.source.record.RecordContext;
import dev.tocsin.msgraph.source.record.RecordReader;
import dev.tocsin.msgraph.source.record.RecordReading;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads one log of a tenant window by window, page by page. Thread-safe. */
final class TenantLog {
    /** What a page that does not exist any more is answered with. */
    private static final Set<Integer> EXPIRED = Set.of(400, 404, 410);

    /** The requests of one log. */
    interface Requests {
        /** The newest records that are not older than this. */
        RequestInformation first(Instant notBefore, int pageSize);

        /** A further page. */
        RequestInformation next(String address);
    }

    private final GraphTenant tenant;
    private final String what;
    private final String timeField;
    private final Requests requests;
    private final RecordReader records;
    private final RecordContext context;
    private final LogWindow window;
    /** The watermark whose window has begun again since a page of it was last read: a second time is a failure, and told. */
    private final AtomicReference<@Nullable Instant> begunAgain = new AtomicReference<>();

    TenantLog(
            GraphTenant tenant,
            MspId msp,
            String what,
            String timeField,
            Requests requests,
            RecordReader records,
            LogWindow window) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.what = what;
        this.timeField = timeField;
        this.requests = requests;
        this.records = records;
        this.window = Objects.requireNonNull(window, "window");
        // the tenant that is asked is the customer, however its records spell it
        this.context = RecordContext.of(msp).withCompany(tenant.tenantId()).withKnownTenant(any -> false);
    }

    /** Reads one page, as an event feed does. */
    FeedPage read(@Nullable String cursor, Instant now) {
        LogCursor at = LogCursor.parse(cursor, now.minus(window.firstReading()));
        try {
            LogCursor.Reading reading = at.reading();
            if (reading != null) {
                try {
                    byte[] answer = answer(requests.next(reading.next()));
                    return page(answer, at, reading.begun(), reading.newest(), now);
                } catch (ApiException e) {
                    if (!EXPIRED.contains(e.status()) || at.watermark().equals(begunAgain.getAndSet(null))) {
                        throw e;
                    }
                    begunAgain.set(at.watermark());
                    // the page is gone: the window begins again, once, and what was read of it is known
                }
            }
            boolean first = cursor == null;
            Instant from = first ? at.watermark() : at.watermark().minus(window.overlap());
            byte[] answer = answer(requests.first(from.truncatedTo(ChronoUnit.SECONDS), window.pageSize()));
            return page(answer, at, now, at.watermark(), now);
        } catch (GraphAccessException e) {
            if (e.problem() == AccessProblem.NO_PREMIUM_LICENCE) {
                throw new FeedOffException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    /** As {@link GraphTenant#raw} has it, but that a record which is too deep to be read is no reason to refuse the page. */
    private byte[] answer(RequestInformation request) {
        TransportResult result = tenant.exchange(request);
        if (result instanceof TransportResult.Answered answered
                && answered.response().status() < 300) {
            return answered.response().bodyUncopied();
        }
        throw tenant.failure(what, request, result);
    }

    private FeedPage page(byte[] answer, LogCursor at, Instant begun, Instant newestBefore, Instant now) {
        JsonNode body = JsonAnswers.read(answer);
        List<JsonNode> rows = new ArrayList<>();
        if (body.path("value").isArray()) {
            body.path("value").forEach(rows::add);
        } else {
            JsonList list = JsonList.of(new String(answer, StandardCharsets.UTF_8), "value")
                    .orElseThrow(() -> new TransportException(
                            "tenant " + tenant.tenantId() + ", " + what + ": the answer has no list of records",
                            null,
                            null));
            body = JsonAnswers.read(list.around().getBytes(StandardCharsets.UTF_8));
            list.records().forEach(record -> rows.add(JsonAnswers.read(record.getBytes(StandardCharsets.UTF_8))));
        }
        Instant newest = newestBefore;
        for (JsonNode row : rows) {
            Instant time = time(row.path(timeField).asText(""));
            // what was changed while the window is read must be in the next one
            newest = time != null && time.isAfter(newest) && !time.isAfter(begun) ? time : newest;
        }
        String next = body.path("@odata.nextLink").asText("");
        if (!next.isEmpty()) {
            LogCursor further = new LogCursor(at.watermark(), new LogCursor.Reading(begun, newest, next));
            return read(answer, further, true);
        }
        begunAgain.set(null);
        boolean old = Duration.between(begun, now).compareTo(window.overlap()) > 0;
        return read(answer, new LogCursor(newest, null), old);
    }

    private FeedPage read(byte[] answer, LogCursor cursor, boolean more) {
        List<SecurityEvent> events = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        int passedBy = 0;
        int number = 0;
        for (RecordReading reading : records.read(new String(answer, StandardCharsets.UTF_8), context)) {
            number++;
            if (reading instanceof RecordReading.Events found) {
                events.addAll(found.events());
            } else if (reading instanceof RecordReading.Unread lost) {
                unread.add("record " + number + " of its page: " + lost);
            } else {
                passedBy++;
            }
        }
        return new FeedPage(events, unread, passedBy, cursor.text(), more);
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null; // the record itself is told as unread
        }
    }
}

package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.msgraph.GraphTenant;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads many small things by {@code POST /$batch}, 20 at a time (concepts/json-batching.md). A batch is a POST, and the transport
 * repeats none; but this one holds GETs alone and changes nothing, whether it was carried out or not, so it is repeated here when
 * its answer is lost. Of a batch that was answered, only those requests are repeated that were refused for the moment (429, 424,
 * 408, 5xx, or no answer), after all others and after the longest time that one of them told. Thread-safe.
 */
final class BatchReads {
    private static final int MOST = 20;
    private static final int TRIES = 8;
    /** The longest that one call waits in all; whoever called can come again later. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** When whoever called may come again if the service told no time. */
    private static final Duration COME_AGAIN = Duration.ofMinutes(1);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final GraphTenant tenant;

    BatchReads(GraphTenant tenant) {
        this.tenant = tenant;
    }

    /**
     * One answer of a batch.
     *
     * @param retryAfter how long it told to wait, or null
     */
    record Item(int status, JsonNode body, @Nullable Duration retryAfter) {
        /** Whether another try may be answered differently. */
        boolean passing() {
            return BatchReads.passing(status);
        }

        /** The failure as it is thrown. */
        ApiException failure(String what) {
            String code = body.path("error").path("code").asText(null);
            String message = "Microsoft Graph refused " + what + " within a batch with " + status
                    + (code == null ? "" : " " + code);
            return status == 401 || status == 403
                    ? new AuthenticationException(message, status, code, null)
                    : new ApiException(
                            message,
                            status,
                            code,
                            List.of(),
                            null,
                            Execution.NOT_EXECUTED,
                            passing() && retryAfter == null ? COME_AGAIN : retryAfter);
        }
    }

    private record Wanted(String path, int tries) {}

    private static boolean passing(int status) {
        return status == 408 || status == 424 || status == 429 || status >= 500;
    }

    /**
     * What these paths hold.
     *
     * @param paths addresses below the version, such as {@code /users/…?$select=id}
     * @return the last answer for each path; one that is still refused for the moment after all tries is among them
     * @throws TocsinException if the batch itself could not be sent
     */
    Map<String, Item> read(Iterable<String> paths) {
        Deque<Wanted> open = new ArrayDeque<>();
        LinkedHashSet<String> once = new LinkedHashSet<>();
        paths.forEach(once::add);
        once.forEach(path -> open.add(new Wanted(path, 1)));
        Deque<Wanted> later = new ArrayDeque<>();
        Map<String, Item> read = new LinkedHashMap<>();
        Waits waits = new Waits();
        Duration pause = Duration.ZERO;
        while (!open.isEmpty()) {
            List<Wanted> batch = new ArrayList<>();
            while (batch.size() < MOST && !open.isEmpty()) {
                batch.add(open.remove());
            }
            int before = later.size();
            Duration told = settle(batch, post(batch, waits), waits, later, read);
            pause = told.compareTo(pause) > 0 ? told : pause;
            // One wait is for all that were refused, unless the tenant refuses all that it is asked.
            if (!later.isEmpty() && (open.isEmpty() || later.size() - before == batch.size())) {
                waits.sleep(pause);
                pause = Duration.ZERO;
                while (!later.isEmpty()) {
                    open.addFirst(later.removeLast());
                }
            }
        }
        return read;
    }

    /** Takes what was answered and puts the others by; how long to wait for them. */
    private static Duration settle(
            List<Wanted> batch, Map<Integer, Item> answers, Waits waits, Deque<Wanted> later, Map<String, Item> read) {
        Duration pause = Duration.ZERO;
        for (int i = 0; i < batch.size(); i++) {
            Wanted wanted = batch.get(i);
            Item item = answers.getOrDefault(i, new Item(504, JsonNodeFactory.instance.objectNode(), null));
            Duration wait = wait(item.retryAfter(), wanted.tries());
            if (!item.passing() || wanted.tries() == TRIES || !waits.allow(wait)) {
                read.put(wanted.path(), item);
            } else {
                pause = wait.compareTo(pause) > 0 ? wait : pause;
                later.add(new Wanted(wanted.path(), wanted.tries() + 1));
            }
        }
        return pause;
    }

    /** As long as told; if that is nothing, longer each time. */
    private static Duration wait(@Nullable Duration told, int attempt) {
        return told != null && !told.isZero() ? told : FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 5));
    }

    private Map<Integer, Item> post(List<Wanted> batch, Waits waits) {
        for (int attempt = 1; ; attempt++) {
            try {
                return items(GraphAnswers.parsed("POST /$batch", tenant.raw("POST /$batch", request(batch))));
            } catch (AuthenticationException refused) {
                throw refused;
            } catch (TocsinException failed) {
                boolean passing = !(failed instanceof ApiException answer) || passing(answer.status());
                Duration wait = wait(failed.retryAfter().orElse(null), attempt);
                boolean interrupted = Thread.currentThread().isInterrupted();
                if (!passing || attempt == TRIES || interrupted || !waits.allow(wait)) {
                    throw failed;
                }
                waits.sleep(wait);
            }
        }
    }

    private RequestInformation request(List<Wanted> batch) {
        ObjectNode body = GraphAnswers.mapper().createObjectNode();
        ArrayNode requests = body.putArray("requests");
        for (int i = 0; i < batch.size(); i++) {
            requests.addObject()
                    .put("id", Integer.toString(i + 1))
                    .put("method", "GET")
                    .put("url", batch.get(i).path());
        }
        RequestInformation request = new RequestInformation();
        request.httpMethod = HttpMethod.POST;
        request.urlTemplate = "{+baseurl}/$batch";
        request.pathParameters.put(
                "baseurl", tenant.client().getRequestAdapter().getBaseUrl());
        request.headers.add("Accept", "application/json");
        try {
            byte[] bytes = GraphAnswers.mapper().writeValueAsBytes(body);
            request.setStreamContent(new ByteArrayInputStream(bytes), "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
        return request;
    }

    /** The answers by the place of their request: they come in any order. */
    private Map<Integer, Item> items(JsonNode answer) {
        if (!answer.path("responses").isArray()) {
            throw GraphAnswers.malformed("POST /$batch", "a list of responses is needed");
        }
        Map<Integer, Item> items = new HashMap<>();
        for (JsonNode response : answer.path("responses")) {
            items.put(
                    response.path("id").asInt() - 1,
                    new Item(
                            response.path("status").asInt(504),
                            response.path("body"),
                            retryAfter(response.path("headers")).orElse(null)));
        }
        return items;
    }

    /** In seconds, also with a fraction, or as a date; a name in any case. */
    private Optional<Duration> retryAfter(JsonNode headers) {
        for (Map.Entry<String, JsonNode> header : headers.properties()) {
            if (header.getKey().equalsIgnoreCase("retry-after")) {
                return duration(header.getValue().asText().strip());
            }
        }
        return Optional.empty();
    }

    private Optional<Duration> duration(String value) {
        if (value.matches("\\d{1,6}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000)));
        }
        try {
            Duration until = Duration.between(
                    tenant.clock().instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** How long one call has waited. */
    private final class Waits {
        private Duration left = PATIENCE;

        boolean allow(Duration wait) {
            return wait.compareTo(left) <= 0;
        }

        void sleep(Duration wait) {
            left = left.minus(wait);
            try {
                tenant.sleeper().sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransportException("The thread was interrupted while it waited for Microsoft Graph", null, e);
            }
        }
    }
}

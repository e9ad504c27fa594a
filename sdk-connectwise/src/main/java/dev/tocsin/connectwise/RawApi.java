package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.http.TransportRequest.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Every path of the API that has no class of its own here, with the caller's own classes, through the same transport:
 * the same gate, the same care with writes, the same errors. A class is best a record whose components have the names of
 * the API's fields; what it does not name is passed over, what the answer omits is null. Thread-safe.
 */
public final class RawApi {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,100}){1,12}");

    private final Gateway gateway;

    RawApi(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The records of a list.
     *
     * @param path such as {@code /sales/opportunities}, below the API's root
     * @param type what each is read as
     */
    public <T> RawRecords<T> records(String path, Class<T> type) {
        return new RawRecords<>(gateway, checked(path), RecordType.of(path, answer -> read(answer.node(), type, 200)));
    }

    /**
     * The records of a list as maps, nested ones too. Decimals are {@link java.math.BigDecimal} as the server wrote them, and
     * nulls stay, so that what is read and sent back is the same.
     */
    public RawRecords<Map<String, Object>> records(String path) {
        return new RawRecords<>(gateway, checked(path), RecordType.of(path, RawApi::asMap));
    }

    /** Reads what a path holds, which is a record or, for a class such as {@code Opportunity[]}, a list. */
    public <T> T get(String path, Map<String, String> query, Class<T> type) {
        Call call = ListPages.checked(gateway, Call.get(checked(path), query));
        return read(gateway.send(call), type);
    }

    /** Posts an action; see {@link #post(String, Object, Class, CallOptions)}. */
    public <T> T post(String path, Object body, Class<T> type) {
        return post(path, body, type, CallOptions.none());
    }

    /**
     * Posts something that {@link RawRecords#create} does not cover, such as an action on a record. It counts as a write
     * and is never repeated.
     *
     * @param body a record, a bean, a map or a list
     * @param type what the answer is read as
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been done
     * @throws ApiException if it was refused; also, with {@link Execution#EXECUTED}, if its answer is empty or does not fit
     *     the class: {@link #post(String, Object)} is for what has no answer
     */
    public <T> T post(String path, Object body, Class<T> type, CallOptions options) {
        Call call = Call.action(Method.POST, checked(path), Json.of(body), options);
        return read(gateway.send(call), type);
    }

    /** Posts an action whose answer does not matter; see {@link #post(String, Object, CallOptions)}. */
    public void post(String path, Object body) {
        post(path, body, CallOptions.none());
    }

    /**
     * Posts an action whose answer does not matter, such as one that is answered 204. It is never repeated.
     *
     * @param body a record, a bean, a map or a list
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been done
     * @throws ApiException if it was refused
     */
    public void post(String path, Object body, CallOptions options) {
        gateway.send(Call.action(Method.POST, checked(path), Json.of(body), options));
    }

    /** Deletes what a path names; false if the server knows no such record. */
    public boolean delete(String path) {
        return Records.delete(gateway, checked(path), CallOptions.none());
    }

    private static <T> T read(Answer answer, Class<T> type) {
        return read(answer.body(), type, answer.response().status());
    }

    private static <T> T read(JsonNode body, Class<T> type, int status) {
        String fault = "the answer is empty";
        try {
            T read = Json.as(body, type);
            if (read != null) {
                return read;
            }
        } catch (IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
        }
        throw new ApiException(fault, status, null, List.of(), null, Execution.EXECUTED, null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(JsonRecord answer) {
        return read(answer.node(), Map.class, 200);
    }

    /** Keeps a path from leaving the API's root or carrying a query. */
    private static String checked(String path) {
        if (!PATH.matcher(path).matches() || path.contains("..")) {
            throw InvalidRequestException.of(
                    "request",
                    "path",
                    "words and ids joined by /, from the API's root on, such as /sales/opportunities/5; no query");
        }
        return path;
    }
}

package dev.tocsin.connectwise;

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
        return new RawRecords<>(gateway, checked(path), RecordType.of(path, answer -> read(answer, type)));
    }

    /** The records of a list as maps, nested ones too. */
    public RawRecords<Map<String, Object>> records(String path) {
        return new RawRecords<>(gateway, checked(path), RecordType.of(path, RawApi::asMap));
    }

    /** Reads what a path holds, which is a record or, for a class such as {@code Opportunity[]}, a list. */
    public <T> T get(String path, Map<String, String> query, Class<T> type) {
        Call call = ListPages.checked(gateway, Call.get(checked(path), query));
        return read(gateway.send(call).record(), type);
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
     * @throws ApiException if it was refused; also, with {@link Execution#EXECUTED}, if its answer does not fit the class
     */
    public <T> T post(String path, Object body, Class<T> type, CallOptions options) {
        Call call = Call.action(Method.POST, checked(path), Json.of(body), options);
        return read(gateway.send(call).record(), type);
    }

    /** Deletes what a path names; false if the server knows no such record. */
    public boolean delete(String path) {
        return Records.delete(gateway, checked(path), CallOptions.none());
    }

    static <T> T read(JsonRecord answer, Class<T> type) {
        try {
            return Json.as(answer.node(), type);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new ApiException(message, 200, null, List.of(), null, Execution.EXECUTED, null);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(JsonRecord answer) {
        return read(answer, Map.class);
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

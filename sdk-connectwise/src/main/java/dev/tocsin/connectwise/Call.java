package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.connectwise.internal.Json;
import dev.tocsin.connectwise.internal.OwnValues;
import dev.tocsin.http.TransportRequest.Method;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API, before it has an address.
 *
 * @param method its method
 * @param path its path below the API's root, beginning with a slash
 * @param query its query parameters, not yet encoded
 * @param forwardOnly whether to page by id rather than by number
 * @param body its body, or null
 * @param write whether it changes anything: a POST that searches does not
 * @param expected what a success is answered with
 * @param options what the caller allows it
 * @param mostAnswerBytes the largest answer that is read; null for the transport's own limit
 */
record Call(
        Method method,
        String path,
        Map<String, String> query,
        boolean forwardOnly,
        @Nullable Body body,
        boolean write,
        Expected expected,
        CallOptions options,
        @Nullable Integer mostAnswerBytes) {
    private static final String UNRESERVED = "-._~";

    /** What a success is answered with. */
    enum Expected {
        /** A record or a list. */
        CONTENT,
        /** A record with an id: what a write made of it. */
        RECORD,
        /** Some JSON, or nothing at all. */
        CONSENT,
        /** Bytes of any kind. */
        BYTES
    }

    /** The body of a call. */
    record Body(String contentType, byte[] bytes) {
        static Body json(Object plain) {
            return new Body("application/json", Json.write(Json.tree(plain)));
        }
    }

    Call {
        query = new LinkedHashMap<>(query);
    }

    static Call get(String path, Map<String, String> query) {
        return new Call(Method.GET, path, query, false, null, false, Expected.CONTENT, CallOptions.none(), null);
    }

    static Call search(String path, Object plain) {
        return new Call(
                Method.POST,
                path,
                Map.of(),
                false,
                Body.json(plain),
                false,
                Expected.CONTENT,
                CallOptions.none(),
                null);
    }

    /** A write that is answered with the record as it now is. */
    static Call write(Method method, String path, @Nullable Object plain, CallOptions options) {
        Body body = plain == null ? null : Body.json(plain);
        return new Call(method, path, Map.of(), false, body, true, Expected.RECORD, options, null);
    }

    /** A write that is answered with no more than that it was done. */
    static Call action(Method method, String path, @Nullable Object plain, CallOptions options) {
        Body body = plain == null ? null : Body.json(plain);
        return new Call(method, path, Map.of(), false, body, true, Expected.CONSENT, options, null);
    }

    /** A write of several records, answered with what became of each. */
    static Call bulk(String path, Object plain, CallOptions options) {
        return new Call(Method.POST, path, Map.of(), false, Body.json(plain), true, Expected.CONTENT, options, null);
    }

    /** A write of a form, answered with the record it made. */
    static Call upload(String path, Body form, CallOptions options) {
        return new Call(Method.POST, path, Map.of(), false, form, true, Expected.RECORD, options, null);
    }

    /** A read of bytes. */
    static Call download(String path, int mostBytes, CallOptions options) {
        return new Call(Method.GET, path, Map.of(), false, null, false, Expected.BYTES, options, mostBytes);
    }

    /** This call with other query parameters. */
    Call with(Map<String, String> parameters) {
        return new Call(method, path, parameters, forwardOnly, body, write, expected, options, mostAnswerBytes);
    }

    Call forward() {
        return new Call(method, path, query, true, body, write, expected, options, mostAnswerBytes);
    }

    /** The path with its query, encoded. */
    String target() {
        StringBuilder target = new StringBuilder(path);
        char mark = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target.append(mark).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            mark = '&';
        }
        return target.toString();
    }

    /** Percent-encodes all but the unreserved characters: a space is %20, never +, which the server reads as a plus. */
    static String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    /** The texts that the call sends, to be hidden in what the server says of it. */
    OwnValues sent() {
        return OwnValues.of(
                query,
                body != null && body.contentType().endsWith("json")
                        ? Json.parse(body.bytes())
                        : MissingNode.getInstance());
    }

    /** The call in words fit for a message: no value of the query. */
    String brief() {
        return method + " " + path;
    }
}

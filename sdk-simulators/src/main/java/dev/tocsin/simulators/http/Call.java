package dev.tocsin.simulators.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request, read to its end. Immutable. Its text form holds neither headers nor body. */
public final class Call {
    private final String method;
    private final String path;
    private final String rawQuery;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param method the HTTP method in upper case
     * @param path the raw path, from the first slash
     * @param rawQuery the raw query, empty if there is none
     * @param headers the first value of each header, names in any case
     * @param body the whole body, empty if there is none
     */
    public Call(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        TreeMap<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        this.headers = Collections.unmodifiableMap(byName);
        this.body = body.clone();
    }

    /** The HTTP method in upper case. */
    public String method() {
        return method;
    }

    /** The raw path. */
    public String path() {
        return path;
    }

    /** The raw query; empty if there is none. */
    public String rawQuery() {
        return rawQuery;
    }

    /** A header, its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A copy of the body. */
    public byte[] body() {
        return body.clone();
    }

    /** The query's parameters, decoded, names in any case; of a repeated one the first counts. */
    public Map<String, String> query() {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                parameters.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Decodes a percent-encoded part; a malformed one is left as it is, as a lenient server does. */
    public static String decode(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return part;
        }
    }

    /** Whether the host named in the request is this machine; guards what browsers of other sites must not reach. */
    public boolean namesLoopbackHost() {
        String host = header("Host").orElse("").toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }

    /** A read, by the same caller, of what this request is about. */
    Call asRead() {
        return new Call("GET", path, "", headers, new byte[0]);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

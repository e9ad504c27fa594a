package dev.tocsin.http;

import dev.tocsin.http.TransportRequest.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests and answers as the tests need them. */
final class Requests {
    static final URI SOMEWHERE = URI.create("https://api.example.test/v1/tickets?conditions=secret");

    private Requests() {}

    static TransportRequest get(URI uri) {
        return TransportRequest.of(Method.GET, uri);
    }

    static TransportRequest get() {
        return get(SOMEWHERE);
    }

    static TransportRequest post(URI uri, String body) {
        return TransportRequest.of(Method.POST, uri)
                .withBody("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static TransportRequest post() {
        return post(SOMEWHERE, "{}");
    }

    static TransportResponse response(int status, String... namesAndValues) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new TransportResponse(status, headers, new byte[0], SOMEWHERE);
    }

    static TransportResult answered(int status, String... namesAndValues) {
        return new TransportResult.Answered(response(status, namesAndValues));
    }

    static int status(TransportResult result) {
        return ((TransportResult.Answered) result).response().status();
    }
}

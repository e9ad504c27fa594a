package dev.tocsin.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A plain HTTP client of one account; every answer is looked at as it came. */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String account;
    private final String user;
    private final String password;

    Client(TwilioSimulator simulator) {
        this(simulator, simulator.accountSid(), simulator.accountSid(), simulator.authToken());
    }

    Client(TwilioSimulator simulator, String account, String user, String password) {
        this.base = simulator.baseUri();
        this.account = account;
        this.user = user;
        this.password = password;
    }

    record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }

        String sid() {
            assertThat(status).as(text).isEqualTo(201);
            return json().path("sid").asText();
        }

        int code() {
            return json().path("code").asInt();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static Reply exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String pathOrUri) {
        String path = pathOrUri.startsWith("/2010") || pathOrUri.startsWith("/v1/")
                ? pathOrUri
                : "/2010-04-01/Accounts/" + account + pathOrUri;
        String pair = user + ":" + password;
        return HttpRequest.newBuilder(URI.create(base + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    Reply get(String pathOrUri) {
        try {
            return exchange(request(pathOrUri).GET().build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param fields names and values in turn */
    Reply post(String path, String... fields) {
        try {
            return tryPost(path, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply tryPost(String path, String... fields) throws IOException {
        List<Map.Entry<String, String>> form = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.add(Map.entry(fields[i], fields[i + 1]));
        }
        return exchange(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(new Form(form).encoded()))
                .build());
    }

    Reply send(String from, String to, String body) {
        return post("/Messages.json", "From", from, "To", to, "Body", body);
    }

    List<String> sids(String path, String name) {
        Reply reply = get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> sids = new ArrayList<>();
        reply.json().path(name).forEach(row -> sids.add(row.path("sid").asText()));
        return sids;
    }

    JsonNode message(String sid) {
        Reply reply = get("/Messages/" + sid + ".json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}

package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A plain HTTP client that is logged in to one tenant; every answer is looked at as it came. */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final GraphSimulator simulator;
    private final String tenant;
    private String token = "";

    Client(GraphSimulator simulator, String tenant) {
        this.simulator = simulator;
        this.tenant = tenant;
    }

    record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String code() {
            return json().path("error").path("code").asText();
        }

        String next() {
            return json().path("@odata.nextLink").asText("");
        }

        String deltaLink() {
            return json().path("@odata.deltaLink").asText("");
        }

        List<JsonNode> rows() {
            assertThat(status).as(text).isEqualTo(200);
            List<JsonNode> rows = new ArrayList<>();
            json().path("value").forEach(rows::add);
            return rows;
        }

        List<String> all(String property) {
            return rows().stream().map(row -> row.path(property).asText()).toList();
        }
    }

    static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String form(Map<String, String> fields) {
        StringJoiner pairs = new StringJoiner("&");
        fields.forEach((name, value) -> pairs.add(name + "=" + encode(value)));
        return pairs.toString();
    }

    Map<String, String> tokenForm() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", simulator.clientId());
        form.put("client_secret", simulator.clientSecret());
        form.put("scope", "https://graph.microsoft.com/.default");
        return form;
    }

    static Reply token(GraphSimulator simulator, String tenant, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(simulator.loginUri() + "/" + tenant + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                .build());
    }

    Reply token() {
        return token(simulator, tenant, tokenForm());
    }

    /** Gets a token, which all later calls carry. */
    Client login() {
        Reply reply = token();
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        token = reply.json().path("access_token").asText();
        return this;
    }

    HttpRequest.Builder request(String pathOrLink) {
        String address = pathOrLink.startsWith("http") ? pathOrLink : simulator.graphUri() + pathOrLink;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** @param headers names and values in turn */
    Reply get(String pathOrLink, String... headers) {
        HttpRequest.Builder request = request(pathOrLink).GET();
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    Reply filter(String path, String filter) {
        return get(path + "?$filter=" + encode(filter));
    }

    Reply post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    /** All rows of a list, page after page. */
    List<JsonNode> pages(String path, String... headers) {
        List<JsonNode> rows = new ArrayList<>();
        Reply page = get(path, headers);
        rows.addAll(page.rows());
        while (!page.next().isEmpty()) {
            page = get(page.next(), headers);
            rows.addAll(page.rows());
        }
        return rows;
    }

    /** One round of delta. */
    record Round(List<JsonNode> rows, String deltaLink) {
        List<String> ids() {
            return rows.stream().map(row -> row.path("id").asText()).toList();
        }
    }

    Round round(String pathOrLink, String... headers) {
        List<JsonNode> rows = new ArrayList<>();
        Reply page = get(pathOrLink, headers);
        rows.addAll(page.rows());
        while (!page.next().isEmpty()) {
            page = get(page.next(), headers);
            rows.addAll(page.rows());
        }
        return new Round(rows, page.deltaLink());
    }
}

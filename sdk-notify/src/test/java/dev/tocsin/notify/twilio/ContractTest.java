package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.notify.OutboundMessage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That what we ask is what Twilio's contract describes; run by the profile contract with {@code -Dtocsin.shared}. */
@Tag("contract")
class ContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OutboundMessage MESSAGE =
            new OutboundMessage("i7/e1/s1", "+15005550006", null, "Malware on “PC 7” 😀", null);

    @Test
    void everyRequestOfTheChannelsFitsTheContract() throws Exception {
        String folder = System.getProperty("tocsin.shared", "");
        assumeThat(folder).as("-Dtocsin.shared=<folder>").isNotEmpty();
        JsonNode root = JSON.readTree(Files.readAllBytes(Path.of(folder, "specs", "twilio-api-v2010.openapi.json")));
        JsonNode messaging =
                JSON.readTree(Files.readAllBytes(Path.of(folder, "specs", "twilio-messaging-v1.openapi.json")));

        List<RawTwilio.Received> requests = requests();

        Set<String> seen = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (RawTwilio.Received request : requests) {
            boolean ofMessaging = request.path().startsWith("/v1/");
            String template = ofMessaging
                    ? "/v1/Services/{Sid}"
                    : request.path()
                            .replaceFirst("/AC[^/.]+\\.json$", "/{Sid}.json")
                            .replaceFirst("/AC[^/.]+/", "/{AccountSid}/")
                            .replaceFirst("/(?:CA|SM)[^/.]+\\.json$", "/{Sid}.json");
            JsonNode contract = ofMessaging ? messaging : root;
            String list = template.replaceFirst("^.*/(?:Accounts/\\{AccountSid}|Accounts|v1)/", "");
            seen.add(request.method() + " " + list);
            JsonNode operation =
                    contract.path("paths").path(template).path(request.method().toLowerCase(Locale.ROOT));
            assertThat(operation.isMissingNode()).as(request.line()).isFalse();
            check(operation, request, faults);
            SimpleRequest.Builder asked =
                    new SimpleRequest.Builder(Request.Method.valueOf(request.method()), request.path());
            request.query().forEach(asked::withQueryParam);
            asked.withHeader("authorization", request.headers().get("authorization"));
            if (!request.body().isEmpty()) {
                asked.withHeader("content-type", request.headers().get("content-type"))
                        .withBody(body(request));
            }
            validator(contract).validateRequest(asked.build()).getMessages().stream()
                    .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                    .forEach(message -> faults.add(request.method() + " " + list + ": " + message));
        }
        assertThat(faults).isEmpty();
        assertThat(seen)
                .containsExactly(
                        "GET Calls.json",
                        "GET Calls/{Sid}.json",
                        "GET IncomingPhoneNumbers.json",
                        "GET Messages.json",
                        "GET Messages/{Sid}.json",
                        "GET Services/{Sid}",
                        "GET {Sid}.json",
                        "POST Calls.json",
                        "POST Messages.json");
    }

    private static OpenApiInteractionValidator validator(JsonNode contract) {
        ((ObjectNode) contract).putArray("servers").addObject().put("url", "/");
        contract.path("paths").forEach(path -> ((ObjectNode) path).remove("servers"));
        return OpenApiInteractionValidator.createForInlineApiSpecification(contract.toString())
                .build();
    }

    /** The body for the validator, which takes a telephone number with its plus sign for an integer. */
    private static String body(RawTwilio.Received request) {
        return request.body().replace("=%2B", "=tel%3A%2B");
    }

    /** Names that the contract does not know, which the validator lets pass, and ones that it asks for. */
    private static void check(JsonNode operation, RawTwilio.Received request, List<String> faults) {
        Set<String> query = new TreeSet<>();
        operation.path("parameters").forEach(one -> {
            if (one.path("in").asText().equals("query")) {
                query.add(one.path("name").asText());
            }
        });
        request.query().keySet().stream()
                .filter(name -> !query.contains(name))
                .forEach(name -> faults.add(request.line() + ": no query parameter " + name));
        if (!request.body().isEmpty()) {
            JsonNode schema = operation
                    .path("requestBody")
                    .path("content")
                    .path("application/x-www-form-urlencoded")
                    .path("schema");
            Map<String, String> form = request.form();
            form.keySet().stream()
                    .filter(name -> !schema.path("properties").has(name))
                    .forEach(name -> faults.add(request.line() + ": no field " + name));
            schema.path("required").forEach(name -> {
                if (!form.containsKey(name.asText())) {
                    faults.add(request.line() + ": the field " + name.asText() + " is missing");
                }
            });
        }
    }

    private static List<RawTwilio.Received> requests() throws Exception {
        TwilioCallbacks callbacks = new TwilioCallbacks(URI.create("https://alerts.example.com/tocsin"));
        String empty = "{\"sid\":\"x\",\"status\":\"active\",\"type\":\"Full\",\"incoming_phone_numbers\":[],"
                + "\"messages\":[],\"calls\":[],\"page\":0,\"page_size\":100,\"uri\":\"/x\",\"next_page_uri\":null}";
        try (RawTwilio server = new RawTwilio(200, "", empty)) {
            TwilioAccount account = TwilioAccount.builder(RawTwilio.ACCOUNT)
                    .authToken(Secret.of("token"))
                    .baseUri(server.uri())
                    .httpClient(RawTwilio.CLIENT)
                    .build();
            List<TwilioSmsChannel> texts = List.of(
                    TwilioSmsChannel.builder("a", account)
                            .sender("+15005550001", 10)
                            .callbacks(callbacks)
                            .build(),
                    TwilioSmsChannel.builder("b", account)
                            .messagingService("MG" + "0".repeat(32), 10)
                            .build());
            List<TwilioVoiceChannel> calls = List.of(
                    TwilioVoiceChannel.builder("a", account)
                            .caller("+15005550001", 10)
                            .callbacks(callbacks)
                            .build(),
                    TwilioVoiceChannel.builder("b", account)
                            .caller("+15005550001", 10)
                            .build());
            texts.forEach(channel -> {
                channel.send(MESSAGE);
                channel.lookUp(MESSAGE, Instant.parse("2026-03-02T10:00:00Z"), id -> false);
                assertThat(channel.reportOf(MESSAGE.key(), "SM" + "0".repeat(32)))
                        .isEmpty();
            });
            calls.forEach(channel -> {
                channel.send(MESSAGE);
                channel.lookUp(MESSAGE, Instant.parse("2026-03-02T10:00:00Z"), id -> false);
                assertThat(channel.reportOf(MESSAGE.key(), "CA" + "0".repeat(32)))
                        .isEmpty();
            });
            assertThat(server.received()).hasSize(16);
            texts.forEach(TwilioSmsChannel::probe);
            calls.get(0).probe();
            assertThat(server.received()).hasSize(22);
            return server.received();
        }
    }
}

package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesReaderTest {
    private static final String LINE = "{\"company\":\"contoso\",\"id\":\"1\",\"occurredAt\":\"2026-03-02T09:30:00Z\","
            + "\"category\":\"PROBLEMS\",\"eventType\":\"t\"}";

    private static CollectingSink read(String text) {
        return CollectingSink.of(EventFormat.JSONL, CollectingSink.source(text));
    }

    /** The sound line with one field set to a piece of JSON. */
    private static String with(String field, String json) {
        return LINE.substring(0, LINE.length() - 1)
                        .replaceAll("\"" + field + "\":\"[^\"]*\",?", "")
                        .replaceAll(",$", "")
                + ",\"" + field + "\":" + json + "}";
    }

    @Test
    void everyCategoryAndKindAndFieldSurvivesARoundTrip() {
        List<SecurityEvent> events = new ArrayList<>();
        for (EventCategory category : EventCategory.values()) {
            for (EventKind kind : EventKind.values()) {
                for (Severity severity : Severity.values()) {
                    events.add(SecurityEvent.builder()
                            .source("scanner")
                            .sourceCompanyId("contoso")
                            .stableId("id \"quoted\" \\ ü \uD83D\uDE00")
                            .deliveryId("d-" + events.size())
                            .kind(kind)
                            .occurredAt(Instant.parse("2026-03-02T09:30:00.123456789Z"))
                            .sequence(Long.MIN_VALUE)
                            .category(category)
                            .eventType("type")
                            .severity(severity)
                            .title("title")
                            .description("line\nline")
                            .asset("asset")
                            .product("product")
                            .os("os")
                            .fix("fix")
                            .user(new EventUser("oid", "a@example.org"))
                            .attributes(Map.of("k", "v"))
                            .build());
                }
            }
        }
        events.add(SecurityEvent.builder()
                .source("s")
                .sourceCompanyId("c")
                .externalId("e")
                .occurredAt(Instant.EPOCH)
                .category(EventCategory.PROBLEMS)
                .eventType("only what is needed")
                .build());

        CollectingSink sink =
                read(String.join("\n", events.stream().map(JsonLines::write).toList()));

        assertThat(sink.faults).isEmpty();
        assertThat(sink.events).isEqualTo(events);
    }

    @Test
    void defaultsAreThoseOfTheBuilderAndTheSource() {
        SecurityEvent event = CollectingSink.of(
                        EventFormat.JSONL,
                        CollectingSink.source(with("company", "null"))
                                .withCompany("fabrikam")
                                .withMsp(new MspId("m1")))
                .events
                .get(0);

        assertThat(event.source()).isEqualTo("jsonl");
        assertThat(event.sourceCompanyId()).isEqualTo("fabrikam");
        assertThat(event.msp()).isEqualTo(new MspId("m1"));
        assertThat(event.kind()).isEqualTo(EventKind.RAISED);
        assertThat(event.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(event.stableId()).isFalse();
    }

    @Test
    void theLinesOwnCompanyCountsMoreThanTheOneGiven() {
        CollectingSink sink =
                CollectingSink.of(EventFormat.JSONL, CollectingSink.source(LINE).withCompany("fabrikam"));

        assertThat(sink.events).singleElement().returns("contoso", SecurityEvent::sourceCompanyId);
    }

    @Test
    void valuesAreReadInAnyCaseAndCategoriesByLabel() {
        String line = with("category", "\"azure ad audit\"")
                .replace(
                        "}",
                        ",\"kind\":\"acked\",\"severity\":\"High\","
                                + "\"user\":\"a@example.org\",\"attributes\":{\"n\":1,\"b\":true,\"x\":null}}")
                .replace("\"id\":", "\"externalId\":");
        SecurityEvent event = read(line).events.get(0);

        assertThat(event.category()).isEqualTo(EventCategory.AZURE_AD_AUDIT);
        assertThat(event.kind()).isEqualTo(EventKind.ACKED);
        assertThat(event.severity()).isEqualTo(Severity.HIGH);
        assertThat(event.user()).contains(new EventUser(null, "a@example.org"));
        assertThat(event.attributes()).containsExactly(Map.entry("n", "1"), Map.entry("b", "true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kind       | "VANISHED"             | kind         | RAISED, UPDATED, RESOLVED, ACKED
            category   | "Weather"              | category     | SYSTEM_CHANGES, PROBLEMS
            category   | null                   | category     | is missing
            severity   | "URGENT"               | severity     | INFO, LOW, MEDIUM, HIGH, CRITICAL
            severty    | "LOW"                  | severty      | legal are source, company, id
            occurredAt | "2026-03-02T09:30:00"  | occurredAt   | with a zone
            occurredAt | "yesterday"            | occurredAt   | with a zone
            occurredAt | "+99999-01-01T00:00:00Z" | occurredAt | with a zone
            occurredAt | 17                     | occurredAt   | a text is legal
            sequence   | 1.5                    | sequence     | whole number
            sequence   | 99999999999999999999   | sequence     | 64 bits
            title      | {}                     | title        | a text is legal
            user       | {"phone":"1"}          | user.phone   | objectId, principalName
            user       | {}                     | user         | is needed
            user       | 5                      | user         | principal name
            attributes | {"a":[1]}              | attributes.a | a text, number or boolean
            attributes | []                     | attributes   | an object
            stableId   | "2"                    | id           | either id
            id         | null                   | id           | is missing
            company    | null                   | company      | --company ID
            eventType  | " "                    | eventType    | is missing
            externalId | "2"                    | externalId   | given twice
            """)
    void aBadFieldIsAFaultThatNamesItAndWhatIsLegal(String field, String json, String blamed, String message) {
        CollectingSink sink = read(LINE + "\n" + with(field, json) + "\n" + LINE);

        assertThat(sink.events).hasSize(2);
        assertThat(sink.faults).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.field()).isEqualTo(blamed);
            assertThat(fault.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json at all      | not JSON
            {"id":               | not JSON
            {} {}                | not JSON
            [1,2]                | one JSON object
            "text"               | one JSON object
            {"id":"1","id":"2"}  | Duplicate field
            <NessusClientData_v2>| not JSON
            """)
    void aLineThatIsNoObjectIsAFault(String line, String message) {
        CollectingSink sink = read(line + "\n" + LINE);

        assertThat(sink.events).hasSize(1);
        assertThat(sink.faults)
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.toString()).startsWith("in.txt:1: ").contains(message));
    }

    @Test
    void deeplyNestedJsonIsAFault() {
        assertThat(read("{\"a\":".repeat(50_000)).faults).hasSize(1);
        assertThat(read("[".repeat(500_000)).faults).hasSize(1);
    }

    @Test
    void byteOrderMarkBlankLinesAndCrLfAreAccepted() {
        CollectingSink sink = read("\uFEFF" + LINE + "\r\n\r\n  \n" + LINE + "\r\n" + LINE);

        assertThat(sink.faults).isEmpty();
        assertThat(sink.events).hasSize(3);
        assertThat(sink.summary.complete()).isTrue();
    }

    @Test
    void aLineThatIsNotUtf8IsAFaultOfThatLine() {
        byte[] bytes = (LINE + "\n" + LINE + "\n" + LINE).getBytes(StandardCharsets.UTF_8);
        bytes[LINE.length() + 20] = (byte) 0xFF;
        CollectingSink sink = CollectingSink.of(EventFormat.JSONL, CollectingSink.source(bytes));

        assertThat(sink.events).hasSize(2);
        assertThat(sink.faults).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.message()).contains("UTF-8");
        });
    }

    @Test
    void aLineMayBeAMegabyteAndNoLonger() {
        String exact = LINE + " ".repeat(LineReader.MAX_BYTES - LINE.length());
        CollectingSink sink =
                read(exact + "\r\n" + exact + " \n" + LINE + "\n" + exact + "x".repeat(3_000_000) + "\n" + LINE);

        assertThat(sink.events).hasSize(3);
        assertThat(sink.faults).extracting(ReadFault::line).containsExactly(2L, 4L);
    }

    @Test
    void anEndlessLineIsReadInBoundedMemory() {
        ReadSource source =
                ReadSource.of("in.txt", new GeneratedStream("{\"a\":\"", "x".repeat(1_000), 300_000, "\n" + LINE));
        CollectingSink sink = CollectingSink.of(EventFormat.JSONL, source);

        assertThat(sink.faults).hasSize(1);
        assertThat(sink.events).hasSize(1);
    }

    @Test
    void manyLinesPassOneByOne() {
        int[] seen = {0};
        ReadSource source = ReadSource.of("in.txt", new GeneratedStream("", LINE + "\n", 200_000, ""));
        ReadSummary summary = EventFormat.JSONL.reader().read(source, new ReadSink() {
            @Override
            public void event(SecurityEvent event) {
                seen[0]++;
            }

            @Override
            public void fault(ReadFault fault) {
                throw new AssertionError(fault.toString());
            }
        });

        assertThat(seen[0]).isEqualTo(200_000);
        assertThat(summary.events()).isEqualTo(200_000);
        assertThat(summary.bytes()).isEqualTo(source.bytesRead()).isEqualTo(200_000L * (LINE.length() + 1));
    }

    @Test
    void theSameFileUnderAnotherNameIsTheSameDeliveries() {
        ReadSource other = ReadSource.of("other.txt", new GeneratedStream("", LINE + "\n", 1, ""));

        assertThat(CollectingSink.of(EventFormat.JSONL, other).keys())
                .isEqualTo(read(LINE).keys());
    }
}

package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            \uFEFF  <?xml version="1.0"?>                          | NESSUS
            <NessusClientData_v2>                                  | NESSUS
            {"time":"x","resourceId":"/tenants/t","opera           | ENTRA
            {"calleripaddress":"1","properties":{"id":"x           | ENTRA
            {"TenantId":"0","SourceSystem":"Azure AD"}             | ENTRA
            {"records":[                                           | ENTRA
            {"records":[{"time":"x","category":"AuditLogs"         | ENTRA
            {"Message":"m","Id":4740,"ProviderName":"x"}           | WINDOWS
            {"EventTime":"x","EventType":"AUDIT_SUCCESS","EventID":4740} | WINDOWS
            {"TenantId":"w","TimeGenerated":"x","EventID":4740}    | WINDOWS
            {"@timestamp":"x","winlog":{                           | WINDOWS
            {"Event":{"System":{"EventID":1}}}                     | WINDOWS
            {"tenantId":"t","id":"1","severity":"low","evidence":[ | GRAPH_ALERTS
            [{"tenantId":"t","serviceSource":"x"}]                 | GRAPH_ALERTS
            {"@odata.context":"x","value":[{"id":"1","alertWebUrl":"h| GRAPH_ALERTS
            {"source":"s","attributes":{"tenantId":1},"eventType":"t"} | JSONL
            {"occurredAt":"x                                       | JSONL
            """)
    void theBeginningTellsTheFormat(String beginning, EventFormat expected) {
        assertThat(EventFormat.detect(beginning.getBytes(StandardCharsets.UTF_8)))
                .contains(expected);
    }

    @Test
    void aBrokenFirstLineLeavesItToTheNext() {
        String text = "{broken\n\n{\"source\":\"s\"}\n{\"eventType\":\"t\"}";

        assertThat(EventFormat.detect(text.getBytes(StandardCharsets.UTF_8))).contains(EventFormat.JSONL);
    }

    @Test
    void whatLooksLikeNoneIsNone() {
        assertThat(EventFormat.detect(new byte[0])).isEmpty();
        assertThat(EventFormat.detect("a,b,c\n1,2,3".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void lookingAtTheBeginningConsumesNothing() throws IOException {
        String line =
                "{\"company\":\"c\",\"id\":\"1\",\"occurredAt\":\"2026-03-02T09:30:00Z\",\"category\":\"PROBLEMS\","
                        + "\"eventType\":\"t\"}\n";
        ReadSource source = ReadSource.of("f", new GeneratedStream("", line, 5_000, ""));

        assertThat(source.beginning()).hasSize(ReadSource.BEGINNING);
        EventFormat format = EventFormat.detect(source.beginning()).orElseThrow();
        CollectingSink sink = CollectingSink.of(format, source);

        assertThat(sink.events).hasSize(5_000);
        assertThat(sink.faults).isEmpty();
    }

    @Test
    void aFormatIsNamedInAnyCaseAndAnUnknownOneIsToldTheLegal() {
        assertThat(EventFormat.parse("Nessus")).isEqualTo(EventFormat.NESSUS);
        assertThatThrownBy(() -> EventFormat.parse("csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("format: 'csv' is not one of nessus, entra, graph-alerts, windows, jsonl");
    }
}

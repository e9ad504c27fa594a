package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The files of the demo hold what the demo tells. */
class SamplesTest {
    private static CollectingSink read(EventFormat expected, String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(SamplesTest.class.getResourceAsStream("/samples/" + name), name)) {
            ReadSource source = ReadSource.of(name, stream).withCompany("contoso");
            assertThat(EventFormat.detect(source.beginning())).contains(expected);
            return CollectingSink.of(expected, source);
        }
    }

    @Test
    void theScanHasEightFindingsOnFourHosts() throws IOException {
        CollectingSink sink = read(EventFormat.NESSUS, "scan.nessus");

        assertThat(sink.faults).isEmpty();
        assertThat(sink.assets)
                .allMatch(ListedAsset::complete)
                .extracting(ListedAsset::name)
                .containsExactly("FILES01", "www.contoso.example", "shop.contoso.example", "192.0.2.30");
        assertThat(sink.events)
                .filteredOn(event -> event.category() == EventCategory.PROBLEMS)
                .hasSize(8);
        assertThat(sink.events)
                .filteredOn(event -> event.category() == EventCategory.SOLUTIONS)
                .hasSize(7);
        assertThat(sink.keys()).doesNotHaveDuplicates();
    }

    @Test
    void theEntraRecordsAreThreeAuditsTwoFailuresAndTwoSuccesses() throws IOException {
        CollectingSink sink = read(EventFormat.ENTRA, "entra.jsonl");

        assertThat(sink.faults).isEmpty();
        assertThat(sink.skipped).hasSize(2);
        assertThat(sink.events)
                .extracting(SecurityEvent::eventType)
                .containsExactly(
                        "Add member to role", "Update conditional access policy", "Update user", "50126", "50053");
        assertThat(sink.events)
                .extracting(SecurityEvent::sourceCompanyId)
                .containsOnly("7d0c1f9e-0000-4000-8000-00000000c0de");
    }

    @Test
    void theEventsHaveEachCategoryAndKindAnUnknownCompanyAndOneIllegalLine() throws IOException {
        CollectingSink sink = read(EventFormat.JSONL, "events.jsonl");

        assertThat(sink.events).extracting(SecurityEvent::category).contains(EventCategory.values());
        assertThat(sink.events).extracting(SecurityEvent::kind).contains(EventKind.values());
        assertThat(sink.events)
                .extracting(SecurityEvent::sourceCompanyId)
                .contains("contoso", "fabrikam", "unknown-co");
        assertThat(sink.faults)
                .singleElement()
                .returns("category", ReadFault::field)
                .returns(11L, ReadFault::line);
        assertThat(sink.keys()).doesNotHaveDuplicates();
    }
}

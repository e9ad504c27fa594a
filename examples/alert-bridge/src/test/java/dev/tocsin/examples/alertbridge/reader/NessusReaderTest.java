package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NessusReaderTest {
    private static final String PROPERTIES = """
            <HostProperties>
            <tag name="HOST_END">Mon Jul  1 11:40:48 2013</tag>
            <tag name="operating-system">Plan 9
            Plan 10</tag>
            <tag name="mac-address">02:00:00:00:00:01</tag>
            <tag name="host-ip">10.0.0.5</tag>
            <tag name="host-fqdn">web1.example.org</tag>
            <tag name="netbios-name">CORP\\WEB1</tag>
            <tag name="HOST_START">Mon Jul  1 11:33:11 2013</tag>
            </HostProperties>
            """;

    static String report(String inside) {
        return "<?xml version=\"1.0\" ?>\n<NessusClientData_v2>\n<Policy><policyName>p</policyName></Policy>\n"
                + "<Report name=\"r\" xmlns:cm=\"http://www.nessus.org/cm\">\n" + inside
                + "</Report>\n</NessusClientData_v2>\n";
    }

    static String host(String inside) {
        return "<ReportHost name=\"10.0.0.5\">" + inside + "</ReportHost>\n";
    }

    static String item(int plugin, String severity, String children) {
        return "<ReportItem port=\"443\" svc_name=\"www?\" protocol=\"tcp\" severity=\"" + severity + "\" pluginID=\""
                + plugin + "\" pluginName=\"Old &amp; weak\" pluginFamily=\"Web Servers\">\n" + children
                + "</ReportItem>\n";
    }

    private static CollectingSink read(String xml) {
        return CollectingSink.of(EventFormat.NESSUS, CollectingSink.source(xml).withCompany("contoso"));
    }

    @Test
    void aFindingIsAProblemAndItsSolutionAnother() {
        CollectingSink sink = read(report(host(PROPERTIES
                + item(
                        7,
                        "3",
                        "<description>Bad &lt;thing&gt;</description><solution>Upgrade\n it.</solution>"
                                + "<cve>CVE-1</cve><cve>CVE-2</cve><plugin_output>" + "o".repeat(9_000)
                                + "</plugin_output>"
                                + "<cm:compliance-info>ignored<b>too</b></cm:compliance-info>"))));

        assertThat(sink.faults).isEmpty();
        assertThat(sink.events).hasSize(2);
        SecurityEvent problem = sink.events.get(0);
        assertThat(problem.category()).isEqualTo(EventCategory.PROBLEMS);
        assertThat(problem.eventType()).isEqualTo("7");
        assertThat(problem.title()).isEqualTo("Old & weak");
        assertThat(problem.description()).contains("Bad <thing>");
        assertThat(problem.severity()).isEqualTo(Severity.HIGH);
        assertThat(problem.asset()).contains("WEB1");
        assertThat(problem.os()).contains("Plan 9");
        assertThat(problem.product()).contains("www");
        assertThat(problem.sourceCompanyId()).isEqualTo("contoso");
        assertThat(problem.stableId()).isTrue();
        assertThat(problem.occurredAt()).isEqualTo(Instant.parse("2013-07-01T11:40:48Z"));
        assertThat(problem.attributes())
                .containsEntry("cve", "CVE-1, CVE-2")
                .containsEntry("ip", "10.0.0.5")
                .containsEntry("mac", "02:00:00:00:00:01")
                .containsEntry("fqdn", "web1.example.org")
                .containsEntry("port", "443");
        assertThat(problem.attributes().get("plugin_output")).hasSize(2_000).endsWith("…");

        SecurityEvent solution = sink.events.get(1);
        assertThat(solution.category()).isEqualTo(EventCategory.SOLUTIONS);
        assertThat(solution.fix()).contains("Upgrade it.");
        assertThat(sink.keys()).doesNotHaveDuplicates();
        assertThat(sink.assets)
                .containsExactly(new ListedAsset("contoso", "WEB1", Instant.parse("2013-07-01T11:40:48Z"), true));
        assertThat(sink.summary.complete()).isTrue();
    }

    @Test
    void theNextScanReportsTheSameSubjectAsAnotherDelivery() {
        String first = report(host(PROPERTIES + item(7, "3", "")));
        CollectingSink one = read(first);
        CollectingSink again = read(first);
        CollectingSink next = read(first.replace("11:40:48 2013", "11:40:48 2014"));

        assertThat(again.keys()).isEqualTo(one.keys());
        assertThat(next.keys()).doesNotContainAnyElementsOf(one.keys());
        assertThat(Fingerprint.of(next.events.get(0))).isEqualTo(Fingerprint.of(one.events.get(0)));
    }

    @Test
    void propertiesMayComeAfterTheItems() {
        CollectingSink before = read(report(host(PROPERTIES + item(7, "2", "") + item(8, "1", ""))));
        CollectingSink after = read(report(host(item(7, "2", "") + item(8, "1", "") + PROPERTIES)));

        assertThat(after.events).isEqualTo(before.events).hasSize(2);
    }

    @Test
    void informationalItemsAreSkippedAndEmptySolutionsNoEvents() {
        CollectingSink sink =
                read(report(host(PROPERTIES + item(7, "0", "") + item(8, "4", "<solution> n/a </solution>"))));

        assertThat(sink.events).singleElement().returns(Severity.CRITICAL, SecurityEvent::severity);
        assertThat(sink.skipped).containsExactly(NessusReader.INFORMATIONAL);
    }

    @Test
    void aBadItemIsAFaultWithItsLineAndTheRestGoesOn() {
        String text = report(host("\n" + PROPERTIES.strip() + "\n" + item(7, "9", "") + item(8, "2", "")));
        CollectingSink sink = read(text);

        long line = text.substring(0, text.indexOf("<ReportItem")).lines().count();
        assertThat(sink.faults).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("in.txt");
            assertThat(fault.field()).isEqualTo("severity");
            assertThat(fault.message()).contains("'9'", "0 to 4");
            assertThat(fault.line()).isBetween(line, line + 1);
        });
        assertThat(sink.events).singleElement().returns("8", SecurityEvent::eventType);
        assertThat(sink.summary.complete()).isTrue();
        assertThat(sink.assets).singleElement().returns(false, ListedAsset::complete);
    }

    @Test
    void aHostThatWasDeadOrWithoutEndIsNotCompleteButOneWithoutFindingsIs() {
        String dead = item(10180, "0", "<plugin_output>The host is considered as dead - not scanning</plugin_output>");
        String unfinished = PROPERTIES.replaceFirst("<tag name=\"HOST_END\">[^<]*</tag>", "");

        for (String inside : List.of(PROPERTIES + dead, unfinished + item(7, "1", ""))) {
            assertThat(read(report(host(inside))).assets).singleElement().returns(false, ListedAsset::complete);
        }
        assertThat(read(report(host(PROPERTIES))).assets).singleElement().returns(true, ListedAsset::complete);
    }

    @Test
    void theTimeFallsBackToStartThenScanThenPreviousHostThenCheck() {
        String bare = "<HostProperties></HostProperties>" + item(7, "1", "");
        String dated = "<HostProperties></HostProperties>"
                + item(7, "1", "<plugin_modification_date>2013/05/31</plugin_modification_date>");
        String preference = "<preference><name>scan_end_timestamp</name><value>1372678848</value></preference>";

        assertThat(read(report(host(
                                PROPERTIES.replaceFirst("<tag name=\"HOST_END\">[^<]*</tag>", "") + item(7, "1", ""))))
                        .events)
                .singleElement()
                .returns(Instant.parse("2013-07-01T11:33:11Z"), SecurityEvent::occurredAt);
        assertThat(read(report(preference + host(bare))).events)
                .singleElement()
                .returns(Instant.ofEpochSecond(1372678848), SecurityEvent::occurredAt);
        assertThat(read(report(host(PROPERTIES) + host(bare))).events)
                .singleElement()
                .returns(Instant.parse("2013-07-01T11:40:48Z"), SecurityEvent::occurredAt);
        assertThat(read(report(host(dated))).events)
                .singleElement()
                .returns(Instant.parse("2013-05-31T00:00:00Z"), SecurityEvent::occurredAt);
        CollectingSink none = read(report(host(bare)));
        assertThat(none.events).isEmpty();
        assertThat(none.faults).singleElement().returns("HOST_END", ReadFault::field);
    }

    @Test
    void theEpochOfTheHostsEndCountsMoreThanItsText() {
        CollectingSink sink = read(report(host(PROPERTIES.replace(
                        "</HostProperties>", "<tag name=\"HOST_END_TIMESTAMP\">1372686048</tag></HostProperties>")
                + item(7, "1", ""))));

        assertThat(sink.events).singleElement().returns(Instant.ofEpochSecond(1372686048), SecurityEvent::occurredAt);
    }

    @Test
    void withoutACompanyThereIsOneFaultThatNamesTheRemedy() {
        CollectingSink sink = CollectingSink.of(
                EventFormat.NESSUS, CollectingSink.source(report(host(PROPERTIES + item(7, "1", "")))));

        assertThat(sink.events).isEmpty();
        assertThat(sink.faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("--company ID"));
        assertThat(sink.summary.complete()).isFalse();
    }

    @Test
    void aReportCutAnywhereGivesWhatWasReadAndAFault() {
        StringBuilder hosts = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            hosts.append(host(PROPERTIES.replace("WEB1", "WEB" + i)
                    + item(7, "2", "<solution>Upgrade</solution>")
                    + item(8, "0", "")
                    + item(9, "4", "")));
        }
        byte[] whole = report(hosts.toString()).getBytes(StandardCharsets.UTF_8);
        List<SecurityEvent> all = read(new String(whole, StandardCharsets.UTF_8)).events;
        assertThat(all).hasSize(30);
        int most = 0;
        for (int part = 0; part < 50; part++) {
            int length = (int) ((long) whole.length * part / 50);
            ReadSource source = ReadSource.of("cut.nessus", new ByteArrayInputStream(whole, 0, length))
                    .withCompany("contoso");
            CollectingSink sink = CollectingSink.of(EventFormat.NESSUS, source);

            assertThat(sink.summary.complete()).isFalse();
            assertThat(sink.faults).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.file()).isEqualTo("cut.nessus");
                assertThat(fault.line()).isPositive();
            });
            assertThat(sink.events).isEqualTo(all.subList(0, sink.events.size()));
            assertThat(sink.assets.stream().filter(asset -> !asset.complete())).hasSizeLessThanOrEqualTo(1);
            most = Math.max(most, sink.events.size());
        }
        assertThat(most).isGreaterThan(25);
    }

    @Test
    void aRootOfAnotherKindIsRefusedByName() {
        CollectingSink sink = read("<NessusClientData><Report/></NessusClientData>");

        assertThat(sink.faults)
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.message()).contains("<NessusClientData>", "<NessusClientData_v2>"));
    }

    @Test
    void brokenBytesAndForbiddenCharactersCostNothing() {
        String text = report(host(PROPERTIES + item(7, "2", "<plugin_output>a\u0001b#c</plugin_output>")));
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes[text.indexOf('#')] = (byte) 0xC3;
        CollectingSink sink = CollectingSink.of(
                EventFormat.NESSUS, CollectingSink.source(bytes).withCompany("contoso"));

        assertThat(sink.faults).isEmpty();
        assertThat(sink.events)
                .singleElement()
                .satisfies(event -> assertThat(event.attributes()).containsEntry("plugin_output", "a\uFFFDb\uFFFDc"));
    }

    @Test
    void encodingsAreReadAsDeclaredOrMarked() {
        String text = report(host(PROPERTIES + item(7, "2", "<synopsis>süß</synopsis>")));
        String latin = text.replace("version=\"1.0\"", "version=\"1.0\" encoding=\"iso-8859-1\"");
        List<byte[]> files = List.of(
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.UTF_16),
                latin.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] file : files) {
            ReadSource source = CollectingSink.source(file).withCompany("contoso");
            CollectingSink sink = CollectingSink.of(EventFormat.NESSUS, source);
            assertThat(sink.faults).isEmpty();
            assertThat(sink.events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.attributes()).containsEntry("synopsis", "süß"));
        }
        assertThat(read(latin.replace("iso-8859-1", "EBCDIC")).faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("EBCDIC", "UTF-8"));
    }
}

package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileXmlTest {
    private static final String BEGINNING = "<NessusClientData_v2><Report><ReportHost name=\"h\">"
            + "<HostProperties><tag name=\"HOST_END\">Mon Jul  1 11:40:48 2013</tag></HostProperties>";
    private static final String ITEM =
            "<ReportItem severity=\"2\" pluginID=\"7\" pluginName=\"p\" port=\"1\" protocol=\"tcp\">";
    private static final String END = "</ReportItem></ReportHost></Report></NessusClientData_v2>";

    private static CollectingSink read(InputStream stream) {
        return CollectingSink.of(
                EventFormat.NESSUS, ReadSource.of("evil.nessus", stream).withCompany("contoso"));
    }

    private static CollectingSink read(String text) {
        return CollectingSink.of(EventFormat.NESSUS, CollectingSink.source(text).withCompany("contoso"));
    }

    @Test
    void entitiesThatMultiplyAreRefusedAtTheDoctype() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE x [\n<!ENTITY a \"lol\">\n");
        for (char c = 'b'; c <= 'j'; c++) {
            char before = (char) (c - 1);
            bomb.append("<!ENTITY ")
                    .append(c)
                    .append(" \"")
                    .append(("&" + before + ";").repeat(10))
                    .append("\">\n");
        }
        bomb.append("]>\n<NessusClientData_v2>&j;</NessusClientData_v2>");

        CollectingSink sink = read(bomb.toString());

        assertThat(sink.faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("DOCTYPE"));
        assertThat(sink.summary.complete()).isFalse();
    }

    @Test
    void anExternalEntityIsNeverRead(@TempDir Path folder) throws IOException {
        Path treasure = Files.writeString(folder.resolve("treasure"), "gold");
        CollectingSink sink = read("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + treasure.toUri() + "\">]>" + BEGINNING + ITEM
                + "<synopsis>&e;</synopsis>" + END);

        assertThat(sink.events).isEmpty();
        assertThat(sink.faults)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.message()).doesNotContain("gold"));
    }

    @Test
    void anUndeclaredEntityEndsReadingWithAFault() {
        CollectingSink sink = read(BEGINNING + ITEM + "<synopsis>&e;</synopsis>" + END);

        assertThat(sink.events).isEmpty();
        assertThat(sink.faults).isNotEmpty();
        assertThat(sink.summary.complete()).isFalse();
    }

    @Test
    void anAttributeOrCommentOfAHundredMegabytesIsRefusedAfterTheFirst() {
        String junk = "x".repeat(1_000);
        for (String opening : new String[] {"<ReportItem pluginName=\"", "<!-- ", "<![CDATA[", "<?pi "}) {
            GeneratedStream stream = new GeneratedStream(BEGINNING + opening, junk, 100_000, END);
            ReadSource source = ReadSource.of("evil.nessus", stream).withCompany("contoso");
            CollectingSink sink = CollectingSink.of(EventFormat.NESSUS, source);

            assertThat(sink.faults)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.message()).contains("longer"));
            assertThat(source.bytesRead()).isLessThan(2L * 1024 * 1024);
        }
    }

    @Test
    void aTextOfAHundredMegabytesIsCutAndPassedOver() {
        CollectingSink sink = read(new GeneratedStream(
                BEGINNING + ITEM + "<plugin_output>", "y".repeat(999) + "\n", 100_000, "</plugin_output>" + END));

        assertThat(sink.faults).isEmpty();
        assertThat(sink.events).hasSize(1);
        assertThat(sink.events.get(0).attributes().get("plugin_output")).hasSizeLessThanOrEqualTo(2_000);
        assertThat(sink.summary.complete()).isTrue();
        assertThat(sink.summary.bytes()).isGreaterThan(100_000_000);
    }

    @Test
    void endlessNestingIsRefused() {
        CollectingSink sink = read(new GeneratedStream(BEGINNING, "<a>", 1_000_000, ""));

        assertThat(sink.faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("deeper than 64"));
    }

    @Test
    void commentsAndCdataThatLookLikeTheirEndAreRead() {
        CollectingSink sink = read("<!-- a > b - > <!DOCTYPE --><?x a>b ?>" + BEGINNING + ITEM
                + "<synopsis><![CDATA[a ]> ] ]]]><!----></synopsis><see_also b='>' c=\"<\"/>"
                + END.replace("c=\"<\"", ""));

        // '<' inside an attribute is not XML; everything before it was understood
        assertThat(sink.faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).doesNotContain("DOCTYPE"));

        CollectingSink sound = read("<!-- a > b - > <!DOCTYPE --><?x a>b ?>" + BEGINNING + ITEM
                + "<synopsis><![CDATA[a ]> ] ]]]><!----></synopsis><see_also b='>'/>" + END);
        assertThat(sound.faults).isEmpty();
        assertThat(sound.events.get(0).attributes()).containsEntry("synopsis", "a ]> ] ]");
    }

    @Test
    void anErrorOfTheStreamIsAFault() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        CollectingSink sink = read(new SequenceInputStream(
                new GeneratedStream(BEGINNING + ITEM + "</ReportItem>", "<!-- -->", 50_000, ""), failing));

        assertThat(sink.events).hasSize(1);
        assertThat(sink.faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("the disk is gone"));
        assertThat(sink.summary.complete()).isFalse();
    }
}

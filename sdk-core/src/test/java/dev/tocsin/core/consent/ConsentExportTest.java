package dev.tocsin.core.consent;

import static dev.tocsin.core.consent.Ledger.JO;
import static dev.tocsin.core.consent.Ledger.NUMBER;
import static dev.tocsin.core.consent.Ledger.PROGRAMME;
import static dev.tocsin.core.consent.Ledger.TEXT;
import static dev.tocsin.core.consent.Ledger.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentExportTest {
    private static final int COLUMNS = 16;
    private static final int NAME = 10;

    private static ConsentEntry entry(String name, String evidence) {
        return ConsentEntry.builder(
                        PROGRAMME,
                        NUMBER,
                        ConsentAction.OPT_IN,
                        ConsentMethod.WEB_FORM,
                        ConsentActor.person("jo", "192.0.2.7"),
                        minute(1))
                .person(JO, name)
                .textHash(TEXT.hash())
                .evidence("page", evidence)
                .build();
    }

    private static String csv(ConsentEntry... entries) throws IOException {
        StringBuilder csv = new StringBuilder();
        ConsentExport.csv(List.of(entries), csv);
        return csv.toString();
    }

    private static String json(ConsentEntry... entries) throws IOException {
        StringBuilder json = new StringBuilder();
        ConsentExport.jsonLines(List.of(entries), json);
        return json.toString();
    }

    @Test
    void everyPartOfAnEntryIsThere() throws IOException {
        List<List<String>> rows = parse(csv(entry("Jo", "https://example.com")));

        assertThat(rows.get(0))
                .hasSize(COLUMNS)
                .startsWith("id", "at", "programme", "number")
                .endsWith("ip", "evidence");
        assertThat(rows.get(1)).hasSize(COLUMNS);
        assertThat(rows.get(1).subList(1, COLUMNS))
                .containsExactly(
                        "2026-01-01T00:01:00Z",
                        "alerts",
                        "'+4915123456789",
                        "OPT_IN",
                        "SMS VOICE",
                        "WEB_FORM",
                        "single",
                        "TECHNICIAN",
                        "jo",
                        "Jo",
                        TEXT.hash(),
                        "PERSON",
                        "jo",
                        "192.0.2.7",
                        "{\"page\":\"https://example.com\"}");
        assertThat(json(entry("Jo", "x")))
                .startsWith("{\"id\":\"N")
                .contains("\"number\":\"+4915123456789\"")
                .contains("\"evidence\":{\"page\":\"x\"}}\n");
        assertThat(json(Ledger.optOut(1))).contains("\"personId\":null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil\")",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1+1",
                "|cmd",
                "%0A",
                "＝1+1",
                "＋1",
                "\u00A0=1+1",
                "\u200B\u2007-1",
                "\"=1"
            })
    void noCellIsAFormula(String name) throws IOException {
        List<List<String>> rows = parse(csv(entry(name, "x")));

        assertThat(rows.get(1).get(NAME)).startsWith("'");
        assertThat(rows.get(1).get(NAME).replace("'", "")).isEqualTo(name);
    }

    /** Where the separator comes from the country, a cell is whatever stands between two semicolons of the file. */
    @Test
    void noCellIsAFormulaWhereCellsArePartedBySemicolonsOrTabs() throws IOException {
        for (String separator : List.of(";", "\t", "\r\n", "\n")) {
            for (String formula :
                    List.of("=HYPERLINK(\"http://e\")", " =1", "\u00A0+1", "\"=1", "\uFF1D1", "-1", "@A1", "\"\" |x")) {
                String csv = csv(entry("x" + separator + formula, "y" + separator + formula));

                for (String cell : csv.split("[;\t\r\n]")) {
                    String shown = cell.replaceAll("^[\\s\\p{Z}\\p{C}\"]+", "");
                    assertThat(shown).as(csv).doesNotMatch("(?s)[=+@|\uFF1D-].*");
                }
            }
        }
        assertThat(parse(csv(entry("a;=1", "b"))).get(1).get(NAME)).isEqualTo("a;'=1");
        assertThat(parse(csv(entry("a;b; c=1", "b"))).get(1).get(NAME)).isEqualTo("a;b; c=1");
    }

    @Test
    void quotesSeparatorsAndLineEndsStayInTheirCell() throws IOException {
        for (String name : List.of("a\",\"=1", "a,b;c", "a\r\nb", "\"", "a\u0000b", "Zoë \uD83D\uDE00")) {
            List<List<String>> rows = parse(csv(entry(name, name)));

            assertThat(rows).hasSize(2);
            assertThat(rows.get(1)).hasSize(COLUMNS);
            assertThat(rows.get(1).get(NAME)).isEqualTo(name.replace('\u0000', '\uFFFD'));
        }
    }

    @Test
    void anEmptyLedgerHasItsHeader() throws IOException {
        assertThat(parse(csv())).hasSize(1);
        assertThat(json()).isEmpty();
    }

    @Test
    void jsonGivesBackEveryTextExactly() throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int c = 0; c < 8; c++) {
                text.append((char) (random.nextInt(3) == 0 ? random.nextInt(0x80) : random.nextInt(0x10000)));
            }
            String line = json(entry("Jo", text.toString()));

            assertThat(line.chars().filter(c -> c == '\n').count()).isEqualTo(1);
            assertThat(line).doesNotContain("\u2028").doesNotContain("\u2029");
            int at = line.indexOf("{\"page\":\"") + "{\"page\":\"".length();
            assertThat(unescaped(line.substring(at, line.length() - "\"}}\n".length())))
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void textsAndAcceptancesGoWithTheProof() {
        AdminAcceptance acceptance = new AdminAcceptance(
                "a1", MspId.SINGLE, "acme", EnrolmentPolicy.NONE, TEXT.hash(), "Jo \"X\"", "192.0.2.1", minute(1));

        assertThat(ConsentExport.json(TEXT)).contains(TEXT.hash()).contains(TEXT.text());
        assertThat(ConsentExport.json(acceptance)).contains("\"administrator\":\"Jo \\\"X\\\"\"");
    }

    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                text.append(json.charAt(i));
            } else if (json.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(json.charAt(i));
            }
        }
        return text.toString();
    }

    /** Reads CSV as RFC 4180 has it. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(csv.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\r') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}

package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.consent.InboundConsent;
import dev.tocsin.core.consent.InboundMessage;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code consent} and its commands. */
class ConsentCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path directory;

    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = new Bridge(directory);
        bridge.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        bridge.environment.put("USER", "olga");
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                + "notifications: { programme: { id: alerts, name: Example IT, contact: help@example.com } }\n");
        isDone("technicians", "add", "--name", "Ann Able", "--username", "ann", "--phone", "+1 206 555 0101");
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    private void isDone(String... args) {
        assertThat(bridge.run(args)).as(bridge.out + bridge.err).isZero();
    }

    private void grant() {
        isDone("consent", "grant", "ann", "--method", "web-form", "--evidence", "page=https://it.example/sms");
    }

    @Test
    void whatWasAgreedIsListedMaskedAndEndsWhenSomebodyIsTold() {
        isDone("consent");
        assertThat(bridge.out).contains("+1•••••0101", "no: no consent", "1 technician, 1 number, programme alerts");

        grant();
        isDone("consent", "list");
        assertThat(bridge.out)
                .contains("Ann Able", "yes, since 2026-03-02T12:00:00Z")
                .doesNotContain("2065550101");
        isDone("consent", "list", "--full");
        assertThat(bridge.out).contains("+12065550101");

        bridge.clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
        isDone("consent", "revoke", "ann", "--uses", "sms", "--evidence", "call=she rang us");
        assertThat(bridge.out).contains("+1•••••0101: no more texts, whoever has the number", "1 number ended");
        isDone("consent", "list");
        assertThat(bridge.out).contains("2026-03-02T12:01:00Z (told)", "yes, since 2026-03-02T12:00:00Z");
    }

    @Test
    void aGrantNeedsTheTechniciansOwnActItsEvidenceAndOneNumber() {
        assertThat(bridge.run("consent", "grant", "ann", "--method", "web-form"))
                .isEqualTo(2);
        assertThat(bridge.err).startsWith("--evidence is missing").contains("Usage: alert-bridge consent grant");
        refused("--method: is missing; web-form, sms-keyword and voice-key are legal", "--evidence", "page=x");
        refused("--method: 'fax' is not legal", "--evidence", "page=x", "--method", "fax");
        refused("--method: 'told' is not legal; web-form,", "--evidence", "page=x", "--method", "told");
        refused(
                "--method: 'admin-attestation' is not legal; web-form,",
                "--evidence",
                "page=x",
                "--method",
                "admin-attestation");
        refused(
                "--number: +1•••••0199 is no number of the person",
                "--evidence",
                "page=x",
                "--method",
                "web-form",
                "--number",
                "+1 206 555 0199");
        refused(
                "--language: there is no text in 'fr'; en and de are legal",
                "--evidence",
                "page=x",
                "--method",
                "web-form",
                "--language",
                "fr");
        refused("--text: cannot be read", "--evidence", "page=x", "--method", "web-form", "--text", "absent.txt");
        refused("--uses: names none", "--evidence", "page=x", "--method", "web-form", "--uses", ",");
        refused("--ip: 'garbage' is not legal", "--evidence", "page=x", "--method", "web-form", "--ip", "garbage");
        refused("--by: is blank", "--evidence", "page=x", "--method", "web-form", "--by", " ");

        isDone("technicians", "edit", "ann", "--add-phone", "+1 206 555 0102");
        refused(
                "--number: is missing; the technician has 2 numbers, and one is legal",
                "--evidence",
                "page=x",
                "--method",
                "web-form");
        isDone("consent");
        assertThat(bridge.out).doesNotContain("yes");
    }

    private void refused(String fault, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "consent";
        all[1] = "grant";
        all[2] = "ann";
        System.arraycopy(args, 0, all, 3, args.length);
        assertThat(bridge.run(all)).as(bridge.out + bridge.err).isEqualTo(2);
        assertThat(bridge.err).startsWith(fault);
    }

    @Test
    void theLedgerIsWrittenOutWithWhoRecordedItAndTheTextThatWasAgreed() throws IOException {
        bridge.file("text.txt", "I agree to be texted.\n");
        isDone(
                "consent",
                "grant",
                "ann",
                "--method",
                "sms-keyword",
                "--evidence",
                "messageId=SM1",
                "--text",
                "text.txt",
                "--ip",
                "192.0.2.7");

        isDone("consent", "export");
        assertThat(bridge.out.lines()).hasSize(2);
        assertThat(bridge.out).contains("+12065550101", "Ann Able", "192.0.2.7", "olga", "SM1");
        isDone("consent", "export", "--proof");
        assertThat(bridge.out).contains("I agree to be texted.");
        isDone("consent", "export", "--format", "jsonl", "--output", "ledger.jsonl");
        assertThat(bridge.out).isEmpty();
        assertThat(Files.readString(directory.resolve("ledger.jsonl")))
                .startsWith("{")
                .contains("OPT_IN");
        assertThat(bridge.run("consent", "export", "--output", "ledger.jsonl")).isEqualTo(2);
        assertThat(bridge.err).startsWith("--output: ledger.jsonl is there already");
        assertThat(bridge.run("consent", "export", "--output", "nowhere/ledger.jsonl"))
                .isEqualTo(2);
        assertThat(bridge.run("consent", "export", "--format", "xml")).isEqualTo(2);
        assertThat(bridge.err).startsWith("--format: 'xml' is not legal; csv and jsonl are");
    }

    @Test
    void whoRecordsIsTheUserOrWhoeverIsNamedAndARepeatedGrantSaysSo() {
        grant();
        assertThat(bridge.out).doesNotContain("was agreed since");
        bridge.clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
        isDone("consent", "grant", "ann", "--method", "web-form", "--evidence", "page=x", "--by", "Rita Roe");
        assertThat(bridge.out).contains("+1•••••0101: sms was agreed since 2026-03-02T", "one more entry is kept");
        isDone("consent", "revoke", "ann", "--by", "Sam Poe");
        isDone("consent", "export");
        assertThat(bridge.out.lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("olga"),
                        line -> assertThat(line).contains("Rita Roe").doesNotContain("olga"),
                        line -> assertThat(line).contains("Sam Poe").doesNotContain("olga"));
    }

    @Test
    void aMessageThatWasTakenForAnOptOutIsListedUntilSomebodyReadIt() {
        grant();
        PhoneNumber number = new PhoneNumber("+12065550101");
        try (var store = JdbcStore.sqlite(directory.resolve("store.db"));
                Tocsin tocsin = Tocsin.builder().store(store).build()) {
            var answer = new InboundConsent(new Programme("alerts", "Example IT", "help@example.com"))
                    .read(
                            new InboundMessage(
                                    number, "the server will stop at 5", "SM2", "twilio", NOW.plusSeconds(60)),
                            tocsin.consent().standing("alerts", number),
                            text -> false);
            store.write(session -> session.consent().append(answer.entries()));
        }

        assertThat(bridge.run("consent", "list")).isEqualTo(1);
        assertThat(bridge.out).contains("the server will stop at 5", "1 open review", "no: opted out");
        String id = bridge.out
                .lines()
                .filter(line -> line.startsWith("│ N"))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
        isDone("consent", "review", id, "--finding", "meant a server");
        assertThat(bridge.out).contains("the review is kept; no opt-out is lifted");
        isDone("consent", "list");
        assertThat(bridge.out).contains("no: opted out").doesNotContain("open review");
        assertThat(bridge.run("consent", "review", "N1", "--finding", "x")).isEqualTo(2);
    }

    @Test
    void revokeTakesAnyNumberAndWithoutAProgrammeNothingWorks() {
        isDone("consent", "revoke", "--number", "+44 20 7946 0018");
        assertThat(bridge.out).contains("+44•••••0018: no more texts and calls");
        assertThat(bridge.run("consent", "revoke", "--number", "12")).isEqualTo(2);
        assertThat(bridge.err).startsWith("--number: ");
        assertThat(bridge.run("consent", "revoke")).isEqualTo(2);
        assertThat(bridge.run("consent", "revoke", "nobody")).isEqualTo(2);

        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE));
        for (List<String> args : List.of(List.of("list"), List.of("revoke", "ann"), List.of("export"))) {
            List<String> all = new java.util.ArrayList<>(List.of("consent"));
            all.addAll(args);
            assertThat(bridge.run(all.toArray(String[]::new))).isEqualTo(2);
            assertThat(bridge.err).contains("tocsin.yaml: notifications.programme: is missing");
        }
    }
}

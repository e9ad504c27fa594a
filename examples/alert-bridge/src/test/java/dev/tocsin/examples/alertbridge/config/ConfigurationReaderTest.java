package dev.tocsin.examples.alertbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.Condition;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.Operator;
import dev.tocsin.core.rule.TicketPolicy;
import dev.tocsin.core.rule.TicketTemplates;
import dev.tocsin.core.settings.ClosePolicy;
import dev.tocsin.core.settings.MissingDimension;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.storm.StormPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReaderTest {
    private static final String WHOLE = """
            store: "jdbc:sqlite:x.db"
            connectwise: { url: http://127.0.0.1:1, company: Co, publicKey: p, privateKey: "${KEY}", clientId: c }
            companies:
              - { id: contoso, name: Contoso Ltd, connectwise: 17, site: Main, createTickets: true, rules: [ r1, r2 ],
                  sources: { entra: [ t-1, t-2 ] } }
              - { id: plain }
            eventSets:
              - name: es
                categories:
                  Azure AD Audit: { groupBy: EVENT, minSeverity: medium, eventTypes: [ one, two ] }
                  PROBLEMS: { groupBy: OS }
            rules:
              - { id: r1, name: One, board: B, source: S, type: T, subType: U, item: I, openStatus: New,
                  closedStatus: Done, priority: P3, priorities: { CRITICAL: P1, high: P2 }, noteType: INTERNAL,
                  eventSet: es }
              - { name: r2, board: B, openStatus: New, closedStatus: Done, priority: P3, eventSet: es }
            """;

    @TempDir
    Path directory;

    private static BridgeConfiguration read(String yaml) {
        return new ConfigurationReader(Map.of("KEY", "s3cret-of-env")::get, Path.of("")).read("t.yaml", yaml);
    }

    private static List<String> faults(String yaml) {
        try {
            read(yaml);
            return List.of();
        } catch (FaultyConfigurationException e) {
            return e.faults().stream().map(Fault::toString).toList();
        }
    }

    @Test
    void aReferenceInBracesNeedsNoQuotes() {
        String bare = WHOLE.replace("\"${KEY}\"", "${KEY}");
        assertThat(bare).isNotEqualTo(WHOLE);
        assertThat(read(bare)).isEqualTo(read(WHOLE));
    }

    @Test
    void everyFieldOfTheShapeIsRead() {
        BridgeConfiguration read = read(WHOLE);

        assertThat(read.store()).isEqualTo("jdbc:sqlite:x.db");
        assertThat(read.connections()).singleElement().satisfies(access -> {
            assertThat(access.id()).isEqualTo("connectwise");
            assertThat(access.privateKey().current().reveal()).isEqualTo("s3cret-of-env");
        });
        assertThat(read.companies()).extracting(company -> company.name()).containsExactly("Contoso Ltd", "plain");
        assertThat(read.mappings()).singleElement().satisfies(mapping -> {
            assertThat(mapping.psaCompany()).isEqualTo("17");
            assertThat(mapping.site()).isEqualTo("Main");
            assertThat(mapping.ruleIds()).containsExactly("r1", "r2");
        });
        assertThat(read.links()).extracting(link -> link.sourceCompanyId()).containsExactly("t-1", "t-2");
        assertThat(read.eventSets().get(0).categories().get(EventCategory.AZURE_AD_AUDIT))
                .satisfies(selection -> {
                    assertThat(selection.groupBy()).isEqualTo(GroupBy.EVENT);
                    assertThat(selection.minSeverity()).isEqualTo(Severity.MEDIUM);
                    assertThat(selection.eventTypes()).containsExactlyInAnyOrder("one", "two");
                });
        assertThat(read.rules().get(0)).satisfies(rule -> {
            assertThat(rule.psaFields())
                    .containsEntry("board", "B")
                    .containsEntry("source", "S")
                    .containsEntry("type", "T")
                    .containsEntry("subType", "U")
                    .containsEntry("item", "I");
            assertThat(rule.priorities()).isEqualTo(Map.of(Severity.CRITICAL, "P1", Severity.HIGH, "P2"));
            assertThat(rule.noteType()).isEqualTo(NoteType.INTERNAL);
        });
        assertThat(read.rules().get(1).id()).isEqualTo("r2");
        assertThat(read.settings()).isEqualTo(Settings.DEFAULTS);
    }

    private static String policy(String policy) {
        return "rules:\n  - name: r\n    board: B\n    openStatus: New\n    closedStatus: Done\n    priority: P3\n"
                + "    eventSet: es\n    policy:\n" + policy.indent(6)
                + "eventSets: [ { name: es, categories: { PROBLEMS: { groupBy: OS } } } ]\n";
    }

    @Test
    void everyPartOfAPolicyCanBeSet() {
        assertThat(read(policy("""
                                repeats: NEVER
                                higherSeverity: NOTE_ONLY
                                lowerSeverity: FOLLOW
                                transients: true
                                closing: ALWAYS
                                quietFor: PT1S
                                reopenWindow: PT2S
                                maxReopens: 4
                                personsClose: MUTE
                                muteFor: PT5S
                                wontFixStatuses: [ Won't do, Cancelled ]
                                wontFixFor: PT6S
                                deleted: RECREATE
                                merged: CLOSE_WHEN_ALL_RESOLVED
                                edits: MIGRATE
                                ruleGone: CLOSE_ALL
                                attachFault: FAIL
                                """)).rules())
                .singleElement()
                .extracting(IntegrationRule::policy)
                .isEqualTo(new TicketPolicy(
                        TicketPolicy.Repeats.NEVER,
                        TicketPolicy.Higher.NOTE_ONLY,
                        TicketPolicy.Lower.FOLLOW,
                        true,
                        ClosePolicy.ALWAYS,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        4,
                        TicketPolicy.PersonsClose.MUTE,
                        Duration.ofSeconds(5),
                        Set.of("won't do", "cancelled"),
                        Duration.ofSeconds(6),
                        TicketPolicy.Deleted.RECREATE,
                        TicketPolicy.Merged.CLOSE_WHEN_ALL_RESOLVED,
                        TicketPolicy.Edits.MIGRATE,
                        TicketPolicy.RuleGone.CLOSE_ALL,
                        TicketPolicy.AttachFault.FAIL,
                        null,
                        false));
    }

    @Test
    void faultsOfAPolicyNameTheirPlaceAndWhatIsLegal() {
        assertThat(faults(policy("maxReopens: 101\ndeleted: perhaps\ncolour: red")))
                .satisfiesExactlyInAnyOrder(
                        f -> assertThat(f)
                                .startsWith("t.yaml:9: rules[0].policy.maxReopens: 101 is not legal; 0 to 100 are"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:10: rules[0].policy.deleted: 'perhaps' is not legal; AS_CLOSED,"),
                        f -> assertThat(f).startsWith("t.yaml:11: rules[0].policy.colour: is not known here; legal"));
        assertThat(faults(policy("wontFixStatuses: [ new ]")))
                .singleElement()
                .asString()
                .contains("rules[0].policy", "is the status for creation");
    }

    private static String templates(String templates) {
        return WHOLE.replace("noteType: INTERNAL", "noteType: INTERNAL, templates: " + templates);
    }

    private static String block(String templates) {
        return "eventSets: [ { name: es, categories: { PROBLEMS: { groupBy: OS } } } ]\nrules:\n  - name: r\n"
                + "    board: B\n    openStatus: N\n    closedStatus: C\n    priority: P\n    eventSet: es\n"
                + "    templates:\n" + templates.indent(6);
    }

    @Test
    void theTemplatesOfARuleAreReadAndTheOthersAreTheDefaults() {
        assertThat(read(templates("{ summary: '{{title}}', closingNote: \"Dear\\n{{company}}\" }"))
                        .rules()
                        .get(0)
                        .templates())
                .isEqualTo(new TicketTemplates("{{title}}", null, null, "Dear\n{{company}}"));
        assertThat(read(WHOLE).rules().get(0).templates()).isEqualTo(TicketTemplates.DEFAULT);
        assertThat(read(block("""
                        firstNote: |
                          {{#members}}
                          - {{title}}
                          {{/members}}
                        updateNote: >-
                          one
                          line
                        """)).rules().get(0).templates())
                .isEqualTo(new TicketTemplates(null, "{{#members}}\n- {{title}}\n{{/members}}\n", "one line", null));
    }

    @Test
    void whatIsWrongInATemplateIsToldWithItsFieldItsLineAndWhatIsLegal() {
        assertThat(faults(block("""
                        summary: "{{titel}}"
                        firstNote: |
                          {{#members}}
                          - {{asset}}

                          {{>x}}
                        updateNote: "a

                          {{nom}}"
                        closingNot: x
                        closingNote: ''
                        """)))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:10: rules[0].templates.summary: line 1 of the template: 'titel' is"
                                        + " not known; legal here are category, "),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:12: rules[0].templates.firstNote: line 1 of the template:"
                                        + " the section 'members' is not closed"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "t.yaml:15: rules[0].templates.firstNote: line 4 of the template: '{{>x}}'"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:18: rules[0].templates.updateNote: line 2 of the template: 'nom'"),
                        fault -> assertThat(fault)
                                .isEqualTo("t.yaml:19: rules[0].templates.closingNot: is not known here; legal are"
                                        + " summary, firstNote, updateNote, closingNote"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "t.yaml:20: rules[0].templates.closingNote: line 1 of the template: is blank"));
        assertThat(faults(templates("x")))
                .containsExactly("t.yaml:14: rules[0].templates: is a single value; fields with names are legal");
    }

    @Test
    void noFaultOfATemplateShowsWhatTheEnvironmentSays() {
        assertThat(faults(templates("{ summary: \"{{${KEY}}}\" }")))
                .hasSize(1)
                .first()
                .satisfies(fault -> assertThat(fault)
                        .contains("rules[0].templates.summary: what the environment says")
                        .doesNotContain("s3cret"));
    }

    @Test
    void whatSuppressesIsReadAndItsFaultsAreOnTheirLines() {
        BridgeConfiguration read = read("""
                silences:
                  - id: s1
                    scope: { asset: web-1, incident: 7 }
                    startsAt: 2026-03-01T08:00:00Z
                    endsAt: "2026-03-02T08:00:00Z"
                    who: ann
                    reason: the disk is replaced
                maintenance:
                  - id: patching
                    scope: { companyId: contoso }
                    zone: Europe/Berlin
                    weekly: { days: [ SATURDAY ], start: "22:00", end: "06:00" }
                    reason: monthly patches
                inhibitions:
                  - id: switch
                    parent: { eventTypes: [ switch-down ] }
                    child: { eventTypes: [ host-down ] }
                    same: [ COMPANY ]
                """);
        assertThat(read.suppression().silences())
                .singleElement()
                .satisfies(silence -> assertThat(silence.scope().incidentId()).isEqualTo(7));
        assertThat(read.suppression().windows())
                .singleElement()
                .satisfies(window -> assertThat(window.zone().getId()).isEqualTo("Europe/Berlin"));
        assertThat(read.suppression().inhibitions()).hasSize(1);

        assertThat(faults("""
                maintenance:
                  - id: patching
                    scope: { companyId: contoso }
                    zone: Europe/Nowhere
                    weekly: { days: [ SATURDAY ], start: "22:00", end: "06:00" }
                    reason: monthly patches
                inhibitions:
                  - id: switch
                    parent: { eventType: [ switch-down ] }
                    child: {}
                    same: [ COMPANY ]
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:4: maintenance[0].zone: 'Europe/Nowhere' is no zone"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:9: inhibitions[0].parent.eventType: is not known"));
    }

    private static String when(String condition) {
        return "eventSets:\n  - name: es\n    categories:\n      PROBLEMS:\n        groupBy: OS\n        when:\n"
                + condition.indent(10);
    }

    @Test
    void aConditionIsReadTermByTerm() {
        BridgeConfiguration read = read(when("""
                all:
                  - atLeast: { field: attributes.cvss, value: 7.5 }
                  - any:
                      - in: { field: asset, values: [ web-1, 7 ], exact: true }
                      - matches: { field: title, pattern: '^\\d+ "x"' }
                  - not: { exists: { field: user.principalName } }
                  - equals: { field: product, value: "${KEY}" }
                """));
        assertThat(read.eventSets().get(0).categories().get(EventCategory.PROBLEMS))
                .isEqualTo(new CategorySelection(
                        GroupBy.OS,
                        Severity.INFO,
                        Set.of(),
                        Condition.all(
                                Condition.compare("attributes.cvss", Operator.AT_LEAST, "7.5"),
                                Condition.any(
                                        Condition.in("asset", List.of("web-1", "7"))
                                                .exactly(),
                                        Condition.matches("title", "^\\d+ \"x\"")),
                                Condition.not(Condition.exists("user.principalName")),
                                Condition.equalTo("product", "s3cret-of-env"))));
    }

    @Test
    void allThatIsWrongWithAConditionIsListedWithItsLine() {
        assertThat(faults(when("""
                any:
                  - equals: { field: severity, value: BAD }
                  - not:
                      contains:
                        field: titel
                        value: x
                  - matches:
                      field: title
                      pattern: "("
                  - in: { field: kind, values: [ RAISED,
                      GONE ] }
                  - equals: { field: severity, value: "${KEY}" }
                  - equals:
                      field: asset
                  - nearly: { }
                """)))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .isEqualTo("t.yaml:8: eventSets[0].categories.PROBLEMS.when.any[0].equals.value: 'BAD'"
                                        + " is not legal; legal are INFO, LOW, MEDIUM, HIGH, CRITICAL"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "t.yaml:11: eventSets[0].categories.PROBLEMS.when.any[1].not.contains.field:"
                                                + " 'titel' is no field of an event; legal are category, "),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:15: ")
                                .endsWith(".any[2].matches.pattern: at character 2: a closing ) is missing"),
                        fault -> assertThat(fault).startsWith("t.yaml:17: ").contains(".any[3].in.values[1]: 'GONE'"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:18: ")
                                .endsWith("what the environment says for '${KEY}' is not legal here"),
                        fault ->
                                assertThat(fault).startsWith("t.yaml:19: ").contains("any[5].equals.value: is missing"),
                        fault -> assertThat(fault).startsWith("t.yaml:21: ").contains("any[6]: 'nearly' is no term"));
        assertThat(faults(when("").replace("when:", "when: x")))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("t.yaml:6: eventSets[0].categories.PROBLEMS.when: is 'x'; one term is legal"));
        assertThat(faults(when("equals: { field: asset, value: \"${NOPE}\" }")))
                .containsExactly(
                        "t.yaml:7: eventSets[0].categories.PROBLEMS.when.equals.value: the environment variable"
                                + " NOPE is not set");
    }

    @Test
    void everySettingCanBeSet() {
        Settings read = read("""
                        settings:
                          groupWait: PT1S
                          noteInterval: PT2S
                          hold: PT3S
                          quietFor: PT4S
                          closePolicy: always
                          missingDimension: REJECT
                          topPriorities: [ P1, P2 ]
                          requestTimeout: PT5S
                          quarantine: PT6S
                          lookUps: [ PT7S ]
                          twinSearches: [ PT8S, PT9S ]
                          retryPause: PT10S
                          longestRetryPause: PT11S
                          accessPause: PT12S
                          pollInterval: PT13S
                          pollOverlap: PT14S
                          driftInterval: PT14M
                          proofInterval: PT15S
                          parallelRequests: 16
                          outOfOrderWindow: PT17S
                          maxFuture: PT18S
                          catchAllCompany: catch
                          storm:
                            msp: { perMinute: 20, burst: 21 }
                            company: { perMinute: 22 }
                            topMsp: { perMinute: 23, burst: 24 }
                            topCompany: { perMinute: 25, burst: 26 }
                            longestWait: PT27S
                            openTickets: 28
                            updateInterval: PT29S
                            calmPercent: 30
                            calmFor: PT31S
                            notesPerHour: 10
                            noteBytes: 9000
                            namedAssets: 4
                        """).settings();

        assertThat(read)
                .isEqualTo(new Settings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        ClosePolicy.ALWAYS,
                        MissingDimension.REJECT,
                        Set.of("P1", "P2"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        List.of(Duration.ofSeconds(7)),
                        List.of(Duration.ofSeconds(8), Duration.ofSeconds(9)),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(11),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(14),
                        Duration.ofMinutes(14),
                        Duration.ofSeconds(15),
                        16,
                        Duration.ofSeconds(17),
                        Duration.ofSeconds(18),
                        "catch",
                        StormPolicy.builder()
                                .msp(20, 21)
                                .company(22, 22)
                                .topMsp(23, 24)
                                .topCompany(25, 26)
                                .longestWait(Duration.ofSeconds(27))
                                .openTickets(28)
                                .updateInterval(Duration.ofSeconds(29))
                                .calmPercent(30)
                                .calmFor(Duration.ofSeconds(31))
                                .notesPerHour(10)
                                .noteBytes(9_000)
                                .namedAssets(4)
                                .build(),
                        NotificationSettings.DEFAULTS));
    }

    @Test
    void aFaultInTheNumbersOfStormProtectionIsTold() {
        assertThat(faults("""
                        settings:
                          storm:
                            openTickets: 0
                            company: { burst: 5 }
                            calm: PT1S
                        """))
                .satisfiesExactlyInAnyOrder(
                        f -> assertThat(f).startsWith("t.yaml:3: settings.storm.openTickets: 0 is not legal; 1 to"),
                        f -> assertThat(f).startsWith("t.yaml:4: settings.storm.company.perMinute: is missing"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:5: settings.storm.calm: is not known here; legal are msp"));
    }

    @Test
    void allFaultsAreListedAtOnceWithLineAndPlaceAndWhatIsLegal() {
        assertThat(faults("""
                                connectwize: {}
                                connectwise: { url: "http://psa.example.com", company: Co, publicKey: p, clientId: c }
                                settings: { groupWait: 30, hold: -PT1S, parallelRequests: many, closePolicy: MAYBE }
                                companies:
                                  - { id: a, connectwise: A, rules: [ nope ], createTickets: perhaps }
                                  - { id: a, connectwise: A, createTickets: true }
                                  - just a text
                                eventSets:
                                  - { name: es, categories: { WEATHER: { groupBy: ASSET }, AD_AUDIT: { groupBy: OS } } }
                                rules:
                                  - { name: r, openStatus: New, closedStatus: C, priority: P, eventSet: other, colour: 1,
                                      priorities: { HUGE: P1 } }
                                """))
                .satisfiesExactlyInAnyOrder(
                        f -> assertThat(f).startsWith("t.yaml:1: connectwize: is not known here; legal are store,"),
                        f -> assertThat(f).startsWith("t.yaml:2: connectwise.privateKey: is missing"),
                        f -> assertThat(f).startsWith("t.yaml:3: settings.groupWait: '30' is not legal; a time span"),
                        f -> assertThat(f).startsWith("t.yaml:3: settings.hold: PT-1S is negative"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:3: settings.parallelRequests: 'many' is not legal; a whole"),
                        f -> assertThat(f).startsWith("t.yaml:3: settings.closePolicy: 'MAYBE' is not legal; ALWAYS,"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:5: companies[0].createTickets: 'perhaps' is not legal; true"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:5: companies[0].rules: 'nope' is no rule's id; legal are [r]"),
                        f -> assertThat(f).startsWith("t.yaml:6: companies[1].id: 'a' is the id of two companies"),
                        f -> assertThat(f).startsWith("t.yaml:6: companies[1].createTickets: tickets need a rule"),
                        f -> assertThat(f).startsWith("t.yaml:7: companies[2]: is a single value; fields"),
                        f -> assertThat(f)
                                .startsWith(
                                        "t.yaml:9: eventSets[0].categories.WEATHER: is no category; legal are SYSTEM"),
                        f -> assertThat(f)
                                .startsWith(
                                        "t.yaml:9: eventSets[0].categories.AD_AUDIT.groupBy: OS is not legal for AD Audit;"),
                        f -> assertThat(f).startsWith("t.yaml:11: rules[0].board: is missing"),
                        f -> assertThat(f).startsWith("t.yaml:11: rules[0].colour: is not known here; legal are id,"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:11: rules[0].eventSet: 'other' is no event set; legal are [es]"),
                        f -> assertThat(f)
                                .startsWith("t.yaml:12: rules[0].priorities.HUGE: is no severity; legal are INFO,"));
    }

    @Test
    void theConfigurationOfTheGuideIsLegalAndShowsTheDefaults() throws IOException {
        String guide = Files.readString(Path.of("..", "..", "docs", "alert-bridge.md"), StandardCharsets.UTF_8);
        int from = guide.indexOf("```yaml\n") + 8;
        Files.writeString(directory.resolve("cw-public.key"), "p");
        Files.writeString(directory.resolve("cw-private.key"), "k");
        BridgeConfiguration read = new ConfigurationReader(
                        name -> name.equals("MICROSOFT_STATE_KEY") || name.equals("LINK_KEY") ? "k".repeat(32) : "k",
                        directory)
                .read("guide", guide.substring(from, guide.indexOf("```", from)));

        assertThat(read.settings()).isEqualTo(Settings.DEFAULTS);
        assertThat(read.references()).isEmpty();
        assertThat(read.rules()).extracting(IntegrationRule::policy).containsOnly(TicketPolicy.DEFAULT);
        assertThat(read.rules()).hasSize(2);
        assertThat(read.notifications().pieces()).hasSize(5);
        assertThat(read.notifications().channels()).containsExactlyInAnyOrder(ChannelKind.values());
        assertThat(read.eventSets().get(0).categories().get(EventCategory.PROBLEMS))
                .satisfies(selection -> assertThat(selection.when())
                        .hasToString("all (not (title contains 'test'), any (asset matches '^(srv|dc)-\\d+',"
                                + " attributes.cvss is at least 7.5))"));
    }

    @Test
    void plainHttpIsRefusedButOnLoopback() {
        assertThat(faults(
                        "connectwise: { url: http://a.example, company: C, publicKey: p, privateKey: k, clientId: c }"))
                .singleElement()
                .asString()
                .startsWith("t.yaml:1: connectwise.url: only https");
    }

    @Test
    void anUnsetVariableAndAReferenceToAnAnchorAreFaults() {
        assertThat(faults("store: \"jdbc:sqlite:${NOPE}\"\ncompanies: [ { id: &a x, name: *a } ]"))
                .containsExactly(
                        "t.yaml:1: store: the environment variable NOPE is not set",
                        "t.yaml:2: companies[0].name: refers to an anchor (*…); write the value out");
    }

    @Test
    void whatIsNoYamlIsAFaultThatQuotesNothing() {
        assertThat(faults("connectwise: { privateKey: s3cret\nx: [ }"))
                .singleElement()
                .asString()
                .startsWith("t.yaml:")
                .doesNotContain("s3cret");
        assertThat(faults("[]")).singleElement().asString().contains("holds no fields");
        assertThat(faults("a: 1\na: 2")).anyMatch(fault -> fault.startsWith("t.yaml:2: a: is given twice"));
        assertThat(faults("")).isEmpty();
    }

    @Test
    void aSecretInTheWrongPlaceIsNotShown() {
        ThrowingCallable reading = () -> read("settings: { groupWait: \"${KEY}\", closePolicy: \"${KEY}\" }");

        assertThatThrownBy(reading).hasMessageContaining("'${KEY}'").hasMessageNotContaining("s3cret-of-env");
        assertThat(read(WHOLE).toString()).doesNotContain("s3cret-of-env");
    }
}

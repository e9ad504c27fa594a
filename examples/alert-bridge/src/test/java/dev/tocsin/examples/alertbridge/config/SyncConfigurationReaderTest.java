package dev.tocsin.examples.alertbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.sync.SyncEntity;
import dev.tocsin.core.sync.SyncSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections, profiles and recurring runs in the configuration. */
class SyncConfigurationReaderTest {
    private static final String CONNECTION = "url: http://127.0.0.1:1, company: Co, publicKey: p, clientId: c";

    @TempDir
    Path directory;

    private BridgeConfiguration read(String yaml) {
        return new ConfigurationReader(Map.of("KEY", "s3cret-of-env")::get, directory).read("t.yaml", yaml);
    }

    private List<String> faults(String yaml) {
        try {
            read(yaml);
            return List.of();
        } catch (FaultyConfigurationException e) {
            return e.faults().stream().map(Fault::toString).toList();
        }
    }

    @Test
    void severalConnectionsAreReadAndCompaniesNameTheirs() {
        BridgeConfiguration read = read("""
                connectwise: { %s, privateKey: a }
                connections:
                  - { id: emea, %s, privateKey: "${KEY}" }
                  - { id: own, %s, privateKey: b, forCompany: fabrikam }
                companies:
                  - { id: contoso, connectwise: Contoso, syncConfigurations: true }
                  - { id: fabrikam, connectwise: Fabrikam }
                  - { id: adatum, connectwise: Adatum, connection: emea }
                """.formatted(CONNECTION, CONNECTION, CONNECTION));

        assertThat(read.connections())
                .extracting(ConnectWiseAccess::id, ConnectWiseAccess::associatedCompany)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("connectwise", null),
                        org.assertj.core.groups.Tuple.tuple("emea", null),
                        org.assertj.core.groups.Tuple.tuple("own", "fabrikam"));
        assertThat(read.mappings())
                .extracting(mapping -> mapping.companyId() + " " + mapping.connectionId())
                .containsExactly("contoso connectwise", "fabrikam own", "adatum emea");
        assertThat(read.mappings())
                .extracting(mapping -> mapping.syncConfigurations())
                .containsExactly(true, false, false);
        assertThat(read.toString()).doesNotContain("s3cret-of-env");
    }

    @Test
    void allFaultsOfConnectionsAreToldAtOnceWithTheirLines() throws IOException {
        Files.writeString(directory.resolve("empty"), "\n");
        assertThat(faults("""
                connections:
                  - { id: "a b", %s, privateKey: x }
                  - { id: two, %s, privateKeyFile: absent }
                  - { id: two, %s, privateKeyFile: empty }
                  - { id: both, %s, privateKey: x, privateKeyFile: empty }
                  - { id: own, %s, privateKey: x, forCompany: fabrikam }
                companies:
                  - { id: contoso, connectwise: Contoso }
                  - { id: adatum, connectwise: Adatum, connection: nope }
                  - { id: other, connectwise: Other, connection: own }
                  - { id: unmapped, syncConfigurations: true }
                """.formatted(CONNECTION, CONNECTION, CONNECTION, CONNECTION, CONNECTION)))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("t.yaml:2: connections[0].id: is not legal"),
                        fault ->
                                assertThat(fault).startsWith("t.yaml:3: connections[1].privateKeyFile: cannot be read"),
                        fault -> assertThat(fault)
                                .isEqualTo("t.yaml:4: connections[2].id: 'two' is the id of two connections"),
                        fault -> assertThat(fault).startsWith("t.yaml:4: connections[2].privateKeyFile: is empty"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:5: connections[3].privateKeyFile: is given beside privateKey"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:8: companies[0].connection: is missing; with several"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:9: companies[1].connection: there is none of that id"),
                        fault -> assertThat(fault)
                                .contains("t.yaml:10: companies[2].connection: 'own' is for company 'fabrikam' alone"),
                        fault -> assertThat(fault).startsWith("t.yaml:11: companies[3].connectwise: is missing"));
    }

    @Test
    void aKeyInAFileIsTheOneThatIsThereNowAndTheLastOneWhileItIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "first\n");
        KeySource key = read("connectwise: { %s, privateKeyFile: key }".formatted(CONNECTION))
                .connections()
                .get(0)
                .privateKey();

        assertThat(key.current()).isEqualTo(Secret.of("first"));
        Files.writeString(file, " other ");
        assertThat(key.current()).isEqualTo(Secret.of("other"));
        Files.writeString(file, "");
        assertThat(key.current()).isEqualTo(Secret.of("other"));
        Files.delete(file);
        assertThat(key.current()).isEqualTo(Secret.of("other"));
        Files.writeString(file, "third");
        assertThat(key.current()).isEqualTo(Secret.of("third"));
        assertThat(key.toString()).doesNotContain("third");
    }

    @Test
    void aProfileIsRead() {
        ConfigurationProfile profile = read("""
                profiles:
                  - id: workstations
                    type: Workstation
                    activeStatus: Active
                    retiredStatus: Inactive
                    fields:
                      osType: operating_system
                      vendorNotes: "shortened: attribute:remarks"
                      macAddress: none
                      tagNumber: "fixed: by Tocsin"
                    questions:
                      - { text: "Admin password?", answer: password, from: "secret:admin" }
                      - { text: Last seen, answer: Date, from: LAST_SEEN_DAY, required: true, create: true }
                """).profiles().get(0);

        assertThat(profile.type()).isEqualTo("Workstation");
        assertThat(profile.activeStatus()).isEqualTo("Active");
        assertThat(profile.retiredStatus()).isEqualTo("Inactive");
        assertThat(profile.fields())
                .contains(
                        entry("osType", AssetValue.of(AssetField.OPERATING_SYSTEM)),
                        entry("vendorNotes", AssetValue.attribute("remarks").shortened()),
                        entry("tagNumber", AssetValue.fixed("by Tocsin")),
                        entry("name", AssetValue.of(AssetField.NAME)))
                .doesNotContainKey("macAddress");
        assertThat(profile.questions())
                .containsExactly(
                        new QuestionMapping(
                                "Admin password?", AnswerType.PASSWORD, AssetValue.secret("admin"), false, false),
                        new QuestionMapping(
                                "Last seen", AnswerType.DATE, AssetValue.of(AssetField.LAST_SEEN_DAY), true, true));
    }

    @Test
    void allFaultsOfAProfileAreToldAtOnceWithTheirLines() {
        assertThat(faults("""
                profiles:
                  - id: p
                    type: T
                    activeStatus: A
                    fields:
                      osType: OPERATING
                      notes: "secret:pin"
                      name: none
                      tag:
                    questions:
                      - { text: Q, answer: Colour, from: NAME }
                      - { text: P, answer: Password, from: NAME }
                      - { text: R, answer: Text, from: "secret:pin" }
                      - { text: S, answer: Text }
                      - { text: U, answer: Text, from: NAME }
                      - { text: u, answer: Text, from: ID, wanted: true }
                  - { id: p, type: T, activeStatus: A, retiredStatus: R }
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("t.yaml:2: profiles[0].retiredStatus: is missing"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:6: profiles[0].fields.osType: is not legal; a field of an asset"),
                        fault -> assertThat(fault).startsWith("t.yaml:7: profiles[0].fields.notes: takes no secret"),
                        fault -> assertThat(fault).startsWith("t.yaml:8: profiles[0].fields.name: "),
                        fault -> assertThat(fault).startsWith("t.yaml:9: profiles[0].fields.tag: is empty"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:11: profiles[0].questions[0].answer: is no type of answer"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:12: profiles[0].questions[1].from: a password comes from a secret"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:13: profiles[0].questions[2].from: everybody can read"),
                        fault -> assertThat(fault).startsWith("t.yaml:14: profiles[0].questions[3].from: is missing"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:16: profiles[0].questions[5].wanted: is not known"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:16: profiles[0].questions[5].text: is mapped twice"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:17: profiles[1].id: 'p' is the id of two profiles"));
    }

    @Test
    void eachConnectionCanHaveRunsOfItsOwnButOneSectionAtMost() {
        String connections = "connections: [ { id: a, " + CONNECTION + ", privateKey: x }, { id: b, " + CONNECTION
                + ", privateKey: y } ]\n";
        String first = "  - { every: PT6H, entities: companies, connection: a }\n";

        assertThat(read(connections + "sync:\n" + first + first.replace("tion: a", "tion: b"))
                        .sync())
                .extracting(SyncRuns::connection)
                .containsExactly("a", "b");
        assertThat(read(connections).sync()).isEmpty();
        assertThat(faults(connections + "sync:\n" + first + first))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("t.yaml:4: sync[1].connection: 'a' has two sections");
        assertThat(faults("sync: nightly\n"))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("t.yaml:1: sync: is ");
    }

    @Test
    void recurringRunsAreReadAndTheirFaultsToldAtOnce() {
        String profile = "profiles: [ { id: p, type: T, activeStatus: A, retiredStatus: R } ]\nconnectwise: { "
                + CONNECTION + ", privateKey: x }\n";
        SyncRuns sync = read(profile + """
                sync: { dailyAt: "02:30", zone: Europe/Berlin, entities: [ companies, configurations ],
                        input: inventory.jsonl, retireMissing: true, readAll: true }
                """).sync().get(0);

        assertThat(sync.schedule()).isEqualTo(new SyncSchedule.Daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")));
        assertThat(sync.inputs()).containsExactly("inventory.jsonl");
        assertThat(sync.entities()).containsExactlyInAnyOrder(SyncEntity.COMPANIES, SyncEntity.CONFIGURATIONS);
        assertThat(sync.retireMissing()).isTrue();
        assertThat(sync.readAll()).isTrue();
        assertThat(read(profile + "sync: { every: PT6H, entities: companies }").sync())
                .singleElement()
                .extracting(SyncRuns::schedule)
                .isEqualTo(new SyncSchedule.Every(Duration.ofHours(6)));

        assertThat(faults("""
                sync:
                  every: PT1S
                  dailyAt: late
                  zone: Moon/Base
                  entities: [ licences, configurations ]
                  profile: q
                  connection: nope
                """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("t.yaml:2: sync.every: and dailyAt are alternatives"),
                        fault -> assertThat(fault).startsWith("t.yaml:3: sync.dailyAt: 'late' is not legal"),
                        fault -> assertThat(fault).startsWith("t.yaml:4: sync.zone: 'Moon/Base' is not legal"),
                        fault -> assertThat(fault).startsWith("t.yaml:5: sync.entities: 'licences' is not legal"),
                        fault -> assertThat(fault).startsWith("t.yaml:2: sync.input: is missing"),
                        fault -> assertThat(fault).startsWith("t.yaml:6: sync.profile: there is none"),
                        fault -> assertThat(fault).startsWith("t.yaml:7: sync.connection: there is none"));
    }
}

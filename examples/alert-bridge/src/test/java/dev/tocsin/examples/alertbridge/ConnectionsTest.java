package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.AuthenticationException;
import dev.tocsin.core.psa.Psa;
import dev.tocsin.examples.alertbridge.config.ConfigurationReader;
import dev.tocsin.simulators.connectwise.CompanySeed;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several connections, one of them for one company only, and keys that are replaced. */
class ConnectionsTest {
    @TempDir
    Path directory;

    private Bridge bridge;
    private ConnectWiseSimulator own;

    @BeforeEach
    void start() throws IOException {
        bridge = new Bridge(directory);
        own = ConnectWiseSimulator.builder()
                .withoutDefaultData()
                .customer(CompanySeed.of("Us", "Fabrikam, Inc.", "Main"))
                .customer(CompanySeed.of("Partner", "Partner AG", "Main"))
                .start();
        Files.writeString(directory.resolve("own.key"), "not-the-key\n");
        bridge.configure(bridge.yaml(Bridge.BY_ASSET, Bridge.RULE)
                        .replace(
                                "rule: all } ]",
                                "rule: all }, { id: fabrikam, name: 'Fabrikam, Inc.' }, { id: partner, name: Partner AG } ]")
                + """
                connections:
                  - id: own
                    url: %s
                    company: %s
                    publicKey: %s
                    privateKeyFile: own.key
                    clientId: %s
                    forCompany: fabrikam
                """.formatted(own.siteUri(), own.companyId(), own.publicKey(), own.clientId()));
    }

    @AfterEach
    void end() {
        own.close();
        bridge.close();
    }

    private void replaceKey() throws IOException {
        Files.writeString(directory.resolve("own.key"), own.privateKey() + "\n");
    }

    @Test
    void keysThatAreReplacedInTheirFileCountFromTheNextRequestOn() throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        String yaml = Files.readString(directory.resolve("tocsin.yaml"));
        try (Host host = Host.look(
                new ConfigurationReader(bridge.environment::get, directory).read("tocsin.yaml", yaml),
                bridge.around(nowhere, nowhere))) {
            Psa psa = host.connections().get(1).psa();
            assertThatThrownBy(psa::checkAccess)
                    .isInstanceOf(AuthenticationException.class)
                    .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("not-the-key"));

            replaceKey();

            assertThat(psa.checkAccess()).contains("ConnectWise");
        }
    }

    @Test
    void eachCommandWorksOnTheConnectionThatItNames() throws IOException {
        replaceKey();

        assertThat(bridge.run("companies", "--connection", "own"))
                .as(bridge.err)
                .isZero();
        assertThat(bridge.out).contains("Partner AG").doesNotContain("Contoso");
        assertThat(bridge.run("companies")).as("the section connectwise").isZero();
        assertThat(bridge.out).contains("Contoso").doesNotContain("Partner AG");
        assertThat(bridge.run("companies", "--connection", "other")).isEqualTo(2);
        assertThat(bridge.err).contains("legal are [connectwise, own]");
    }

    @Test
    void aConnectionForOneCompanyMapsNoOther() throws IOException {
        replaceKey();

        assertThat(bridge.run("companies", "generate", "--connection", "own"))
                .as(bridge.err)
                .isZero();
        assertThat(bridge.out).contains("fabrikam", "1 company mapped").doesNotContain("partner ");
        assertThat(bridge.run("companies", "map", "partner", "Partner", "--connection", "own"))
                .isEqualTo(2);
        assertThat(bridge.err).contains("own").contains("fabrikam");
    }

    @Test
    void aMappingThatIsThereAlreadyIsNotInForceOnAConnectionOfAnotherCompanyAndCheckSaysSo() throws IOException {
        replaceKey();
        String yaml = Files.readString(directory.resolve("tocsin.yaml"));
        bridge.configure(yaml.replace("    forCompany: fabrikam\n", ""));
        assertThat(bridge.run("companies", "map", "partner", "Partner", "--connection", "own", "--rule", "all"))
                .as(bridge.err)
                .isZero();
        bridge.run("check");
        assertThat(bridge.err).doesNotContain("companies[partner].connection");
        bridge.configure(yaml);

        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.err)
                .contains(
                        "companies[partner].connection: 'own' serves company 'fabrikam' only; legal are [connectwise]");
        bridge.file(
                "events.jsonl",
                "{\"source\":\"agents\",\"sourceCompanyId\":\"partner\",\"externalId\":\"1\",\"category\":\"PROBLEMS\","
                        + "\"eventType\":\"disk\",\"severity\":\"HIGH\",\"title\":\"Disk\",\"asset\":\"WS1\","
                        + "\"kind\":\"RAISED\",\"occurredAt\":\"2026-03-02T09:30:00Z\"}\n");
        bridge.run("ingest", "--once", "events.jsonl");
        assertThat(bridge.out + bridge.err).contains("parked");
        assertThat(own.tickets()).isEmpty();
    }

    @Test
    void checkTellsTheRightsOfEachConnection() throws IOException {
        assertThat(bridge.run("check")).isEqualTo(2);
        assertThat(bridge.out).contains("connectwise: access: ok", "connectwise: rights: ");
        assertThat(bridge.err).contains("connections[own]: ").doesNotContain("not-the-key");

        replaceKey();
        assertThat(bridge.run("check")).as(bridge.err).isZero();
        assertThat(bridge.out).contains("own: access: ok", "own: rights: ");
    }
}

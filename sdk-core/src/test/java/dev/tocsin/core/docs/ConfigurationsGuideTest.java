package dev.tocsin.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.ConfigurationField;
import dev.tocsin.core.asset.ConfigurationStatus;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedConfigurations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program that docs/configurations.md shows is the one that is compiled here, and it does what it says. */
class ConfigurationsGuideTest {
    private static final ConfigurationType TYPE = new ConfigurationType(
            "7",
            "Workstation",
            true,
            List.of(
                    new ConfigurationField("name", 100, false, true),
                    ConfigurationField.text("deviceIdentifier", 100),
                    ConfigurationField.text("serialNumber", 250),
                    ConfigurationField.text("macAddress", 25),
                    ConfigurationField.text("osType", 250)),
            List.of(Question.of("1", "Room", AnswerType.TEXT, false)),
            List.of(new ConfigurationStatus("Active", true), new ConfigurationStatus("Inactive", false)));

    @Test
    void theGuideShowsTheProgramThatIsCompiled() throws Exception {
        String program = Files.readString(Path.of("src/test/java/dev/tocsin/core/docs/SyncAssets.java"));

        assertThat(Files.readString(Path.of("../docs/configurations.md")))
                .contains("```java\n" + program.strip() + "\n```");
    }

    @Test
    void theProgramShowsAndDoesIt() {
        Host host = new Host();
        ScriptedConfigurations configurations = new ScriptedConfigurations(host.time, TYPE);
        host.psa.withConfigurations(configurations);
        host.tocsin()
                .configuration()
                .save(new CompanyMapping(
                        Host.MSP, "acme", Host.CONNECTION, "acme-psa", null, true, List.of("r1"), true));
        Asset asset = Asset.builder("7", "acme", "dc01")
                .serialNumber("SN-7")
                .attributes(Map.of("tag", "T-1"))
                .build();
        PrintStream usual = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            SyncAssets.sync(host.tocsin(), List.of(asset));
        } finally {
            System.setOut(usual);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("create 'dc01' for asset '7' at company 'acme-psa'", "cw: completed; 1 done: 1 created");
        assertThat(configurations.only("dc01").answers())
                .anyMatch(one -> one.question().equals("Asset tag")
                        && String.valueOf(one.value()).contains("T-1"));
    }
}

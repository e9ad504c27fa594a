package dev.tocsin.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.AnswerValue;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationField;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.PsaAnswer;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.Software;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.fake.Fault;
import dev.tocsin.core.fake.ScriptedConfigurations.Op;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was written is not written again, though the PSA shows it in another form or not at all. */
class QuietSyncTest {
    private static final ConfigurationType TYPE = new ConfigurationType(
            "7",
            "Workstation",
            true,
            List.of(
                    new ConfigurationField("name", 100, false, true),
                    ConfigurationField.text("deviceIdentifier", 100),
                    ConfigurationField.text("osType", 250),
                    ConfigurationField.text("notes", 20),
                    new ConfigurationField("listing", 0, false, false, true)),
            List.of(
                    Question.of("1", "Asset tag", AnswerType.TEXT, false),
                    Question.of("2", "Admin", AnswerType.PASSWORD, false),
                    Question.of("3", "Encrypted", AnswerType.CHECKBOX, false)),
            FleetHost.TYPE.statuses());

    private final FleetHost host = new FleetHost();

    QuietSyncTest() {
        host.psa.type(TYPE);
    }

    private static ConfigurationProfile profile() {
        return ConfigurationProfile.builder("p", "Workstation")
                .statuses("Active", "Inactive")
                .without("serialNumber")
                .without("macAddress")
                .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM))
                .field("notes", AssetValue.of(AssetField.SOFTWARE).shortened())
                .field("listing", AssetValue.of(AssetField.SOFTWARE))
                .question("Asset tag", AnswerType.TEXT, AssetValue.attribute("tag"))
                .question("Admin", AnswerType.PASSWORD, AssetValue.secret("admin"))
                .question("Encrypted", AnswerType.CHECKBOX, AssetValue.attribute("encrypted"))
                .build();
    }

    private SyncReport run() {
        SyncReport report = host.sync.run(
                SyncOrder.builder(FleetHost.CONNECTION, host.source(), profile())
                        .limit(host.limit)
                        .build(),
                progress -> {});
        host.time.advance(Duration.ofSeconds(30));
        return report;
    }

    private List<ConfigurationPlan> dryRun() {
        List<ConfigurationPlan> plans = new ArrayList<>();
        SyncReport unused = host.sync.dryRun(
                SyncOrder.builder(FleetHost.CONNECTION, host.source(), profile())
                        .build(),
                plans::add,
                progress -> {});
        return plans;
    }

    private void isQuiet() {
        for (int i = 0; i < 3; i++) {
            host.psa.forgetCalls();
            assertThat(dryRun()).isEmpty();
            assertThat(run().problems()).isEmpty();
            assertThat(host.psa.writes()).isZero();
        }
    }

    private static Asset asset() {
        return FleetHost.asset("a")
                .operatingSystem("Windows 11")
                .attributes(Map.of("tag", "T-1", "encrypted", "no"))
                .secrets(Map.of("admin", Secret.of("hunter2")))
                .software(List.of(new Software("7-Zip", "24.09"), new Software("Firefox", "131")))
                .build();
    }

    private AnswerValue answer(String question) {
        return host.psa.only("pc-a").answers().stream()
                .filter(one -> one.question().equals(question))
                .map(PsaAnswer::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPasswordThatIsWithheldIsWrittenOnceThoughThePollListsOurOwnWrites() {
        host.psa.withholdPasswords();
        host.has(asset());
        assertThat(run().progress().created()).isEqualTo(1);
        isQuiet();
        assertThat(host.psa.calls(Op.CHANGED)).isPositive();
    }

    @Test
    void aPersonsChangeIsPutRightWithoutTheWithheldPasswordUnlessAnswersAreSent() {
        host.psa.withholdPasswords();
        host.has(asset());
        run();
        String id = host.psa.only("pc-a").id();

        host.psa.setByHand(id, "osType", "DOS");
        assertThat(dryRun())
                .singleElement()
                .satisfies(plan -> assertThat(plan.lines()).anyMatch(line -> line.contains("fields[osType]")))
                .satisfies(plan -> assertThat(plan.lines()).noneMatch(line -> line.contains("Admin")));
        assertThat(run().progress().changed()).isEqualTo(1);
        assertThat(host.psa.only("pc-a").field("osType")).contains("Windows 11");
        isQuiet();

        host.psa.answerByHand(id, "Asset tag", "mine now");
        assertThat(dryRun())
                .singleElement()
                .satisfies(plan -> assertThat(((ConfigurationPlan.Change) plan).answers())
                        .extracting(PsaAnswer::value)
                        .doesNotHaveAnyElementsOfTypes(AnswerValue.Withheld.class));
        assertThat(run().progress().changed()).isEqualTo(1);
        assertThat(answer("Asset tag")).isEqualTo(new AnswerValue.Plain("T-1"));
        assertThat(answer("Admin")).isEqualTo(new AnswerValue.Hidden(Secret.of("hunter2")));
        isQuiet();
    }

    @Test
    void aNewPasswordIsWrittenThoughTheOldOneIsWithheld() {
        host.psa.withholdPasswords();
        host.has(asset());
        run();
        host.has(FleetHost.asset("a")
                .secrets(Map.of("admin", Secret.of("hunter3")))
                .build());
        assertThat(run().progress().changed()).isEqualTo(1);
        assertThat(answer("Admin")).isEqualTo(new AnswerValue.Hidden(Secret.of("hunter3")));
        isQuiet();
    }

    @Test
    void aFieldWithoutLinesIsWrittenOnOneLineAndComparedSo() {
        host.has(asset());
        run();
        PsaConfiguration made = host.psa.only("pc-a");
        assertThat(made.field("notes")).contains("7-Zip 24.09 Firefox");
        assertThat(made.field("listing")).contains("7-Zip 24.09\nFirefox 131");
        isQuiet();
        host.psa.setByHand(made.id(), "notes", "7-Zip 24.09\r\n\tFirefox ");
        isQuiet();
        host.psa.setByHand(made.id(), "listing", "7-Zip 24.09 Firefox 131");
        assertThat(run().progress().changed()).isEqualTo(1);
        isQuiet();
    }

    @Test
    void aBoxWithoutATickMayBeShownAsNone() {
        host.has(asset());
        run();
        host.psa.answerByHand(host.psa.only("pc-a").id(), "Encrypted", "");
        isQuiet();
        host.psa.answerByHand(host.psa.only("pc-a").id(), "Encrypted", "true");
        assertThat(run().progress().changed()).isEqualTo(1);
    }

    @Test
    void aRefusedRetirementNamesTheConfigurationAndTheValuesThatAreNotOurs() {
        host.has(asset(), FleetHost.asset("b").build());
        run();
        String id = host.psa.only("pc-b").id();
        host.has(asset());
        host.psa.refusalFaults(
                new FieldError("questions[Service Tier]", "InvalidField", "must be one of Silver"),
                new FieldError("status/id", null, "is closed"));
        host.psa.next(Op.RETIRE, new Fault.Refused("invalid"));
        SyncReport report = run();
        assertThat(report.problems())
                .extracting(SyncProblem::message)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("configuration " + id, "not ours", "questions[Service Tier]")
                        .doesNotContain("status/id"));
        assertThat(report.progress().toString()).startsWith("2 of 2 done: ");

        host.psa.refusalFaults(new FieldError("status", null, "is closed"));
        host.psa.next(Op.RETIRE, new Fault.Refused("invalid"));
        assertThat(run().problems())
                .extracting(SyncProblem::message)
                .containsExactly("the PSA refuses to retire configuration " + id + ": invalid");
    }

    @Test
    void whatDidNotComeIsAmongTheTotalOnceItIsCounted() {
        host.psa.type(FleetHost.TYPE);
        host.has(FleetHost.assets(10, "x"));
        host.completes();
        host.has(FleetHost.assets(6, "x"));
        assertThat(host.dryRun(new ArrayList<>()).progress().toString()).startsWith("10 of 10 done: ");
        host.psa.next(Op.RETIRE, new Fault.Refused("invalid"));
        assertThat(host.run().progress().toString()).startsWith("10 of 10 done: 0 created, 0 changed, 3 retired");
        assertThat(host.run().progress().toString()).startsWith("7 of 7 done: 0 created, 0 changed, 1 retired");
    }
}

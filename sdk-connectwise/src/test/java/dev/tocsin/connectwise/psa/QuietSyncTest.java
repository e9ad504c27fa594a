package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.ConnectWiseConnection;
import dev.tocsin.connectwise.configuration.Configuration;
import dev.tocsin.connectwise.configuration.ConfigurationField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestion;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionField;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValue;
import dev.tocsin.connectwise.configuration.ConfigurationTypeQuestionValueField;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.Tocsin;
import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.asset.Software;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.company.Company;
import dev.tocsin.core.company.CompanyMapping;
import dev.tocsin.core.fleet.SyncOrder;
import dev.tocsin.core.store.VolatileStore;
import dev.tocsin.core.sync.SyncProgress;
import dev.tocsin.core.sync.SyncReport;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.testkit.VirtualClock;
import dev.tocsin.testkit.VirtualSleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run wrote through the adapter is not written again by the next, whatever form the server keeps it in. */
class QuietSyncTest {
    private static final String TYPE = "Probe";
    private static final String LONG = "é😀 word ".repeat(400);
    private static final String NFD = "Ju\u0308rgen \u1e0b\u0323";

    private final VirtualClock clock = VirtualClock.at(Instant.parse("2026-03-02T09:00:00Z"));
    private final ConnectWiseSimulator simulator =
            ConnectWiseSimulator.builder().clock(clock).start();
    private final ConnectWise client = ConnectWise.connect(ConnectWiseConnection.builder()
            .site(simulator.siteUri().toString())
            .company(simulator.companyId())
            .publicKey(Secret.of(simulator.publicKey()))
            .privateKey(Secret.of(simulator.privateKey()))
            .clientId(Secret.of(simulator.clientId()))
            .clock(clock)
            .sleeper(new VirtualSleeper(clock))
            .build());
    private final Tocsin tocsin = Tocsin.builder()
            .store(new VolatileStore())
            .psa(new ConnectWisePsa("cw", client, ConnectWisePsaOptions.defaults()))
            .clock(clock)
            .sleeper(new VirtualSleeper(clock))
            .executor(new DirectExecutor())
            .build();
    private final int type = client.configurations()
            .types()
            .create(dev.tocsin.connectwise.configuration.ConfigurationType.draft()
                    .set(ConfigurationTypeField.NAME, TYPE))
            .id();
    private int lastQuestion;

    QuietSyncTest() {
        tocsin.configuration().save(new Company(MspId.SINGLE, "contoso", "Contoso"));
        tocsin.configuration()
                .save(new CompanyMapping(MspId.SINGLE, "contoso", "cw", "AcmeInc", null, false, List.of(), true));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private int question(String fieldType, String entryType, String text, String... choices) {
        int id = client.configurations()
                .questions(type)
                .create(ConfigurationTypeQuestion.draft()
                        .set(ConfigurationTypeQuestionField.FIELD_TYPE, fieldType)
                        .set(ConfigurationTypeQuestionField.ENTRY_TYPE, entryType)
                        .set(ConfigurationTypeQuestionField.SEQUENCE_NUMBER, ++lastQuestion)
                        .set(ConfigurationTypeQuestionField.QUESTION, text))
                .id();
        for (String choice : choices) {
            assertThat(client.configurations()
                            .questionValues(type, id)
                            .create(ConfigurationTypeQuestionValue.draft()
                                    .set(ConfigurationTypeQuestionValueField.VALUE, choice))
                            .value())
                    .isEqualTo(choice);
        }
        return id;
    }

    private static ConfigurationProfile.Builder profile() {
        return ConfigurationProfile.builder("p", TYPE).statuses("Active", "Inactive");
    }

    private static Asset.Builder asset(String id) {
        return Asset.builder(id, "contoso", "pc-" + id).deviceIdentifier("device-" + id);
    }

    private long writes() {
        return simulator.requests().writes();
    }

    private SyncOrder order(ConfigurationProfile profile, Asset... assets) {
        return SyncOrder.builder("cw", AssetSource.of("scan", () -> Stream.of(assets)), profile)
                .build();
    }

    private SyncReport run(ConfigurationProfile profile, Asset... assets) {
        SyncReport report = tocsin.configurationSync().run(order(profile, assets), progress -> {});
        clock.advance(Duration.ofSeconds(40));
        return report;
    }

    private Configuration only(String name) {
        List<Configuration> found = client.configurations().readAll(Query.where(ConfigurationField.NAME.eq(name)));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Creates by a run, after which neither runs nor dry runs find anything to write. */
    private Configuration isWrittenOnce(ConfigurationProfile profile, Asset asset) {
        SyncReport first = run(profile, asset);
        assertThat(first.problems()).isEmpty();
        assertThat(first.progress().created()).isEqualTo(1);
        isQuiet(profile, asset);
        return only(asset.name());
    }

    private void isQuiet(ConfigurationProfile profile, Asset... assets) {
        for (int i = 0; i < 3; i++) {
            long before = writes();
            List<ConfigurationPlan> plans = new ArrayList<>();
            SyncReport would = tocsin.configurationSync().dryRun(order(profile, assets), plans::add, progress -> {});
            assertThat(would.problems()).isEmpty();
            assertThat(plans).isEmpty();
            SyncReport report = run(profile, assets);
            assertThat(report.problems()).isEmpty();
            assertThat(report.progress().unchanged()).isEqualTo(assets.length);
            assertThat(writes()).isEqualTo(before);
        }
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(AnswerType.TEXT, "  two  blanks \u00a0"),
                Arguments.of(AnswerType.TEXT, NFD),
                Arguments.of(AnswerType.TEXT, "007"),
                Arguments.of(AnswerType.TEXT, "true"),
                Arguments.of(AnswerType.TEXT, "1.50"),
                Arguments.of(AnswerType.TEXT, "\"quoted\" \\ <b>&amp;'\u2028"),
                Arguments.of(AnswerType.TEXT, "2026-03-02T00:00:00Z"),
                Arguments.of(AnswerType.TEXT, LONG),
                Arguments.of(AnswerType.TEXT_AREA, "a\r\nb\rc\n\n\td \n"),
                Arguments.of(AnswerType.TEXT_AREA, LONG),
                Arguments.of(AnswerType.CHECKBOX, "YES"),
                Arguments.of(AnswerType.CHECKBOX, "off"),
                Arguments.of(AnswerType.CHECKBOX, "1"),
                Arguments.of(AnswerType.CHECKBOX, "False"),
                Arguments.of(AnswerType.CURRENCY, "1234.50"),
                Arguments.of(AnswerType.CURRENCY, "-0.00"),
                Arguments.of(AnswerType.CURRENCY, "0100"),
                Arguments.of(AnswerType.NUMBER, "7.500"),
                Arguments.of(AnswerType.NUMBER, "100000000000000"),
                Arguments.of(AnswerType.NUMBER, "-0.0000000001"),
                Arguments.of(AnswerType.NUMBER, "-0"),
                Arguments.of(AnswerType.PERCENT, "12.50 %"),
                Arguments.of(AnswerType.PERCENT, "100%"),
                Arguments.of(AnswerType.DATE, "2026-03-02"),
                Arguments.of(AnswerType.DATE, "2026-03-02T23:30:00-05:00"),
                Arguments.of(AnswerType.DATE, "2026-03-02T00:30:00.123+14:00"),
                Arguments.of(AnswerType.DATE, "1753-01-01"),
                Arguments.of(AnswerType.DATE, "9999-12-31"),
                Arguments.of(AnswerType.HYPERLINK, " HTTPS://Example.COM:443/a%20b?q=%C3%BC&r=1#x "),
                Arguments.of(AnswerType.HYPERLINK, "http://[2001:DB8::7]/"),
                Arguments.of(AnswerType.IP_ADDRESS, "192.0.2.7"),
                Arguments.of(AnswerType.IP_ADDRESS, "2001:0DB8:0000:0000:0000:0000:0000:0007"),
                Arguments.of(AnswerType.IP_ADDRESS, "::FFFF:192.0.2.7"),
                Arguments.of(AnswerType.IP_ADDRESS, "::"),
                Arguments.of(AnswerType.IP_ADDRESS, "1:0:0:2:3:4:5:6"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsWrittenOnceInItsQuestionAndInOneThatWeMade(AnswerType answerType, String value) {
        assertThat(question(ConfigurationReader.fieldType(answerType), "EntryField", "Theirs"))
                .isPositive();
        ConfigurationProfile profile = profile()
                .question("theirs ", answerType, AssetValue.attribute("v"))
                .question(new QuestionMapping("Ours", answerType, AssetValue.attribute("v"), true, true))
                .build();
        Configuration made =
                isWrittenOnce(profile, asset("a").attributes(Map.of("v", value)).build());
        assertThat(made.questions()).allSatisfy(one -> assertThat(one.answer()).isNotNull());
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of("Text", AnswerType.TEXT, "1.50", List.of("1.5", "1.50")),
                Arguments.of("Text", AnswerType.TEXT, "gold", List.of("Gold  plus", "Gold", "GOLD!")),
                Arguments.of("Text", AnswerType.TEXT, "GOLD", List.of("gold", "Gold")),
                Arguments.of("Text", AnswerType.TEXT, "blank ", List.of(" Blank ", "x")),
                Arguments.of("Text", AnswerType.TEXT, NFD, List.of("x", NFD)),
                Arguments.of("Number", AnswerType.NUMBER, "1.50", List.of("1.50", "2")),
                Arguments.of("Number", AnswerType.NUMBER, "1.5", List.of("1.50", "2")),
                Arguments.of("Number", AnswerType.NUMBER, "2.0", List.of("1.50", "2")),
                Arguments.of("Currency", AnswerType.CURRENCY, "10", List.of("10.00", "20.00")),
                Arguments.of("Percent", AnswerType.PERCENT, "7.50", List.of("7.5", "9")),
                Arguments.of("Date", AnswerType.DATE, "2026-03-02T12:00:00Z", List.of("2026-03-02", "2026-03-03")),
                Arguments.of("Checkbox", AnswerType.CHECKBOX, "yes", List.of("true", "false")),
                Arguments.of("IPAddress", AnswerType.IP_ADDRESS, "2001:db8::7", List.of("2001:0DB8::0007", "::1")),
                Arguments.of(
                        "Hyperlink", AnswerType.HYPERLINK, "https://example.com/", List.of("https://example.com/")));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void aChoiceIsWrittenOnceAsTheServerSpellsIt(
            String fieldType, AnswerType answerType, String value, List<String> legal) {
        assertThat(question(fieldType, "List", "Choice", legal.toArray(String[]::new)))
                .isPositive();
        ConfigurationProfile profile = profile()
                .question("Choice", answerType, AssetValue.attribute("v"))
                .question(new QuestionMapping("Other", AnswerType.TEXT, AssetValue.attribute("o"), false, true))
                .build();
        isWrittenOnce(
                profile, asset("a").attributes(Map.of("v", value, "o", "x")).build());
        Asset changed = asset("a").attributes(Map.of("v", value, "o", "y")).build();
        assertThat(run(profile, changed).problems()).isEmpty();
        isQuiet(profile, changed);
        assertThat(String.valueOf(only("pc-a").questions().get(0).answer())).isIn(legal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"masked", "left out", "shown"})
    void aPasswordIsWrittenOnce(String how) {
        simulator.masksPasswords(how.equals("masked"));
        simulator.hidesPasswords(how.equals("left out"));
        assertThat(question("Password", "EntryField", "Admin")).isPositive();
        ConfigurationProfile profile = profile()
                .field("osType", AssetValue.of(AssetField.OPERATING_SYSTEM))
                .question("Admin", AnswerType.PASSWORD, AssetValue.secret("admin"))
                .question(new QuestionMapping("Tag", AnswerType.TEXT, AssetValue.attribute("t"), false, true))
                .build();
        Asset asset = asset("a")
                .attributes(Map.of("t", "x"))
                .operatingSystem("Windows")
                .secrets(Map.of("admin", Secret.of(" pässword* ")))
                .build();
        Configuration made = isWrittenOnce(profile, asset);

        // A person's change is put right, and then it is quiet again.
        assertThat(client.configurations()
                        .edit(made.id(), Configuration.edit().set(ConfigurationField.OS_TYPE, "DOS"))
                        .osType())
                .isEqualTo("DOS");
        assertThat(run(profile, asset).progress().changed()).isEqualTo(1);
        isQuiet(profile, asset);
        int admin = made.questions().get(0).questionId();
        int tag = made.questions().get(1).questionId();
        assertThat(client.configurations()
                        .answer(
                                made.id(),
                                Configuration.answers().set(tag, "mine").set(admin, "theirs"))
                        .id())
                .isEqualTo(made.id());
        SyncReport mended = run(profile, asset);
        assertThat(mended.problems()).isEmpty();
        assertThat(mended.progress().changed()).isEqualTo(1);
        isQuiet(profile, asset);
        simulator.masksPasswords(false);
        simulator.hidesPasswords(false);
        assertThat(only("pc-a").questions().get(0).answer()).isEqualTo(" pässword* ");
    }

    static Stream<Arguments> fields() {
        return ConfigurationFields.list().stream()
                .filter(field -> !field.name().equals("name"))
                .flatMap(field -> (field.date()
                                ? Stream.of("2026-03-02", "2026-03-02T23:30:00-05:00", "2026-03-02T00:30:00+14:00")
                                : Stream.of(
                                        "line 1\r\nline 2 \n\t line 3\n",
                                        "two  blanks \u00a0 ",
                                        NFD,
                                        "a\u2028b",
                                        "\"q\" \\ 'x' <b>",
                                        LONG,
                                        "2001:0DB8::0007",
                                        "1.50",
                                        "😀".repeat(600)))
                        .map(value -> Arguments.of(field.name(), value)));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldIsWrittenOnce(String field, String value) {
        ConfigurationProfile profile =
                profile().field(field, AssetValue.attribute("v").shortened()).build();
        isWrittenOnce(profile, asset("a").attributes(Map.of("v", value)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "x  y", "Ju\u0308rgen", "😀😀"})
    void aNameIsWrittenOnce(String name) {
        ConfigurationProfile profile = profile()
                .field("name", AssetValue.of(AssetField.NAME).shortened())
                .build();
        Asset asset = Asset.builder("a", "contoso", name).build();
        assertThat(run(profile, asset).progress().created()).isEqualTo(1);
        isQuiet(profile, asset);
    }

    @Test
    void theListOfProgramsOfTheGuideIsWrittenOnce() {
        ConfigurationProfile profile = profile()
                .field("macAddress", AssetValue.of(AssetField.MAC_ADDRESS))
                .field("ipAddress", AssetValue.of(AssetField.ADDRESSES).shortened())
                .field("notes", AssetValue.of(AssetField.SOFTWARE).shortened())
                .question(new QuestionMapping(
                        "Programs", AnswerType.TEXT_AREA, AssetValue.of(AssetField.SOFTWARE), false, true))
                .build();
        Configuration made = isWrittenOnce(
                profile,
                asset("a")
                        .serialNumber(" 4XK 2J1 ")
                        .macAddresses(List.of("0a-1b-2c-3d-4e-5f", "0a1b.2c3d.4e60"))
                        .addresses(List.of("192.0.2.7", "2001:0DB8::0007", "fe80::1%eth0", "198.51.100.250"))
                        .software(List.of(new Software("Firefox", "131.0"), new Software("7-Zip", "24.09")))
                        .build());
        assertThat(made.notes()).isEqualTo("7-Zip 24.09 Firefox 131.0");
        assertThat(made.questions().get(0).answer()).isEqualTo("7-Zip 24.09\nFirefox 131.0");
    }

    @Test
    void aRetirementThatIsRefusedForAValueElsewhereSaysWhere() {
        int tierId = question("Text", "List", "Tier", "Gold", "Silver");
        ConfigurationProfile profile = profile()
                .question("Tier", AnswerType.TEXT, AssetValue.attribute("t"))
                .build();
        Asset stays = asset("le1").attributes(Map.of("t", "Silver")).build();
        Asset goes = asset("le2").attributes(Map.of("t", "Gold")).build();
        assertThat(run(profile, stays, goes).progress().created()).isEqualTo(2);
        client.configurations().questionValues(type, tierId).readAll().stream()
                .filter(one -> one.value().equals("Gold"))
                .forEach(one -> assertThat(client.configurations()
                                .questionValues(type, tierId)
                                .delete(one.id()))
                        .isTrue());

        SyncReport report = tocsin.configurationSync()
                .run(
                        SyncOrder.builder("cw", AssetSource.of("scan", () -> Stream.of(stays)), profile)
                                .build(),
                        progress -> {});

        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.recordId()).isEqualTo("le2");
            assertThat(problem.result()).isEqualTo(SyncProgress.Result.FAILED);
            assertThat(problem.message())
                    .contains(
                            "configuration " + only("pc-le2").id(),
                            "values that are not ours",
                            "questions[Tier]",
                            "mend them in the PSA");
        });
        assertThat(report.progress().toString()).startsWith("2 done: ");
    }
}

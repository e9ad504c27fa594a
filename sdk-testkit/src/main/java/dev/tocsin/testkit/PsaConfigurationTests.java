package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.AnswerValue;
import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.AssetLink;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationField;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationPlanner;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.ConfigurationStatus;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.testkit.PsaStage.ConfigurationWrite;
import dev.tocsin.testkit.PsaStage.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a PSA keeps configurations: what is written is read back as the same, and nothing else of them changes. */
abstract class PsaConfigurationTests extends PsaTests {
    private static final String TYPE = "Synced device";
    private static final String PASSWORD = "s3cret \"pass\" & 'word'";

    private PsaConfigurations configurations() {
        return psa().configurations();
    }

    private String company() {
        return stage().mapping().psaCompany();
    }

    /** A new type with a question for each kind of answers, made by the port. */
    private ConfigurationType type() {
        stage().createConfigurationType(TYPE);
        for (AnswerType kind : AnswerType.values()) {
            done(configurations().createQuestion(typeAsIs(), mapping(kind), soon()));
        }
        return typeAsIs();
    }

    private ConfigurationType typeAsIs() {
        return configurations().type(TYPE).orElseThrow();
    }

    private static String question(AnswerType kind) {
        return "What " + kind.label() + "?";
    }

    private static QuestionMapping mapping(AnswerType kind) {
        AssetValue value =
                kind == AnswerType.PASSWORD ? AssetValue.secret(kind.name()) : AssetValue.attribute(kind.name());
        return new QuestionMapping(question(kind), kind, value, false, true);
    }

    private ConfigurationProfile.Builder profile(ConfigurationType type) {
        return ConfigurationProfile.builder("p", type.name())
                .statuses(status(type, true), status(type, false))
                .field("osType", AssetValue.attribute("os"))
                .field("notes", AssetValue.attribute("notes"))
                .field("purchaseDate", AssetValue.attribute("bought"));
    }

    private static String status(ConfigurationType type, boolean active) {
        return type.statuses().stream()
                .filter(one -> one.active() == active)
                .map(ConfigurationStatus::name)
                .findFirst()
                .orElseThrow();
    }

    private ConfigurationPlanner planner(ConfigurationType type) {
        ConfigurationProfile.Builder profile = profile(type);
        for (AnswerType kind : AnswerType.values()) {
            profile.question(mapping(kind));
        }
        return new ConfigurationPlanner(profile.build(), type);
    }

    private static Map<String, String> attributes(String version) {
        Map<String, String> values = new HashMap<>(Map.of(
                "os", "Windows " + version,
                "notes", "some notes " + version,
                "bought", "2026-03-0" + version));
        for (AnswerType kind : AnswerType.values()) {
            values.put(
                    kind.name(),
                    switch (kind) {
                        case TEXT -> "tag \"" + version + "\" & 'ä' (5 %) [x]";
                        case CHECKBOX -> version.equals("1") ? "yes" : "no";
                        case CURRENCY -> "12.5" + (version.equals("1") ? "0" : "5");
                        case DATE -> "2026-11-2" + version;
                        case HYPERLINK -> "https://example.test/a?b=" + version;
                        case IP_ADDRESS -> "2001:db8::" + version;
                        case NUMBER -> "1234567890." + version + "0";
                        case PERCENT -> "0" + version + ".5 %";
                        case PASSWORD -> "not used";
                        case TEXT_AREA -> "one\r\n\r\ntwo " + version;
                    });
        }
        return values;
    }

    private static Asset asset(String id, Map<String, String> attributes, String password) {
        return Asset.builder(id, "acme", "PC " + id)
                .deviceIdentifier("dev-" + id)
                .serialNumber("SN-" + id)
                .attributes(attributes)
                .secrets(Map.of(AnswerType.PASSWORD.name(), Secret.of(password)))
                .build();
    }

    private static Asset asset(String version) {
        return asset("a1", attributes(version), PASSWORD);
    }

    private List<PsaConfiguration> listed(ConfigurationType type) {
        try (Stream<PsaConfiguration> all = configurations().of(company(), type)) {
            return all.toList();
        }
    }

    private PsaConfiguration configuration(String id) {
        return configurations().configuration(id, company()).orElseThrow();
    }

    private ConfigurationPlan plan(ConfigurationType type, Asset asset) {
        return planner(type).plan(asset, company(), null, listed(type), id -> false);
    }

    private ConfigurationPlan.Create creation(ConfigurationType type, Asset asset) {
        return (ConfigurationPlan.Create) planner(type).plan(asset, company(), null, List.of(), id -> false);
    }

    private ConfigurationPlan.Change change(ConfigurationType type, Asset asset) {
        return (ConfigurationPlan.Change) plan(type, asset);
    }

    private String made(ConfigurationType type, Asset asset) {
        return done(configurations().create(type, creation(type, asset), soon()));
    }

    @Test
    void aTypeIsListedWithFieldsQuestionsChoicesAndStatuses() {
        ConfigurationType type = type();
        stage().createChoice(TYPE, "Which tier?", List.of("Gold", "Silver"));
        ConfigurationType with = typeAsIs();
        assertThat(configurations().types())
                .contains(with)
                .extracting(ConfigurationType::name)
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(configurations().type(TYPE.toUpperCase(java.util.Locale.ROOT)))
                .contains(with);
        assertThat(configurations().type("No such type")).isEmpty();
        assertThat(with.active()).isTrue();
        assertThat(with.questions()).hasSize(AnswerType.values().length + 1);
        for (AnswerType kind : AnswerType.values()) {
            Question question = with.question(question(kind)).orElseThrow();
            assertThat(question.type()).isEqualTo(kind);
            assertThat(question.required()).isFalse();
        }
        assertThat(with.questions().subList(0, AnswerType.values().length)).isEqualTo(type.questions());
        assertThat(with.question("which TIER?").orElseThrow().choices()).containsExactly("Gold", "Silver");
        assertThat(with.field(ConfigurationField.NAME).orElseThrow())
                .isEqualTo(new ConfigurationField("name", 100, false, true));
        assertThat(with.field(ConfigurationField.SERIAL_NUMBER).orElseThrow().maxLength())
                .isEqualTo(250);
        assertThat(with.field(ConfigurationField.MAC_ADDRESS).orElseThrow().maxLength())
                .isEqualTo(25);
        assertThat(with.field("purchaseDate").orElseThrow().date()).isTrue();
        assertThat(with.statuses()).extracting(ConfigurationStatus::active).contains(true, false);
    }

    @Test
    void aQuestionIsMadeOnceAtTheEndAndNeverForAnotherKindOfAnswers() {
        ConfigurationType type = type();
        Question first = type.question(question(AnswerType.DATE)).orElseThrow();
        assertThat(done(configurations().createQuestion(type, mapping(AnswerType.DATE), soon())))
                .isEqualTo(first);
        QuestionMapping other = new QuestionMapping(first.text(), AnswerType.TEXT, AssetValue.fixed("x"), true, true);
        assertThat(refused(configurations().createQuestion(type, other, soon())).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("questions[" + first.text() + "]");
        QuestionMapping last = new QuestionMapping("The last?", AnswerType.NUMBER, AssetValue.fixed("1"), true, true);
        Question made = done(configurations().createQuestion(type, last, soon()));
        assertThat(typeAsIs().questions()).hasSize(type.questions().size() + 1).endsWith(made);
        assertThat(made.required()).isFalse();
    }

    @Test
    void everyKindOfAnswerIsReadBackAsItWasWritten() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        assertThat(plan(type, asset("1"))).isInstanceOf(ConfigurationPlan.Unchanged.class);
        ConfigurationPlan.Change change = change(type, asset("2"));
        assertThat(change.configurationId()).isEqualTo(id);
        // Every field and every answer but the name, the identifiers and the password.
        assertThat(change.differences()).hasSize(3 + AnswerType.values().length - 1);
        assertThat(done(configurations().change(type, change, soon()))).isEqualTo(id);
        assertThat(plan(type, asset("2"))).isInstanceOf(ConfigurationPlan.Unchanged.class);
        PsaConfiguration configuration = configuration(id);
        assertThat(listed(type)).containsExactly(configuration);
        assertThat(configuration.company()).isEqualTo(company());
        assertThat(configuration.active()).isTrue();
        assertThat(configuration.field("purchaseDate")).contains("2026-03-02");
        assertThat(configuration.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void aCreateIsOneRequest() {
        ConfigurationType type = type();
        ConfigurationPlan.Create plan = creation(type, asset("1"));
        String id = done(inRequests(1, () -> configurations().create(type, plan, soon())));
        assertThat(configuration(id).answers()).allMatch(answer -> answer.value() != null);
    }

    @Test
    void aChangeOfFieldsAloneIsOneRequestAndLeavesAnswersAlone() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        Map<String, String> values = attributes("1");
        values.put("os", "Linux");
        ConfigurationPlan.Change change = change(type, asset("a1", values, PASSWORD));
        assertThat(change.answers()).isEmpty();
        List<?> answers = configuration(id).answers();
        assertThat(done(inRequests(1, () -> configurations().change(type, change, soon()))))
                .isEqualTo(id);
        assertThat(configuration(id).answers()).isEqualTo(answers);
        assertThat(configuration(id).field("osType")).contains("Linux");
    }

    /** A system may keep no line breaks in its fields; that is not a write that was not done, nor one to be done again. */
    @Test
    void aFieldOfSeveralLinesIsWritten() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        Map<String, String> values = attributes("1");
        values.put("notes", "first line\n\tsecond line");
        ConfigurationPlan.Change change = change(type, asset("a1", values, PASSWORD));
        assertThat(done(configurations().change(type, change, soon()))).isEqualTo(id);
        assertThat(configuration(id).field("notes").orElseThrow().replaceAll("\\s+", " "))
                .isEqualTo("first line second line");
        assertThat(plan(type, asset("a1", values, PASSWORD))).isInstanceOf(ConfigurationPlan.Unchanged.class);
    }

    @Test
    void anAnswerThatAPersonChangedSinceThePlanStays() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        Map<String, String> values = attributes("1");
        values.put(AnswerType.NUMBER.name(), "7");
        ConfigurationPlan.Change change = change(type, asset("a1", values, PASSWORD));
        stage().answer(id, question(AnswerType.TEXT), "a person's");
        done(configurations().change(type, change, soon()));
        PsaConfiguration changed = configuration(id);
        assertThat(answer(changed, AnswerType.TEXT)).isEqualTo(new AnswerValue.Plain("a person's"));
        assertThat(answer(changed, AnswerType.NUMBER)).isEqualTo(new AnswerValue.Plain("7"));
        assertThat(answer(changed, AnswerType.PASSWORD)).isEqualTo(new AnswerValue.Hidden(Secret.of(PASSWORD)));
    }

    private static @Nullable AnswerValue answer(PsaConfiguration configuration, AnswerType kind) {
        return configuration.answers().stream()
                .filter(one -> one.type() == kind)
                .findFirst()
                .orElseThrow()
                .value();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPasswordThatIsNotShownIsNeverOverwrittenByWhatIsShownInstead(boolean masked) {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        stage().showPasswords(false, masked);
        assertThat(answer(configuration(id), AnswerType.PASSWORD)).isInstanceOf(AnswerValue.Withheld.class);
        // The profile does not know the password, and changes another answer.
        ConfigurationProfile profile =
                profile(type).question(mapping(AnswerType.TEXT)).build();
        ConfigurationPlan.Change change = (ConfigurationPlan.Change)
                new ConfigurationPlanner(profile, type).plan(asset("2"), company(), null, listed(type), one -> false);
        Outcome.Refused<String> refused = refused(configurations().change(type, change, soon()));
        assertThat(refused.fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("questions[" + question(AnswerType.PASSWORD) + "]");
        assertThat(change.elsewhere(refused.fieldErrors())).hasSize(1);
        stage().showPasswords(true, masked);
        assertThat(answer(configuration(id), AnswerType.PASSWORD))
                .isEqualTo(new AnswerValue.Hidden(Secret.of(PASSWORD)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPasswordThatIsNotShownIsWrittenWhereThePlanHasIt(boolean masked) {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        stage().showPasswords(false, masked);
        done(configurations().change(type, change(type, asset("a1", attributes("2"), "another")), soon()));
        stage().showPasswords(true, masked);
        assertThat(answer(configuration(id), AnswerType.PASSWORD))
                .isEqualTo(new AnswerValue.Hidden(Secret.of("another")));
    }

    @Test
    void aRetiredConfigurationIsInactiveKeepsTheRestAndComesBack() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        PsaConfiguration before = configuration(id);
        ConfigurationPlan.Retire plan = new ConfigurationPlan.Retire("a1", id, status(type, false));
        assertThat(done(inRequests(1, () -> configurations().retire(plan, soon()))))
                .isEqualTo(id);
        PsaConfiguration retired = configuration(id);
        assertThat(retired.active()).isFalse();
        assertThat(retired.status()).isEqualTo(status(type, false));
        assertThat(retired.fields()).isEqualTo(before.fields());
        assertThat(retired.answers()).isEqualTo(before.answers());
        assertThat(listed(type)).containsExactly(retired);
        AssetLink link = new AssetLink("a1", id, null, true);
        ConfigurationPlan.Change back =
                (ConfigurationPlan.Change) planner(type).plan(asset("1"), company(), link, listed(type), one -> false);
        done(configurations().change(type, back, soon()));
        assertThat(configuration(id)).isEqualTo(before);
    }

    @Test
    void onlyTheCompanysOwnOfTheTypeAreListedBeyondOnePage() {
        ConfigurationType type = type();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(made(type, asset("p" + i, attributes("1"), PASSWORD)));
        }
        String otherType = stage().createConfiguration();
        ConfigurationPlan.Create elsewhere = (ConfigurationPlan.Create)
                planner(type).plan(asset("1"), stage().otherMapping().psaCompany(), null, List.of(), id -> false);
        String foreign = done(configurations().create(type, elsewhere, soon()));
        try (Stream<PsaConfiguration> all = stage().paging(2).configurations().of(company(), type)) {
            assertThat(all.map(PsaConfiguration::id))
                    .containsExactlyInAnyOrderElementsOf(made)
                    .doesNotContain(otherType, foreign);
        }
        String companyId = psa().companies().company(company()).orElseThrow().id();
        try (Stream<PsaConfiguration> all = configurations().of(companyId, type)) {
            assertThat(all.map(PsaConfiguration::company)).hasSize(5).containsOnly(companyId);
        }
        assertThat(configurations()
                        .configuration(foreign, company())
                        .orElseThrow()
                        .company())
                .isNotEqualTo(company());
        assertThat(configurations().configuration("999999", company())).isEmpty();
        assertThat(configurations().configuration("no id", company())).isEmpty();
    }

    @Test
    void whatChangedSinceAMomentIsToldTheSameSecondIncluded() {
        ConfigurationType type = type();
        String old = made(type, asset("old", attributes("1"), PASSWORD));
        stage().later();
        Instant since = stage().now();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(made(type, asset("p" + i, attributes("1"), PASSWORD)));
        }
        try (Stream<String> changed = stage().paging(2).configurations().changedSince(since)) {
            assertThat(changed).containsExactlyInAnyOrderElementsOf(made);
        }
        stage().answer(old, question(AnswerType.TEXT), "touched");
        try (Stream<String> changed = configurations().changedSince(since)) {
            assertThat(changed).contains(old);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED_AFTER", "ERROR_AFTER", "PAGE_AFTER", "UNREADABLE", "CUT_SHORT"})
    void aWriteThatLostItsAnswerIsUnknownAndWasDoneOnce(Fault fault) {
        ConfigurationType type = type();
        ConfigurationPlan.Create creation = creation(type, asset("1"));
        stage().arm(fault, ConfigurationWrite.CREATE);
        assertThat(inRequests(1, () -> configurations().create(type, creation, soon())))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(listed(type)).hasSize(1);
        ConfigurationPlan.Change change = change(type, asset("2"));
        stage().arm(fault, ConfigurationWrite.CHANGE);
        assertThat(inRequests(2, () -> configurations().change(type, change, soon())))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(plan(type, asset("2"))).isInstanceOf(ConfigurationPlan.Unchanged.class);
        stage().arm(fault, ConfigurationWrite.CHANGE);
        String id = change.configurationId();
        assertThat(configurations().retire(new ConfigurationPlan.Retire("a1", id, status(type, false)), soon()))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(configuration(id).active()).isFalse();
        stage().arm(fault, ConfigurationWrite.CREATE_QUESTION);
        QuestionMapping last = new QuestionMapping("The last?", AnswerType.NUMBER, AssetValue.fixed("1"), true, true);
        assertThat(configurations().createQuestion(type, last, soon())).isInstanceOf(Outcome.Unknown.class);
        assertThat(typeAsIs().question("The last?")).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BUSY", "BUSY_PROXY"})
    void aBusySystemDidNothing(Fault fault) {
        ConfigurationType type = type();
        stage().arm(fault, ConfigurationWrite.CREATE);
        Outcome.NotExecuted<String> busy =
                notExecuted(configurations().create(type, creation(type, asset("1")), soon()));
        assertThat(busy.retryAfter()).isEqualTo(PsaStage.BUSY_FOR);
        assertThat(listed(type)).isEmpty();
    }

    @Test
    void aChangeThatWasAnsweredAsDoneAndWasNotIsRefused() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        stage().arm(Fault.IGNORED, ConfigurationWrite.CHANGE);
        refused(configurations().change(type, change(type, asset("2")), soon()));
        stage().arm(Fault.IGNORED, ConfigurationWrite.CHANGE);
        refused(configurations().retire(new ConfigurationPlan.Retire("a1", id, status(type, false)), soon()));
    }

    @Test
    void nothingLeavesAfterItsMoment() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        PsaConfiguration before = configuration(id);
        Instant past = stage().now().minusSeconds(1);
        notExecuted(inRequests(
                0, () -> configurations().create(type, creation(type, asset("x", Map.of(), "y")), past)));
        notExecuted(configurations().change(type, change(type, asset("2")), past));
        notExecuted(inRequests(
                0, () -> configurations().retire(new ConfigurationPlan.Retire("a1", id, status(type, false)), past)));
        notExecuted(configurations()
                .createQuestion(
                        type, new QuestionMapping("Late?", AnswerType.TEXT, AssetValue.fixed("x"), false, true), past));
        assertThat(configuration(id)).isEqualTo(before);
        assertThat(typeAsIs()).isEqualTo(type);
    }

    @Test
    void aRefusalNamesTheFieldAndItIsOurs() {
        ConfigurationType type = type();
        made(type, asset("1"));
        ConfigurationPlan.Create elsewhere = (ConfigurationPlan.Create)
                planner(type).plan(asset("1"), "No such company", null, List.of(), id -> false);
        assertThat(refused(configurations().create(type, elsewhere, soon())).fieldErrors())
                .extracting(FieldError::field)
                .anyMatch(field -> String.valueOf(field).startsWith("company"));
        stage().requireQuestion(TYPE, question(AnswerType.TEXT));
        ConfigurationPlan.Create bare = creation(type, asset("bare", Map.of(), "y"));
        assertThat(refused(configurations().create(type, bare, soon())).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("questions[" + question(AnswerType.TEXT) + "]");
    }

    @Test
    void aConfigurationThatIsGoneIsNotFound() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        ConfigurationPlan.Change change = change(type, asset("2"));
        Map<String, String> values = attributes("1");
        values.put("os", "Linux");
        ConfigurationPlan.Change ofFields = change(type, asset("a1", values, PASSWORD));
        stage().deleteConfiguration(id);
        assertThat(refused(configurations().change(type, change, soon())).notFound())
                .isTrue();
        assertThat(refused(configurations().change(type, ofFields, soon())).notFound())
                .isTrue();
        ConfigurationPlan.Retire retire = new ConfigurationPlan.Retire("a1", id, status(type, false));
        assertThat(refused(configurations().retire(retire, soon())).notFound()).isTrue();
    }

    @Test
    void anOldValueElsewhereIsNamedAndNotTakenForOurs() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        ConfigurationPlan.Change change = change(type, asset("2"));
        Map<String, String> values = attributes("1");
        values.put("os", "Linux");
        ConfigurationPlan.Change ofFields = change(type, asset("a1", values, PASSWORD));
        String field = stage().spoil(id);
        for (ConfigurationPlan.Change one : List.of(change, ofFields)) {
            List<FieldError> faults =
                    refused(configurations().change(type, one, soon())).fieldErrors();
            assertThat(one.elsewhere(faults)).extracting(FieldError::field).containsExactly(field);
            assertThat(faults).hasSameSizeAs(one.elsewhere(faults));
        }
    }

    @Test
    void anOldAnswerElsewhereIsNamedByItsQuestionAndNotTakenForOurs() {
        ConfigurationType type = type();
        String id = made(type, asset("1"));
        Map<String, String> values = attributes("1");
        values.put("os", "Linux");
        ConfigurationPlan.Change ofFields = change(type, asset("a1", values, PASSWORD));
        values.put(AnswerType.TEXT.name(), "other");
        ConfigurationPlan.Change ofAnswers = change(type, asset("a1", values, PASSWORD));
        stage().spoilAnswer(id, question(AnswerType.NUMBER), "many, many");
        for (ConfigurationPlan.Change one : List.of(ofFields, ofAnswers)) {
            Outcome.Refused<String> refused = refused(configurations().change(type, one, soon()));
            assertThat(one.elsewhere(refused.fieldErrors()))
                    .extracting(FieldError::field)
                    .containsExactly("questions[" + question(AnswerType.NUMBER) + "]");
            assertThat(refused.toString()).doesNotContain("many, many").doesNotContain(PASSWORD);
        }
        // What mends it is ours.
        values.put(AnswerType.NUMBER.name(), "8");
        done(configurations().change(type, change(type, asset("a1", values, PASSWORD)), soon()));
    }

    @Test
    void aRefusedKeyIsTold() {
        ConfigurationType type = type();
        ConfigurationPlan.Create creation = creation(type, asset("1"));
        Outcome.NotExecuted<String> denied =
                notExecuted(stage().stranger().configurations().create(type, creation, soon()));
        assertThat(denied.accessDenied()).isTrue();
        assertNoSecret(denied.toString());
        assertThat(listed(type)).isEmpty();
    }
}

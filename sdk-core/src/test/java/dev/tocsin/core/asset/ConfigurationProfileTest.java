package dev.tocsin.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationProfileTest {
    @Test
    void aProfileThatFitsHasNoFault() {
        assertThat(Fleet.profile().build().check(Fleet.TYPE)).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirPlacesAndWhatIsLegal() {
        ConfigurationProfile profile = ConfigurationProfile.builder("p", "Workstation")
                .statuses("Inactive", "Gone")
                .field("colour", AssetValue.fixed("red"))
                .field("osType", AssetValue.secret("admin"))
                .question("Encrypted", AnswerType.TEXT, AssetValue.attribute("encrypted"))
                .question("Admin password", AnswerType.PASSWORD, AssetValue.attribute("admin"))
                .question("Shoe size", AnswerType.NUMBER, AssetValue.attribute("size"))
                .build();
        ConfigurationType inactive = new ConfigurationType(
                "7", "Workstation", false, Fleet.TYPE.fields(), Fleet.TYPE.questions(), Fleet.TYPE.statuses());

        List<FieldError> faults = profile.check(inactive);

        assertThat(faults)
                .extracting(FieldError::field)
                .containsExactly(
                        "profile.type",
                        "profile.activeStatus",
                        "profile.retiredStatus",
                        "fields[colour]",
                        "fields[osType]",
                        "questions[Encrypted]",
                        "questions[Admin password]",
                        "questions[Shoe size]",
                        "questions[Asset tag]");
        assertThat(faults.get(1).message()).contains("'Active', 'In repair'");
        assertThat(faults.get(2).message()).contains("'Inactive'");
        assertThat(faults.get(3).message()).contains("serialNumber");
        assertThat(faults.get(5).message()).contains("Checkbox is legal");
        assertThat(faults.get(7).message()).contains("'Asset tag'", "have it created");
        assertThatThrownBy(() -> new ConfigurationPlanner(profile, inactive))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("profile p", "fields[colour]", "questions[Asset tag]");
    }

    @Test
    void missingQuestionsThatAreToBeCreatedAreListedAndNoFault() {
        QuestionMapping missing =
                new QuestionMapping("Shoe size", AnswerType.NUMBER, AssetValue.attribute("size"), false, true);
        ConfigurationProfile profile = Fleet.profile().question(missing).build();

        assertThat(profile.check(Fleet.TYPE)).isEmpty();
        assertThat(profile.missingQuestions(Fleet.TYPE)).containsExactly(missing);
    }

    @Test
    void aProfileNeedsStatusesANameAndOneAnswerForAQuestion() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> ConfigurationProfile.builder("p", "Workstation").build())
                .withMessageContaining("profile.activeStatus");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Fleet.profile().question("TIER", AnswerType.TEXT, AssetValue.fixed("Gold")))
                .withMessageContaining("questions[TIER]");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Fleet.profile().without("name"));
    }
}

package dev.tocsin.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsentTextsTest {
    private static final Programme PROGRAMME = new Programme("alerts", "100 %s Contoso", "help@contoso.example");

    /** What each text must say, and words by which it says so. */
    private static final Map<String, List<String>> ENGLISH = Map.of(
            "how it comes", List.of("text messages", "calls it with an automated voice", "my mobile number"),
            "no marketing", List.of("no marketing"),
            "how often", List.of("Message frequency varies"),
            "rates", List.of("Message and data rates may apply"),
            "the end", List.of("Reply STOP", "end text messages and calls"),
            "help", List.of("Reply HELP", "help@contoso.example"),
            "not shared", List.of("not sold and not shared"),
            "no condition", List.of("Consent is not a condition of purchase"));

    private static final Map<String, List<String>> GERMAN = Map.of(
            "how it comes", List.of("SMS", "mit automatischer Ansage", "meine Mobilnummer"),
            "no marketing", List.of("keine Werbung"),
            "how often", List.of("Wie oft Nachrichten kommen, ist verschieden"),
            "rates", List.of("Kosten für Nachrichten und Datenverkehr"),
            "the end", List.of("mit STOP antwortet", "keine SMS und keine Anrufe mehr"),
            "help", List.of("der Antwort HELP", "help@contoso.example"),
            "not shared", List.of("nicht verkauft und nicht an andere"),
            "no condition", List.of("keine Bedingung für den Kauf"));

    private static void assertSays(ConsentText text, Map<String, List<String>> elements, String... purpose) {
        String words = text.text().replaceAll("\\s+", " ");
        elements.forEach((element, said) -> assertThat(words).as(element).contains(said));
        assertThat(words).as("what it is for").contains(purpose);
        assertThat(words).startsWith("100 %s Contoso: ").doesNotContain("$s");
    }

    @Test
    void theTextForTechniciansSaysAllThatItMust() {
        assertSays(
                ConsentTexts.technicianAlerts(PROGRAMME, Locale.UK),
                ENGLISH,
                "alerts about systems that I look after",
                "remind me");
        assertSays(
                ConsentTexts.technicianAlerts(PROGRAMME, Locale.forLanguageTag("de-AT")),
                GERMAN,
                "Alarme von Systemen",
                "erinnern");
    }

    @Test
    void theTextForUsersSaysAllThatItMust() {
        assertSays(
                ConsentTexts.securityNotices(PROGRAMME, Locale.ENGLISH),
                ENGLISH,
                "if a security event concerns my account");
        assertSays(
                ConsentTexts.securityNotices(PROGRAMME, Locale.GERMAN),
                GERMAN,
                "wenn ein Sicherheitsereignis mein Konto");
    }

    @Test
    void eachTextNamesItsPurposeAndLanguageAndIsAnotherVersion() {
        ConsentText alerts = ConsentTexts.technicianAlerts(PROGRAMME, Locale.ENGLISH);
        ConsentText notices = ConsentTexts.securityNotices(PROGRAMME, Locale.GERMANY);

        assertThat(alerts).returns("technician-alerts", ConsentText::name).returns("en", ConsentText::language);
        assertThat(notices).returns("security-notices", ConsentText::name).returns("de", ConsentText::language);
        assertThat(List.of(
                        alerts.hash(),
                        notices.hash(),
                        ConsentTexts.technicianAlerts(PROGRAMME, Locale.GERMAN).hash(),
                        ConsentTexts.securityNotices(PROGRAMME, Locale.ENGLISH).hash(),
                        ConsentTexts.technicianAlerts(
                                        new Programme("alerts", "Fabrikam", "x@y.example"), Locale.ENGLISH)
                                .hash()))
                .doesNotHaveDuplicates();
        assertThat(ConsentTexts.languages())
                .allSatisfy(language -> assertThat(ConsentTexts.securityNotices(PROGRAMME, language)
                                .language())
                        .isEqualTo(language.getLanguage()));
    }

    @Test
    void aLanguageWithoutATextIsRefusedWithThoseThatHaveOne() {
        assertThatThrownBy(() -> ConsentTexts.technicianAlerts(PROGRAMME, Locale.FRENCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("language: there is no text in 'fr'; en and de are legal");
    }
}

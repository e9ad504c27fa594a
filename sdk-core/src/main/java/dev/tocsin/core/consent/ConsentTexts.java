package dev.tocsin.core.consent;

import java.util.List;
import java.util.Locale;

/**
 * Texts that people may be asked to agree to, for hosts that have none of their own. Each says what the messages are for, that none
 * is marketing, how often they come, that rates may apply, how to end them and to get help, that numbers are not shared, and that
 * nobody has to agree in order to buy: what carriers ask for before they carry such messages (CTIA Messaging Principles and Best
 * Practices) and 47 CFR 64.1200(f)(9) before somebody is called. They are no legal advice. Stateless and thread-safe.
 *
 * <p>A text with another name or contact of the programme is another version with another {@link ConsentText#hash}.
 */
public final class ConsentTexts {
    private static final String ALERTS = "technician-alerts";
    private static final String NOTICES = "security-notices";

    private static final String ALERTS_EN = """
            %1$s: alerts to technicians

            I agree that %1$s sends text messages to my mobile number and calls it with an automated voice to tell me of alerts
            about systems that I look after, to remind me of them until they are acknowledged, and to answer what I reply.

            - There is no marketing in these messages.
            - Message frequency varies: it depends on the alerts and on when I am on call.
            - Message and data rates may apply.
            - Reply STOP to any message to end text messages and calls. Reply HELP for help, or ask at %2$s.
            - My number is used for these alerts alone. It is not sold and not shared with others for their own purposes.
            - Consent is not a condition of purchase of any goods or services.
            """;

    private static final String NOTICES_EN = """
            %1$s: security notices to users

            I agree that %1$s sends text messages to my mobile number and calls it with an automated voice if a security event
            concerns my account or device: to ask whether an action was mine, to warn me, or to help me.

            - There is no marketing in these messages.
            - Message frequency varies: messages come only when something happens, and more while an incident lasts.
            - Message and data rates may apply.
            - Reply STOP to any message to end text messages and calls. Reply HELP for help, or ask at %2$s.
            - My number is used for these notices alone. It is not sold and not shared with others for their own purposes.
            - Consent is not a condition of purchase of any goods or services.
            """;

    private static final String ALERTS_DE = """
            %1$s: Alarme an Techniker

            Ich willige ein, dass %1$s mir SMS an meine Mobilnummer sendet und mich mit automatischer Ansage anruft, um mir Alarme
            von Systemen zu melden, die ich betreue, um mich daran zu erinnern, bis sie bestätigt sind, und um zu beantworten, was
            ich darauf schreibe.

            - Diese Nachrichten enthalten keine Werbung.
            - Wie oft Nachrichten kommen, ist verschieden: es hängt von den Alarmen ab und davon, wann ich Bereitschaft habe.
            - Es können Kosten für Nachrichten und Datenverkehr anfallen.
            - Wer auf eine Nachricht mit STOP antwortet, bekommt keine SMS und keine Anrufe mehr. Hilfe gibt es mit der Antwort HELP
              oder unter %2$s.
            - Meine Nummer dient allein diesen Alarmen. Sie wird nicht verkauft und nicht an andere für deren eigene Zwecke
              weitergegeben.
            - Die Einwilligung ist keine Bedingung für den Kauf von Waren oder Dienstleistungen.
            """;

    private static final String NOTICES_DE = """
            %1$s: Sicherheitshinweise an Benutzer

            Ich willige ein, dass %1$s mir SMS an meine Mobilnummer sendet und mich mit automatischer Ansage anruft, wenn ein
            Sicherheitsereignis mein Konto oder mein Gerät betrifft: um zu fragen, ob eine Handlung von mir war, um mich zu warnen
            oder um mir zu helfen.

            - Diese Nachrichten enthalten keine Werbung.
            - Wie oft Nachrichten kommen, ist verschieden: nur wenn etwas geschieht, und öfter, solange ein Vorfall andauert.
            - Es können Kosten für Nachrichten und Datenverkehr anfallen.
            - Wer auf eine Nachricht mit STOP antwortet, bekommt keine SMS und keine Anrufe mehr. Hilfe gibt es mit der Antwort HELP
              oder unter %2$s.
            - Meine Nummer dient allein diesen Hinweisen. Sie wird nicht verkauft und nicht an andere für deren eigene Zwecke
              weitergegeben.
            - Die Einwilligung ist keine Bedingung für den Kauf von Waren oder Dienstleistungen.
            """;

    private ConsentTexts() {}

    /** The languages in which there are texts, English first. */
    public static List<Locale> languages() {
        return List.of(Locale.ENGLISH, Locale.GERMAN);
    }

    /**
     * What a technician agrees to before alerts go to the technician's phone.
     *
     * @param programme whose name and contact the text has
     * @param language English or German, of whatever country
     * @throws IllegalArgumentException if there is no text in the language
     */
    public static ConsentText technicianAlerts(Programme programme, Locale language) {
        return text(ALERTS, ALERTS_EN, ALERTS_DE, programme, language);
    }

    /**
     * What the user of a customer agrees to before notices of security events about the user go to the user's phone.
     *
     * @param programme whose name and contact the text has
     * @param language English or German, of whatever country
     * @throws IllegalArgumentException if there is no text in the language
     */
    public static ConsentText securityNotices(Programme programme, Locale language) {
        return text(NOTICES, NOTICES_EN, NOTICES_DE, programme, language);
    }

    private static ConsentText text(String name, String english, String german, Programme programme, Locale language) {
        return switch (language.getLanguage()) {
            case "en" -> new ConsentText(name, "en", filled(english, programme));
            case "de" -> new ConsentText(name, "de", filled(german, programme));
            default ->
                throw new IllegalArgumentException(
                        "language: there is no text in '" + language.toLanguageTag() + "'; en and de are legal");
        };
    }

    private static String filled(String text, Programme programme) {
        return String.format(Locale.ROOT, text, programme.name(), programme.contact());
    }
}

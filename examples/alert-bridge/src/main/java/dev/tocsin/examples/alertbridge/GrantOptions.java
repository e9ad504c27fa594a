package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.PhoneUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says of how somebody agreed, or ended it. */
final class GrantOptions {
    private static final String OWN_TEXT = "technician-alerts";

    @Option(names = "--uses", paramLabel = "USE", split = ",", description = "sms, voice or both; both by default")
    private @Nullable Set<PhoneUse> uses;

    @Option(
            names = "--evidence",
            paramLabel = "NAME=VALUE",
            description = "what proves it, such as page=https://… or requestId=…; several")
    private @Nullable Map<String, String> evidence;

    @Option(
            names = "--text",
            paramLabel = "default|FILE",
            defaultValue = "default",
            description = "the text that was agreed to: that of the library, or a file of UTF-8")
    private String text;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "en",
            description = "the language of the text; en by default")
    private String language;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "how the technician agreed: web-form, sms-keyword or voice-key")
    private @Nullable String method;

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "from where the technician agreed")
    private @Nullable String ip;

    /** What is meant; both unless it was narrowed. */
    Set<PhoneUse> uses() {
        return uses == null || uses.isEmpty() ? EnumSet.allOf(PhoneUse.class) : uses;
    }

    /** What proves it, as it was typed. */
    Map<String, String> evidence() {
        return evidence == null ? Map.of() : new LinkedHashMap<>(evidence);
    }

    @Nullable
    String ip() {
        return ip;
    }

    /**
     * How the technician agreed.
     *
     * @throws ConfigurationException if it is missing or there is no such way
     */
    ConsentMethod method() {
        String legal = "web-form, sms-keyword and voice-key are legal";
        if (method == null) {
            throw new ConfigurationException("--method", "is missing; " + legal);
        }
        try {
            return ConsentMethod.valueOf(method.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("--method", "'" + method + "' is not legal; " + legal);
        }
    }

    /**
     * The text that was agreed to.
     *
     * @throws ConfigurationException if there is no such text
     */
    ConsentText text(Programme programme, Path directory) {
        if (text.equals("default")) {
            try {
                return ConsentTexts.technicianAlerts(programme, Locale.forLanguageTag(language));
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(
                        "--language", String.valueOf(e.getMessage()).replaceFirst("^language: ", ""));
            }
        }
        try {
            return new ConsentText(
                    OWN_TEXT, language, Files.readString(directory.resolve(text), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "--text",
                    "cannot be read (" + e.getClass().getSimpleName() + "); `default` or a file of UTF-8 is legal");
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--text", String.valueOf(e.getMessage()).replaceFirst("^text\\.text: ", ""));
        }
    }
}

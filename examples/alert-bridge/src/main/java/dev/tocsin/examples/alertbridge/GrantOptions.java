package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.PhoneUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says of how somebody agreed, or ended it. */
final class GrantOptions {
    private static final String OWN_TEXT = "technician-alerts";
    private static final Set<ConsentMethod> OWN_ACTS =
            EnumSet.of(ConsentMethod.WEB_FORM, ConsentMethod.SMS_KEYWORD, ConsentMethod.VOICE_KEY);
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");

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
        return uses(uses);
    }

    /**
     * What was typed at {@code --uses}; both if nothing was.
     *
     * @throws ConfigurationException if it names none
     */
    static Set<PhoneUse> uses(@Nullable Set<PhoneUse> typed) {
        if (typed != null && typed.isEmpty()) {
            throw new ConfigurationException("--uses", "names none; sms, voice and sms,voice are legal");
        }
        return typed == null ? EnumSet.allOf(PhoneUse.class) : typed;
    }

    /** What proves it, as it was typed. */
    Map<String, String> evidence() {
        return evidence == null ? Map.of() : new LinkedHashMap<>(evidence);
    }

    /**
     * From where the technician agreed; null if that is not said.
     *
     * @throws ConfigurationException if it is no address
     */
    @Nullable
    String ip() {
        if (ip == null) {
            return null;
        }
        String address = ip.strip();
        try {
            // only figures: a name would be looked up
            if (ADDRESS.matcher(address).matches()) {
                return InetAddress.getByName(address).getHostAddress();
            }
        } catch (UnknownHostException e) {
            // told below
        }
        throw new ConfigurationException(
                "--ip", ShownText.quoted(address) + " is not legal; an address such as 192.0.2.7 or 2001:db8::7 is");
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
        String name = method.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return OWN_ACTS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "--method", ShownText.quoted(String.valueOf(method)) + " is not legal; " + legal));
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

package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text that a customer's administrator accepts before the tenant is connected. */
final class ConsentSection {
    private static final String NAME = "security-alerts";
    private static final String LANGUAGE = "en";

    /** What is accepted if the file has no text of its own, before what users agree to. It is no legal advice. */
    private static final String ACCESS = """
            %1$s: security alerts to users of Microsoft 365

            Your IT service provider asks for access to your Microsoft 365 tenant to read its users with their phone numbers,
            its audit and sign-in logs and its security alerts, in order to find out about security events and to reach the
            people whom they concern. Access can be withdrawn at any time by removing the app in Microsoft Entra ID.

            This is what each user agrees to before a message is sent to the user:

            """;

    private final Reading reading;

    ConsentSection(Reading reading) {
        this.reading = reading;
    }

    /** Reads the section; the text of the bridge if there is none, and null if that cannot name a programme. */
    @Nullable
    ConsentText read(@Nullable Section section, @Nullable Programme programme) {
        if (section == null) {
            return programme == null ? null : new ConsentText(NAME, LANGUAGE, standard(programme));
        }
        String name = section.text("name");
        String language = section.other("language", "a tag of BCP 47, such as en or de-AT,", ConsentSection::language);
        String text = text(section, programme);
        section.end();
        if (text == null) {
            return null;
        }
        try {
            return new ConsentText(
                    name == null || name.isBlank() ? NAME : name.strip(), language == null ? LANGUAGE : language, text);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String field = message.replaceFirst("^text\\.([a-z]+): .*$", "$1");
            section.fault(
                    field.equals("text") && section.has("textFile") ? "textFile" : field,
                    message.replaceFirst("^[^:]*: ", ""));
            return null;
        }
    }

    private static String standard(Programme programme) {
        return ACCESS.formatted(programme.name())
                + ConsentTexts.securityNotices(programme, Locale.ENGLISH).text();
    }

    private static @Nullable String language(String text) {
        String tag = Locale.forLanguageTag(text).toLanguageTag();
        return tag.equalsIgnoreCase(text) && !tag.equals("und") ? tag : null;
    }

    private @Nullable String text(Section section, @Nullable Programme programme) {
        if (!section.has("textFile")) {
            String own = section.text("text");
            return section.has("text") ? own : programme == null ? null : standard(programme);
        }
        if (section.has("text")) {
            section.fault("textFile", "is given beside text; either is legal");
        }
        String file = section.text("textFile");
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(reading.directory().resolve(file.strip()), StandardCharsets.UTF_8);
        } catch (InvalidPathException e) {
            section.fault("textFile", "is no path of a file");
        } catch (CharacterCodingException e) {
            section.fault("textFile", "is no UTF-8 text");
        } catch (IOException e) {
            section.fault(
                    "textFile",
                    "cannot be read (" + e.getClass().getSimpleName() + "); a file with the text alone is legal");
        }
        return null;
    }
}

package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.asset.AnswerType;
import dev.tocsin.core.asset.AssetField;
import dev.tocsin.core.asset.AssetValue;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.asset.QuestionMapping;
import dev.tocsin.core.base.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The profiles of the file, by which assets become configurations. */
final class ProfileSections {
    private static final String NOTHING = "none";
    private static final String LEGAL = "a field of an asset ("
            + Arrays.stream(AssetField.values()).map(AssetField::name).collect(Collectors.joining(", "))
            + "), attribute:NAME, secret:NAME, fixed:TEXT, or shortened: before one of them is";

    private final Reading reading;
    private final List<ConfigurationProfile> profiles = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    ProfileSections(Reading reading) {
        this.reading = reading;
    }

    List<ConfigurationProfile> profiles() {
        return profiles;
    }

    /** The ids of the profiles, those with faults included. */
    Set<String> ids() {
        return ids;
    }

    void read(List<Section> sections) {
        for (Section section : sections) {
            read(section);
        }
    }

    private void read(Section section) {
        int before = reading.faults().size();
        String id = section.needed("id", "a short name of the profile is legal");
        String type = section.needed("type", "the name of a configuration type in ConnectWise is legal");
        String active = section.needed("activeStatus", "the name of the status of configurations in use is legal");
        String retired = section.needed("retiredStatus", "the name of the status of retired configurations is legal");
        if (!id.isBlank() && !ids.add(id)) {
            section.fault("id", "'" + id + "' is the id of two profiles");
        }
        ConfigurationProfile.Builder profile = id.isBlank() || type.isBlank()
                ? ConfigurationProfile.builder("none", "none")
                : ConfigurationProfile.builder(id, type);
        profile.statuses(active, retired);
        Section fields = section.section("fields");
        if (fields != null) {
            fields(fields, id, profile);
        }
        for (Section question : section.sections("questions")) {
            question(question, id, profile);
        }
        section.end();
        reading.standsAt("profiles[" + id + "]", section.line("id"));
        for (String name : List.of("type", "activeStatus", "retiredStatus")) {
            reading.standsAt("profiles[" + id + "]." + name, section.line(name));
        }
        if (reading.faults().size() == before) {
            profiles.add(profile.build());
        }
    }

    private void fields(Section fields, String id, ConfigurationProfile.Builder profile) {
        for (String name : fields.names()) {
            reading.standsAt("profiles[" + id + "].fields[" + name + "]", fields.line(name));
            if (!fields.has(name)) {
                fields.fault(name, "is empty; " + LEGAL + ", or none to leave a field alone");
                continue;
            }
            String text = fields.text(name);
            try {
                if (text != null && text.strip().equalsIgnoreCase(NOTHING)) {
                    profile.without(name);
                    continue;
                }
                AssetValue value = value(fields, name, text);
                if (value instanceof AssetValue.OfSecret) {
                    fields.fault(
                            name, "takes no secret, since everybody can read it; a question of type Password does");
                } else if (value != null) {
                    profile.field(name, value);
                }
            } catch (ConfigurationException e) {
                fields.fault(name, e);
            }
        }
    }

    private void question(Section section, String id, ConfigurationProfile.Builder profile) {
        String text = section.needed("text", "the text of the question is legal");
        String name = section.needed("answer", "one of " + answerTypes() + " is legal");
        AnswerType answer = AnswerType.named(name).orElse(null);
        if (answer == null && !name.isBlank()) {
            section.fault("answer", "is no type of answer; legal are " + answerTypes());
        }
        AssetValue value =
                value(section, "from", section.has("from") ? section.text("from") : section.needed("from", LEGAL));
        boolean required = section.flag("required", false);
        boolean create = section.flag("create", false);
        section.end();
        reading.standsAt("profiles[" + id + "].questions[" + text + "]", section.line("text"));
        if (text.isBlank() || answer == null || value == null) {
            return;
        }
        if (answer == AnswerType.PASSWORD != value instanceof AssetValue.OfSecret) {
            section.fault(
                    "from",
                    answer == AnswerType.PASSWORD
                            ? "a password comes from a secret; secret:NAME is legal"
                            : "everybody can read an answer of type " + answer.label() + "; a secret is not legal");
            return;
        }
        try {
            profile.question(new QuestionMapping(text, answer, value, required, create));
        } catch (ConfigurationException e) {
            section.fault("text", e);
        }
    }

    private static String answerTypes() {
        return Arrays.stream(AnswerType.values()).map(AnswerType::label).collect(Collectors.joining(", "));
    }

    /** What the file says of where a value comes from; null, with a fault, if that is not legal. */
    private static @Nullable AssetValue value(Section section, String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null; // which was noted
        }
        AssetValue value = value(text.strip());
        if (value == null) {
            section.fault(name, "is not legal; " + LEGAL);
        }
        return value;
    }

    private static @Nullable AssetValue value(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1).strip();
        if (rest.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case "" -> {
                AssetField field = Section.one(AssetField.values(), rest, Enum::name);
                yield field == null ? null : AssetValue.of(field);
            }
            case "attribute" -> AssetValue.attribute(rest);
            case "secret" -> AssetValue.secret(rest);
            case "fixed" -> AssetValue.fixed(rest);
            case "shortened" -> {
                AssetValue whole = value(rest);
                yield whole == null || whole instanceof AssetValue.OfSecret ? null : whole.shortened();
            }
            default -> null;
        };
    }
}

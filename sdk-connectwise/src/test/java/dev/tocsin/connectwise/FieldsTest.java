package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.Field;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every class of fields of the vocabulary: a typing error in one of a thousand constants would not be seen otherwise. */
class FieldsTest {
    private static final List<String> VOCABULARIES =
            List.of("company", "configuration", "service", "finance", "procurement", "time", "system");

    /** What the contract calls a kind, where it is not called as here. */
    private static final Map<String, String> SCHEMAS = Map.of(
            "TicketNote", "ServiceNote",
            "Task", "ServiceTask",
            "TypeAssociation", "BoardTypeSubTypeItemAssociation",
            "ItemAssociation", "BoardItemAssociation",
            "CompanyTypeAssociation", "Company.CompanyTypeAssociation",
            "ContactTypeAssociation", "ContactContactTypeAssociation.ContactTypeAssociation",
            "NoteType", "CompanyNoteType",
            "Document", "DocumentInfo",
            "CompanyStatusNote", "CompanyCustomNote",
            "Configuration", "Company.Configuration");

    /** What stands in {@code _info} of an answer; conditions take it without saying so. */
    private static final Set<String> INFO = Set.of("lastUpdated", "dateEntered", "enteredBy", "updatedBy");

    private static final Pattern LENGTH = Pattern.compile("Max length: (\\d+)");

    private static final List<Vocabulary> ALL = new ArrayList<>();

    /** A class of fields, with its constants by their names in Java. */
    private record Vocabulary(Class<?> holder, RecordType<?> type, Map<String, Field<?>> constants) {
        String kind() {
            return holder.getSimpleName().replaceFirst("Field$", "");
        }
    }

    @BeforeAll
    static void find() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path root = Path.of(RecordType.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        for (String vocabulary : VOCABULARIES) {
            List<String> names;
            try (Stream<Path> files = Files.list(root.resolve("dev/tocsin/connectwise/" + vocabulary))) {
                names = files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Field.class"))
                        .map(name -> name.replace(".class", ""))
                        .sorted()
                        .toList();
            }
            for (String name : names) {
                Class<?> holder = Class.forName("dev.tocsin.connectwise." + vocabulary + "." + name);
                if (Arrays.stream(holder.getFields())
                        .anyMatch(each -> each.getName().equals("TYPE"))) {
                    ALL.add(vocabulary(holder));
                }
            }
        }
    }

    private static Vocabulary vocabulary(Class<?> holder) throws ReflectiveOperationException {
        Map<String, Field<?>> constants = new LinkedHashMap<>();
        for (java.lang.reflect.Field each : holder.getFields()) {
            if (Modifier.isStatic(each.getModifiers()) && each.get(null) instanceof Field<?> field) {
                constants.put(each.getName(), field);
            }
        }
        return new Vocabulary(holder, (RecordType<?>) holder.getField("TYPE").get(null), constants);
    }

    @Test
    void everyVocabularyHasFields() {
        assertThat(ALL)
                .extracting(Vocabulary::kind)
                .contains("Company", "Contact", "Member", "Agreement", "CatalogItem", "TimeEntry", "Ticket");
        assertThat(ALL).allSatisfy(each -> assertThat(each.constants()).isNotEmpty());
    }

    @Test
    void everyFieldOfAKindIsAConstantAndTheOtherWayRound() {
        for (Vocabulary each : ALL) {
            assertThat(each.constants().values())
                    .as(each.kind())
                    .containsExactlyInAnyOrderElementsOf(each.type().fields().stream()
                            .<Field<?>>map(field -> field)
                            .toList());
        }
    }

    @Test
    void everyNameCanStandInACondition() {
        for (Vocabulary each : ALL) {
            each.constants().forEach((constant, field) -> {
                assertThat(constant).as(each.kind()).matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
                assertThat(Conditions.field(field.name()).isNull().expression()).isEqualTo(field.name() + " = null");
            });
        }
    }

    @Test
    void everyIdButThatOfAnInnerRecordIsSetByTheServer() {
        for (Vocabulary each : ALL) {
            each.constants().values().stream()
                    .filter(field -> field.name().equals("id") || field.name().equals("lastUpdated"))
                    .filter(field -> !each.kind().equals("UserDefinedFieldOption"))
                    .forEach(field -> assertThat(field.is(FieldRule.READ_ONLY))
                            .as(each.kind())
                            .isTrue());
        }
    }

    @Test
    void noOlderLimitIsAboveTheNewerOne() {
        for (Vocabulary each : ALL) {
            each.constants().values().forEach(field -> {
                if (field instanceof TextField<?> text) {
                    assertThat(text.longest(true))
                            .as(each.kind() + " " + field)
                            .isLessThanOrEqualTo(text.longest(false));
                }
            });
        }
    }

    @Test
    @Tag("contract")
    void everyFieldIsAsTheVendorsContractSays() {
        JsonNode schemas = VendorContract.load().schemas();
        List<String> faults = new ArrayList<>();
        for (Vocabulary each : ALL) {
            JsonNode schema = schemas.path(SCHEMAS.getOrDefault(each.kind(), each.kind()));
            if (schema.isMissingNode()) {
                faults.add(each.kind() + ": the contract has no schema of that name; add it to SCHEMAS");
                continue;
            }
            each.type().fields().stream()
                    .filter(field -> !INFO.contains(field.name()) || !field.is(FieldRule.READ_ONLY))
                    .map(field -> fault(field, schema.path("properties").path(field.name())))
                    .filter(fault -> fault != null)
                    .forEach(fault -> faults.add(each.kind() + " " + fault));
            missing(each, schema).forEach(name -> faults.add(each.kind() + " " + name + ": the contract requires it"));
        }
        assertThat(faults).isEmpty();
    }

    /** In what a field differs from the contract's; null if in nothing. */
    private static @Nullable String fault(Field<?> field, JsonNode declared) {
        if (declared.isMissingNode()) {
            return field + ": the contract has no such field";
        }
        String kind = declared.has("$ref") || declared.has("allOf")
                ? "reference"
                : declared.path("type").asText();
        boolean fits = field instanceof TextField || field instanceof MomentField
                ? kind.equals("string")
                : field instanceof FlagField
                        ? kind.equals("boolean")
                        : field instanceof ReferenceField
                                ? kind.equals("reference")
                                : field instanceof ListField
                                        ? kind.equals("array")
                                        : field instanceof NumberField<?> number
                                                && kind.equals(number.whole() ? "integer" : "number");
        if (!fits) {
            return field + " is a " + field.getClass().getSimpleName() + ", in the contract of type " + kind;
        }
        if (field instanceof TextField<?> text) {
            Matcher length = LENGTH.matcher(declared.path("description").asText());
            int most = length.find() ? Integer.parseInt(length.group(1)) : Integer.MAX_VALUE;
            if (text.longest(false) != most) {
                return field + " takes " + text.longest(false) + " characters, in the contract " + most;
            }
        }
        return null;
    }

    /** What the contract requires of a kind that is written, and the constants do not. */
    private static Set<String> missing(Vocabulary vocabulary, JsonNode schema) {
        Set<String> required = new HashSet<>();
        boolean written = vocabulary.type().fields().stream().anyMatch(field -> !field.is(FieldRule.READ_ONLY));
        if (written) {
            schema.path("required").forEach(name -> required.add(name.asText()));
            // The contract requires some ids, which stand in the path of an edit.
            required.remove("id");
        }
        vocabulary.type().fields().stream()
                .filter(field -> field.is(FieldRule.REQUIRED))
                .forEach(field -> required.remove(field.name()));
        return required;
    }
}

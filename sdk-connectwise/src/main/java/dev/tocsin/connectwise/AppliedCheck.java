package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.internal.TypedValue;
import dev.tocsin.connectwise.record.Field;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;
import dev.tocsin.core.base.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares an answer with the edit that it answers, since the server may say yes and not do it. */
final class AppliedCheck {
    private AppliedCheck() {}

    /** The fields in which a record differs from what was asked, without the values, which may be secret. */
    static <R> List<FieldError> unmet(Map<Field<R>, @Nullable Object> asked, JsonRecord record) {
        List<FieldError> unmet = new ArrayList<>();
        asked.forEach((field, value) -> {
            String difference = value == null ? leftover(field, record) : difference(field, value, record);
            if (difference != null) {
                unmet.add(new FieldError(field.name(), null, difference));
            }
        });
        return unmet;
    }

    private static @Nullable String leftover(Field<?> field, JsonRecord record) {
        JsonNode value = record.node().path(field.name());
        boolean empty = value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isArray() && value.isEmpty())
                || (field instanceof ReferenceField && Reference.in(record, field.name()) == null)
                || (field instanceof FlagField && !record.flag(field.name()))
                || (field instanceof NumberField && isZero(record.decimal(field.name())));
        return empty ? null : "asked for no value, holds one";
    }

    /**
     * A number without a value may be kept as 0, as a flag without one is kept as false, where the database's column
     * cannot be empty. Which the vendor does is open until it is tried on a live server; an edit that may well hold is not
     * reported as undone.
     */
    private static boolean isZero(@Nullable BigDecimal number) {
        return number != null && number.signum() == 0;
    }

    private static @Nullable String difference(Field<?> field, Object asked, JsonRecord record) {
        String name = field.name();
        if (field instanceof TextField) {
            return isText(field, TypedValue.text(asked), TypedValue.text(record.text(name)))
                    ? null
                    : "asked for another text than the record holds";
        }
        if (field instanceof ReferenceField) {
            Reference got = Reference.in(record, name);
            Reference wanted = (Reference) asked;
            return wanted.isMetBy(got)
                    ? null
                    : "asked for " + wanted.brief() + ", holds " + (got == null ? "none" : got.brief());
        }
        if (field instanceof FlagField) {
            return record.flag(name) == (Boolean) asked ? null : "asked for " + asked;
        }
        if (field instanceof NumberField) {
            BigDecimal got = record.decimal(name);
            return got != null && got.compareTo((BigDecimal) asked) == 0
                    ? null
                    : "asked for " + asked + ", holds " + got;
        }
        if (field instanceof MomentField) {
            Instant got = record.instant(name);
            return Instant.parse((String) asked).equals(got) ? null : "asked for " + asked + ", holds " + got;
        }
        return field instanceof ListField
                        && !sameList((List<?>) asked, record.node().path(name))
                ? "asked for another list than the record holds"
                : null;
    }

    /**
     * The vendor's guide says that line breaks and tabs become a single space, which of some fields is known to be wrong and
     * of others not tried. A text of several lines that comes back as one may well hold.
     */
    private static boolean isText(Field<?> field, @Nullable String asked, @Nullable String got) {
        boolean same = Objects.equals(asked, got);
        return same
                || field.is(FieldRule.MULTILINE)
                        && asked != null
                        && got != null
                        && inLine(asked).equals(got);
    }

    private static String inLine(String text) {
        return text.replaceAll("[\\r\\n\\t]+", " ");
    }

    /**
     * Lists come back in an order of the server's, and references expanded. What is there twice must come back twice, so
     * each element answers for one only.
     */
    private static boolean sameList(List<?> asked, JsonNode got) {
        List<JsonNode> left = new ArrayList<>();
        got.forEach(left::add);
        if (left.size() != asked.size()) {
            return false;
        }
        // Ids first: a name may be that of several elements, and must not take the one that an id means.
        return asked.stream()
                .sorted(Comparator.comparing(value -> !(value instanceof Map<?, ?> names && names.containsKey("id"))))
                .allMatch(value -> takeOne(value, left));
    }

    /** Takes an element out that is what was asked; false if there is none. */
    private static boolean takeOne(Object asked, List<JsonNode> left) {
        for (int i = 0; i < left.size(); i++) {
            if (isElement(asked, left.get(i))) {
                left.remove(i);
                return true;
            }
        }
        return false;
    }

    private static boolean isElement(Object asked, JsonNode element) {
        if (!element.isObject()) {
            return Objects.equals(TypedValue.text(asked), TypedValue.text(element.asText()));
        }
        if (!(asked instanceof Map<?, ?> reference)) {
            return Stream.of("id", "name", "identifier")
                    .anyMatch(key -> element.path(key).asText("").equalsIgnoreCase(asked.toString()));
        }
        return reference.entrySet().stream()
                .allMatch(part -> String.valueOf(part.getValue())
                        .strip()
                        .equalsIgnoreCase(element.path(String.valueOf(part.getKey()))
                                .asText("")
                                .strip()));
    }
}

package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Field;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                || (field instanceof FlagField && !record.flag(field.name()));
        return empty ? null : "asked for no value, holds one";
    }

    private static @Nullable String difference(Field<?> field, Object asked, JsonRecord record) {
        String name = field.name();
        if (field instanceof TextField) {
            String got = record.text(name);
            return got != null && got.strip().equals(((String) asked).strip())
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

    /** Lists come back in an order of the server's, and references expanded. */
    private static boolean sameList(List<?> asked, JsonNode got) {
        if (got.size() != asked.size()) {
            return false;
        }
        Set<String> wanted = new HashSet<>();
        asked.forEach(value -> wanted.add(
                value instanceof Map<?, ?> reference
                        ? String.valueOf(reference.values().iterator().next())
                        : value.toString()));
        for (String text : wanted) {
            boolean found = false;
            for (JsonNode element : got) {
                found |= element.isObject()
                        ? List.of("id", "name", "identifier").stream()
                                .anyMatch(key -> element.path(key).asText("").equalsIgnoreCase(text))
                        : element.asText().equals(text);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}

package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Field;
import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;
import dev.tocsin.connectwise.record.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Fills drafts and edits with a value for every field that may be written: what it was told for the field, else a word that
 * the contract knows for it, else a new text, 3, false, a moment, or the record with id 1. Texts whose limit depends on the
 * version are as long as the server's version takes them. Not thread-safe.
 */
final class Filler {
    private static final Instant MOMENT = Instant.parse("2026-01-02T03:04:05.678Z");

    private final VendorContract contract;
    private final boolean before2026;
    private final Map<Field<?>, Object> told = new HashMap<>();
    private final Set<Field<?>> leftOut = new HashSet<>();
    private int count;

    Filler(VendorContract contract, boolean before2026) {
        this.contract = contract;
        this.before2026 = before2026;
    }

    /** Has a value of its own for a field: a text, a whole number, a flag, a reference or a list. */
    Filler use(Field<?> field, Object value) {
        told.put(field, value);
        return this;
    }

    /** Leaves fields out, because they cannot stand together with others. */
    Filler leaveOut(Field<?>... fields) {
        leftOut.addAll(List.of(fields));
        return this;
    }

    <R> Draft<R> draft(CreatableRecords<R> records) {
        Draft<R> draft = records.type().draft();
        fill(draft, records.path());
        return draft;
    }

    <R> Edit<R> edit(EditableRecords<R> records) {
        Edit<R> edit = records.type().edit();
        fill(edit, records.path());
        return edit;
    }

    private <R> void fill(Values<R, ?> values, String path) {
        count++;
        for (Field<R> field : values.type().fields()) {
            boolean settable =
                    !field.is(FieldRule.READ_ONLY) && !(values instanceof Edit && field.is(FieldRule.CREATE_ONLY));
            if (settable && !leftOut.contains(field)) {
                Object own = told.get(field);
                set(values, field, own == null ? value(field, path) : own);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <R> void set(Values<R, ?> values, Field<R> field, Object value) {
        if (field instanceof TextField<R> text) {
            values.set(text, (String) value);
        } else if (field instanceof NumberField<R> number) {
            values.set(number, (int) value);
        } else if (field instanceof FlagField<R> flag) {
            values.set(flag, (boolean) value);
        } else if (field instanceof MomentField<R> moment) {
            values.set(moment, (Instant) value);
        } else if (field instanceof ReferenceField<R> reference) {
            values.set(reference, (Reference) value);
        } else if (field instanceof ListField<R, ?> list) {
            values.set((ListField<R, Object>) list, (List<Object>) value);
        }
    }

    private Object value(Field<?> field, String path) {
        if (field instanceof TextField<?> text) {
            List<String> words = contract.words(path, field.name());
            return words.isEmpty() ? text(text) : words.get(0);
        }
        if (field instanceof NumberField) {
            return 3;
        }
        if (field instanceof FlagField) {
            return false;
        }
        if (field instanceof MomentField) {
            return MOMENT;
        }
        if (field instanceof ReferenceField) {
            return Reference.id(1);
        }
        return field.name().equals("integratorTags") ? List.of("tag") : List.of(1);
    }

    private String text(TextField<?> field) {
        String text = "c" + count;
        if (field.name().toLowerCase(Locale.ROOT).contains("email")) {
            return text + "@example.com";
        }
        int longest = field.longest(before2026);
        if (field.longest(true) != field.longest(false)) {
            return text + "x".repeat(longest - text.length());
        }
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}

package dev.tocsin.connectwise.record;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One kind of records: what it is called, its fields, and how an answer is read. Each kind has one. Its fields are
 * declared while its class of fields is loaded: the first draft, edit, reading or list of fields seals it, and it is
 * immutable and thread-safe from then on. A later declaration throws {@link IllegalStateException}.
 *
 * @param <R> the class of its records
 */
public final class RecordType<R> {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final String name;
    private final Function<JsonRecord, R> reader;
    private final Map<String, Field<R>> fields = new LinkedHashMap<>();
    private final Map<Field<R>, Field<R>> companions = new LinkedHashMap<>();

    private volatile boolean sealed;

    private RecordType(String name, Function<JsonRecord, R> reader) {
        this.name = name;
        this.reader = reader;
    }

    /**
     * A kind without fields yet.
     *
     * @param name what such a record is called in messages
     * @param reader makes a record of an answer
     */
    public static <R> RecordType<R> of(String name, Function<JsonRecord, R> reader) {
        return new RecordType<>(name, reader);
    }

    /** What such a record is called in messages, such as {@code ticket}. */
    public String name() {
        return name;
    }

    /** Its fields, in the order of their declaration. */
    public Collection<Field<R>> fields() {
        seal();
        return Collections.unmodifiableCollection(fields.values());
    }

    /**
     * Declares that an edit of one field must set another as well.
     *
     * @return this
     * @throws IllegalStateException if the kind is in use already
     */
    public RecordType<R> together(Field<R> edited, Field<R> needed) {
        refuseIfSealed(edited.name());
        companions.put(edited, needed);
        return this;
    }

    /** The fields whose edit needs another to be set, with that other. */
    Map<Field<R>, Field<R>> companions() {
        return Collections.unmodifiableMap(companions);
    }

    /** The record of an answer. */
    public R read(JsonRecord answer) {
        seal();
        return reader.apply(answer);
    }

    /** An empty draft of such a record. */
    public Draft<R> draft() {
        seal();
        return new Draft<>(this);
    }

    /** An empty edit of such a record. */
    public Edit<R> edit() {
        seal();
        return new Edit<>(this);
    }

    /** Declares a text for whose length the vendor states no limit. */
    public TextField<R> text(String field, FieldRule... rules) {
        return add(new TextField<>(field, UNLIMITED, UNLIMITED, rules));
    }

    /** Declares a text of limited length. */
    public TextField<R> text(String field, int longest, FieldRule... rules) {
        return add(new TextField<>(field, longest, longest, rules));
    }

    /** Declares a text whose limit was lower in the versions of the API before 2026. */
    public TextField<R> text(String field, int longest, int longestBefore2026, FieldRule... rules) {
        return add(new TextField<>(field, longest, longestBefore2026, rules));
    }

    /** Declares a whole number of 32 bits. */
    public NumberField<R> integer(String field, FieldRule... rules) {
        return add(new NumberField<>(field, Integer.MIN_VALUE, Integer.MAX_VALUE, rules));
    }

    /** Declares a whole number of a range, its ends included. */
    public NumberField<R> integer(String field, int least, int most, FieldRule... rules) {
        return add(new NumberField<>(field, least, most, rules));
    }

    /** Declares a decimal number. */
    public NumberField<R> decimal(String field, FieldRule... rules) {
        return add(new NumberField<>(field, rules));
    }

    /** Declares a flag. */
    public FlagField<R> flag(String field, FieldRule... rules) {
        return add(new FlagField<>(field, rules));
    }

    /** Declares a moment. */
    public MomentField<R> moment(String field, FieldRule... rules) {
        return add(new MomentField<>(field, rules));
    }

    /** Declares a reference. */
    public ReferenceField<R> reference(String field, FieldRule... rules) {
        return add(new ReferenceField<>(field, rules));
    }

    /** Declares a list of references. */
    public ListField<R, Reference> references(String field, FieldRule... rules) {
        return add(new ListField<>(field, rules));
    }

    /** Declares a list of whole numbers. */
    public ListField<R, Integer> integers(String field, FieldRule... rules) {
        return add(new ListField<>(field, rules));
    }

    /** Declares a list of texts. */
    public ListField<R, String> texts(String field, FieldRule... rules) {
        return add(new ListField<>(field, rules));
    }

    /** Declares a list of records inside the record. It is not compared: the answer holds more of each than was sent. */
    public <E> ListField<R, Draft<E>> drafts(String field, FieldRule... rules) {
        FieldRule[] all = Arrays.copyOf(rules, rules.length + 1);
        all[rules.length] = FieldRule.UNCOMPARED;
        return add(new ListField<>(field, all));
    }

    private <F extends Field<R>> F add(F field) {
        refuseIfSealed(field.name());
        if (fields.putIfAbsent(field.name(), field) != null) {
            throw new IllegalStateException(name + " declares " + field.name() + " twice");
        }
        return field;
    }

    /** Asks first: reads of many threads would fight for the line of memory if each wrote to it. */
    private void seal() {
        if (!sealed) {
            sealed = true;
        }
    }

    private void refuseIfSealed(String field) {
        if (sealed) {
            throw new IllegalStateException(name + " is in use already, so " + field + " can be declared no more");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

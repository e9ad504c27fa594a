package dev.tocsin.core.rule;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event that conditions can ask for, by the name of {@link SecurityEvent}'s accessor. The MSP is none of
 * them, because an event set sees the events of its own MSP only. Immutable; two fields of one name are equal.
 */
public final class EventField {
    /** What the names of attributes begin with. */
    static final String ATTRIBUTES = "attributes.";

    private static final int MAX_ATTRIBUTE_NAME = 200;
    private static final List<String> SENSITIVE =
            List.of("password", "passwd", "secret", "token", "credential", "apikey", "api_key", "authorization");
    private static final Map<String, EventField> FIELDS = fields();

    private final String name;
    private final FieldType type;
    private final boolean optional;
    private final List<? extends Enum<?>> choices;
    private final Access access;

    /** Reads the field of an event; null if the event does not say it. */
    @FunctionalInterface
    private interface Access {
        @Nullable
        Object of(SecurityEvent event);
    }

    private EventField(String name, FieldType type, boolean optional, List<? extends Enum<?>> choices, Access access) {
        this.name = name;
        this.type = type;
        this.optional = optional;
        this.choices = choices;
        this.access = access;
    }

    private static Map<String, EventField> fields() {
        Map<String, EventField> fields = new LinkedHashMap<>();
        choice(fields, "category", FieldType.CHOICE, List.of(EventCategory.values()), SecurityEvent::category);
        choice(fields, "kind", FieldType.CHOICE, List.of(EventKind.values()), SecurityEvent::kind);
        choice(fields, "severity", FieldType.SEVERITY, List.of(Severity.values()), SecurityEvent::severity);
        always(fields, "eventType", FieldType.TEXT, SecurityEvent::eventType);
        always(fields, "source", FieldType.TEXT, SecurityEvent::source);
        always(fields, "sourceCompanyId", FieldType.TEXT, SecurityEvent::sourceCompanyId);
        always(fields, "externalId", FieldType.TEXT, SecurityEvent::externalId);
        always(fields, "stableId", FieldType.FLAG, SecurityEvent::stableId);
        maybe(fields, "deliveryId", FieldType.TEXT, SecurityEvent::deliveryId);
        always(fields, "occurredAt", FieldType.MOMENT, SecurityEvent::occurredAt);
        maybe(fields, "sequence", FieldType.INTEGER, SecurityEvent::sequence);
        always(fields, "moment", FieldType.FLAG, SecurityEvent::moment);
        always(fields, "title", FieldType.TEXT, SecurityEvent::title);
        maybe(
                fields,
                "description",
                FieldType.TEXT,
                event -> event.description().orElse(null));
        maybe(fields, "asset", FieldType.TEXT, event -> event.asset().orElse(null));
        maybe(fields, "product", FieldType.TEXT, event -> event.product().orElse(null));
        maybe(fields, "os", FieldType.TEXT, event -> event.os().orElse(null));
        maybe(fields, "fix", FieldType.TEXT, event -> event.fix().orElse(null));
        maybe(fields, "user.objectId", FieldType.TEXT, event -> {
            EventUser user = event.user().orElse(null);
            return user == null ? null : user.objectId();
        });
        maybe(fields, "user.principalName", FieldType.TEXT, event -> {
            EventUser user = event.user().orElse(null);
            return user == null ? null : user.principalName();
        });
        return fields;
    }

    private static void choice(
            Map<String, EventField> fields,
            String name,
            FieldType type,
            List<? extends Enum<?>> choices,
            Access access) {
        fields.put(name, new EventField(name, type, false, choices, access));
    }

    private static void always(Map<String, EventField> fields, String name, FieldType type, Access access) {
        fields.put(name, new EventField(name, type, false, List.of(), access));
    }

    private static void maybe(Map<String, EventField> fields, String name, FieldType type, Access access) {
        fields.put(name, new EventField(name, type, true, List.of(), access));
    }

    /** The field of a name, such as {@code asset}, {@code user.principalName} or {@code attributes.cvss}. */
    public static Optional<EventField> named(String name) {
        EventField known = FIELDS.get(name);
        return known == null ? attributeField(name) : Optional.of(known);
    }

    private static Optional<EventField> attributeField(String name) {
        String attribute = name.startsWith(ATTRIBUTES) ? name.substring(ATTRIBUTES.length()) : "";
        if (attribute.isBlank() || attribute.length() > MAX_ATTRIBUTE_NAME) {
            return Optional.empty();
        }
        return Optional.of(new EventField(
                name,
                FieldType.ATTRIBUTE,
                true,
                List.of(),
                event -> oneForm(event.attributes().get(attribute))));
    }

    /** The fields that every event has a place for, in a fixed order; attributes come on top. */
    public static List<EventField> all() {
        return List.copyOf(FIELDS.values());
    }

    /** What names are legal, for people. */
    static String legalNames() {
        return String.join(", ", FIELDS.keySet()) + " and " + ATTRIBUTES + "<name>";
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The kind of its value. */
    public FieldType type() {
        return type;
    }

    /** Whether an event may leave it out. */
    public boolean optional() {
        return optional;
    }

    /** What can be asked of it. */
    public Set<Operator> operators() {
        EnumSet<Operator> operators = EnumSet.copyOf(type.operators());
        if (optional) {
            operators.add(Operator.EXISTS);
        }
        return operators;
    }

    /** The names that are legal as its value; empty if they are not few. */
    List<? extends Enum<?>> choices() {
        return choices;
    }

    /** Whether its value may be a secret, going by its name, so that no explanation shows it. */
    boolean sensitive() {
        String lower = name.toLowerCase(Locale.ROOT);
        return type == FieldType.ATTRIBUTE && SENSITIVE.stream().anyMatch(lower::contains);
    }

    /** Its value in an event; null if the event does not say it. */
    @Nullable
    Object read(SecurityEvent event) {
        return access.of(event);
    }

    /**
     * An attribute in the one form that the other fields have from the start: NFC, trimmed, null if blank. What is too
     * long to be compared stays as it is, so that its length is seen.
     */
    private static @Nullable String oneForm(@Nullable String value) {
        if (value == null || value.length() > Condition.MAX_SUBJECT_LENGTH) {
            return value;
        }
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        return Normalizer.isNormalized(stripped, Normalizer.Form.NFC)
                ? stripped
                : Normalizer.normalize(stripped, Normalizer.Form.NFC);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventField that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    /** The names of some fields, for people. */
    static String names(List<EventField> fields) {
        List<String> names = new ArrayList<>();
        fields.forEach(field -> names.add(field.name));
        return String.join(", ", names);
    }
}

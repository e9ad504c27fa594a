package dev.tocsin.core.suppress;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.Fingerprint;
import dev.tocsin.core.incident.GroupKey;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a silence or a maintenance window is about. Values are exact, all that are given must agree, and at least one is
 * given. Text is compared as events keep it, in NFC and trimmed; only a user's name is compared in either case.
 *
 * @param companyId the local company, or null for all of the MSP
 * @param category the category, or null
 * @param eventType the source's type of the event, or null
 * @param asset the affected asset, or null
 * @param product the affected product, or null
 * @param user the affected user's object id or principal name, in either case, or null
 * @param fingerprint one subject, or null
 * @param groupKey one group with all its incidents, or null
 * @param incidentId one incident, as a snooze has it, or null
 */
public record Scope(
        @Nullable String companyId,
        @Nullable EventCategory category,
        @Nullable String eventType,
        @Nullable String asset,
        @Nullable String product,
        @Nullable String user,
        @Nullable Fingerprint fingerprint,
        @Nullable GroupKey groupKey,
        @Nullable Long incidentId) {
    private static final String FIELDS =
            "companyId, category, eventType, asset, product, user, fingerprint, groupKey and incident";

    /** Brings text into its one form; refuses a scope in which nothing is given, since it would cover everything. */
    public Scope {
        companyId = normal("companyId", companyId, 200);
        eventType = normal("eventType", eventType, 200);
        asset = normal("asset", asset, 300);
        product = normal("product", product, 300);
        user = normal("user", user, 320);
        if (companyId == null
                && category == null
                && eventType == null
                && asset == null
                && product == null
                && user == null
                && fingerprint == null
                && groupKey == null
                && incidentId == null) {
            throw new ConfigurationException("scope", "is empty; at least one is needed of " + FIELDS);
        }
    }

    private static @Nullable String normal(String field, @Nullable String value, int longest) {
        return value == null ? null : Fields.required("scope." + field, value, longest);
    }

    /** Whether it is about the subject. What a subject lacks agrees with nothing. */
    public boolean covers(Subject subject) {
        return agrees(companyId, subject.companyId())
                && agrees(category, subject.category())
                && agrees(eventType, subject.eventType())
                && agrees(asset, subject.asset())
                && agrees(product, subject.product())
                && (user == null || isUser(user, subject.user()))
                && agrees(fingerprint, subject.fingerprint())
                && agrees(groupKey, subject.groupKey())
                && agrees(incidentId, subject.incidentId());
    }

    private static boolean agrees(@Nullable Object asked, @Nullable Object actual) {
        return asked == null || asked.equals(actual);
    }

    private static boolean isUser(String asked, @Nullable EventUser actual) {
        return actual != null && (isSameName(asked, actual.objectId()) || isSameName(asked, actual.principalName()));
    }

    private static boolean isSameName(String asked, @Nullable String actual) {
        return actual != null && asked.toLowerCase(Locale.ROOT).equals(actual.toLowerCase(Locale.ROOT));
    }

    /** The scope for people, such as {@code companyId acme, asset dc01}. */
    public String text() {
        return asValue().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The scope as a plain map of what is given; {@link #of} reads it back. */
    public Map<String, Object> asValue() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("companyId", companyId);
        all.put("category", category == null ? null : category.name());
        all.put("eventType", eventType);
        all.put("asset", asset);
        all.put("product", product);
        all.put("user", user);
        all.put("fingerprint", fingerprint == null ? null : HexFormat.of().formatHex(fingerprint.bytes()));
        all.put("groupKey", groupKey == null ? null : groupKey.value());
        all.put("incident", incidentId);
        Map<String, Object> given = new LinkedHashMap<>();
        all.forEach((field, value) -> {
            if (value != null) {
                given.put(field, value);
            }
        });
        return Collections.unmodifiableMap(given);
    }

    /**
     * The scope of a plain map.
     *
     * @param place where the map stands, for refusals, such as {@code silences[0].scope}
     * @throws ConfigurationException if a value is not legal or nothing is given
     */
    public static Scope of(String place, Map<String, ?> value) {
        return of(new Fields(place, value), place);
    }

    static Scope of(Fields fields, String place) {
        String companyId = fields.optional("companyId", 200);
        EventCategory category = fields.oneOf("category", EventCategory.class);
        String eventType = fields.optional("eventType", 200);
        String asset = fields.optional("asset", 300);
        String product = fields.optional("product", 300);
        String user = fields.optional("user", 320);
        String fingerprint = fields.optional("fingerprint", 64);
        String groupKey = fields.optional("groupKey", 64);
        Long incidentId = fields.number("incident");
        fields.end();
        Fingerprint subject = fingerprint == null ? null : fingerprint(fields.at("fingerprint"), fingerprint);
        GroupKey group = groupKey == null ? null : groupKey(fields.at("groupKey"), groupKey);
        if (fields.isEmpty()) {
            throw new ConfigurationException(place, "is empty; at least one is needed of " + FIELDS);
        }
        return new Scope(companyId, category, eventType, asset, product, user, subject, group, incidentId);
    }

    private static Fingerprint fingerprint(String place, String value) {
        try {
            byte[] bytes = HexFormat.of().parseHex(value);
            if (bytes.length == Fingerprint.BYTES) {
                return Fingerprint.fromBytes(bytes);
            }
        } catch (IllegalArgumentException e) {
            // refused below like digits of another number
        }
        throw new ConfigurationException(place, "'" + value + "' is not legal; 32 hexadecimal digits are");
    }

    private static GroupKey groupKey(String place, String value) {
        try {
            return new GroupKey(value);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(place, "'" + value + "' is not legal; 26 letters and digits are");
        }
    }

    /** A builder with nothing given. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a scope is about. Not thread-safe. */
    public static final class Builder {
        private @Nullable String companyId;
        private @Nullable EventCategory category;
        private @Nullable String eventType;
        private @Nullable String asset;
        private @Nullable String product;
        private @Nullable String user;
        private @Nullable Fingerprint fingerprint;
        private @Nullable GroupKey groupKey;
        private @Nullable Long incidentId;

        private Builder() {}

        /** The local company. */
        public Builder companyId(String value) {
            companyId = value;
            return this;
        }

        /** The category. */
        public Builder category(EventCategory value) {
            category = value;
            return this;
        }

        /** The source's type of the event. */
        public Builder eventType(String value) {
            eventType = value;
            return this;
        }

        /** The affected asset. */
        public Builder asset(String value) {
            asset = value;
            return this;
        }

        /** The affected product. */
        public Builder product(String value) {
            product = value;
            return this;
        }

        /** The affected user's object id or principal name. */
        public Builder user(String value) {
            user = value;
            return this;
        }

        /** One subject. */
        public Builder fingerprint(Fingerprint value) {
            fingerprint = value;
            return this;
        }

        /** One group. */
        public Builder groupKey(GroupKey value) {
            groupKey = value;
            return this;
        }

        /** One incident. */
        public Builder incidentId(long value) {
            incidentId = value;
            return this;
        }

        /**
         * The scope.
         *
         * @throws ConfigurationException if nothing is given or a text is blank or too long
         */
        public Scope build() {
            return new Scope(companyId, category, eventType, asset, product, user, fingerprint, groupKey, incidentId);
        }
    }
}

package dev.tocsin.core.asset;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.key.KeyHash;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is another than it was on one asset.
 *
 * @param companyId the local company
 * @param assetId the source's id of the asset
 * @param assetName its name now
 * @param kind what changed
 * @param subject the name of the program for changes of software, else null
 * @param before what it was, or null if there was nothing
 * @param after what it is, or null if there is nothing any more
 */
public record SystemChange(
        String companyId,
        String assetId,
        String assetName,
        Kind kind,
        @Nullable String subject,
        @Nullable String before,
        @Nullable String after) {
    /** What can change. */
    public enum Kind {
        /** The operating system or its version. */
        OPERATING_SYSTEM("operating system changed", Severity.LOW),
        /** The set of IP addresses. */
        ADDRESS("address changed", Severity.INFO),
        /** The user. */
        USER("user changed", Severity.LOW),
        /** The serial number: other hardware bears the name. */
        SERIAL_NUMBER("serial number changed", Severity.MEDIUM),
        /** A program came, or came in another version beside those that stayed. */
        SOFTWARE_ADDED("software added", Severity.LOW),
        /** A program went, or one of its versions. */
        SOFTWARE_REMOVED("software removed", Severity.LOW);

        private final String label;
        private final Severity severity;

        Kind(String label, Severity severity) {
            this.label = label;
            this.severity = severity;
        }

        /** The words that people use for it, which are the event's type as well. */
        public String label() {
            return label;
        }

        /** How bad it is unless a host says otherwise. */
        public Severity severity() {
            return severity;
        }
    }

    /** One line for people. */
    public String title() {
        String what = assetName + ": " + kind.label() + (subject == null ? "" : ": " + subject);
        return cut(
                kind == Kind.SOFTWARE_ADDED || kind == Kind.SOFTWARE_REMOVED
                        ? what + (before == null && after == null ? "" : " " + (after == null ? before : after))
                        : what + " from " + shown(before) + " to " + shown(after),
                1_000);
    }

    /**
     * The change as an event of the category System Changes, the same whenever it is made of the same change and moment. It is a
     * moment, not a state: nothing ever says that a change is over.
     *
     * @param msp the MSP
     * @param source the source of the inventories
     * @param sourceCompanyId the source's id of the company
     * @param occurredAt when the later inventory was taken
     * @throws IllegalArgumentException if a value is too long for an event; the message names it
     */
    public SecurityEvent event(MspId msp, String source, String sourceCompanyId, Instant occurredAt) {
        byte[] hash = KeyHash.start()
                .add(companyId)
                .add(assetId)
                .add(kind.name())
                .add(subject)
                .add(before)
                .add(after)
                .add(occurredAt.toString())
                .finish();
        return SecurityEvent.builder()
                .msp(msp)
                .source(source)
                .sourceCompanyId(sourceCompanyId)
                .externalId("change-" + HexFormat.of().formatHex(hash))
                .occurredAt(occurredAt)
                .category(EventCategory.SYSTEM_CHANGES)
                .moment(true)
                .eventType(kind.label())
                .severity(kind.severity())
                .title(title())
                .asset(cut(assetName, 300))
                .product(subject == null ? null : cut(subject, 300))
                .build();
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : AssetText.quoted(value);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }
}

package dev.tocsin.core.event;

import dev.tocsin.core.key.KeyHash;
import java.nio.ByteBuffer;

/**
 * The identity of what an event is about: all reports of one subject at one customer share it.
 *
 * @param high the first half of the hash
 * @param low the second half
 */
public record Fingerprint(long high, long low) implements Comparable<Fingerprint> {
    /** The length of {@link #bytes()}. */
    public static final int BYTES = 16;

    /**
     * The fingerprint of an event: over its external id if the source keeps ids stable, else over what it describes.
     */
    public static Fingerprint of(SecurityEvent event) {
        KeyHash hash = KeyHash.start()
                .add(event.msp().value())
                .add(event.source())
                .add(event.sourceCompanyId())
                .add(event.category().name());
        if (event.stableId()) {
            hash.add("id").add(event.externalId());
        } else {
            hash.add("what")
                    .add(event.eventType())
                    .add(event.asset().orElse(null))
                    .add(event.product().orElse(null))
                    .add(event.os().orElse(null))
                    .add(event.fix().orElse(null))
                    .add(event.user().map(EventUser::identity).orElse(null));
        }
        return fromBytes(hash.finish());
    }

    /** The fingerprint whose first 16 bytes are given. */
    public static Fingerprint fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Fingerprint(buffer.getLong(), buffer.getLong());
    }

    /** The fingerprint as 16 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(Fingerprint other) {
        int order = Long.compareUnsigned(high, other.high);
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }
}

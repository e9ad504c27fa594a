package dev.tocsin.core.event;

import dev.tocsin.core.key.Base32;
import dev.tocsin.core.key.KeyHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The identity of one delivery and thereby of one event: the same report handed in twice has the same key. It begins
 * with something of the delivery that grows with time, since a store writes ordered keys much faster than random ones.
 *
 * @param prefix the source's time in milliseconds, or the first bytes of a delivery id that the source gave
 * @param high the first part of the hash over MSP, source, customer and delivery id
 * @param low the second part
 */
public record DeliveryKey(long prefix, long high, int low) implements Comparable<DeliveryKey> {
    /** The length of {@link #bytes()}. */
    public static final int BYTES = 20;

    /** The key of an event. */
    public static DeliveryKey of(SecurityEvent event) {
        String deliveryId = event.deliveryId();
        KeyHash hash =
                KeyHash.start().add(event.msp().value()).add(event.source()).add(event.sourceCompanyId());
        if (deliveryId != null) {
            hash.add("given").add(deliveryId);
        } else {
            Long sequence = event.sequence();
            hash.add("derived")
                    .add(event.externalId())
                    .add(event.kind().name())
                    .add(event.occurredAt().getEpochSecond())
                    .add(event.occurredAt().getNano())
                    .add(sequence == null ? null : sequence.toString());
        }
        ByteBuffer bytes = ByteBuffer.wrap(hash.finish());
        long prefix =
                deliveryId != null ? beginning(deliveryId) : event.occurredAt().toEpochMilli();
        return new DeliveryKey(prefix, bytes.getLong(), bytes.getInt());
    }

    private static long beginning(String deliveryId) {
        byte[] text = deliveryId.getBytes(StandardCharsets.UTF_8);
        long prefix = 0;
        for (int i = 0; i < 8; i++) {
            prefix = (prefix << 8) | (i < text.length ? text[i] & 0xff : 0);
        }
        return prefix;
    }

    /** The key that {@link #bytes()} gave. */
    public static DeliveryKey fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a delivery key has " + BYTES + " bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new DeliveryKey(buffer.getLong() ^ Long.MIN_VALUE, buffer.getLong(), buffer.getInt());
    }

    /**
     * The key that {@link #toString()} gave, in either case.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static DeliveryKey parse(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("an event id has 32 letters and digits, not '" + text + "'");
        }
        return fromBytes(Base32.decode(text));
    }

    /** The key as 20 bytes whose unsigned order is the order of keys. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(prefix ^ Long.MIN_VALUE)
                .putLong(high)
                .putInt(low)
                .array();
    }

    @Override
    public int compareTo(DeliveryKey other) {
        int order = Long.compare(prefix, other.prefix);
        if (order == 0) {
            order = Long.compareUnsigned(high, other.high);
        }
        return order == 0 ? Integer.compareUnsigned(low, other.low) : order;
    }

    /** The event's id as people see it: 32 letters and digits. */
    @Override
    public String toString() {
        return Base32.encode(bytes(), 32);
    }
}

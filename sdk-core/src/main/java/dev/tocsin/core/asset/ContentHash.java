package dev.tocsin.core.asset;

import dev.tocsin.core.key.KeyHash;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/**
 * A hash over all that would be written for an asset: two are the same only if the same would be written. It depends on no
 * order of maps, process or platform, so it may be stored. Secrets enter it mixed with the asset's id, so that equal passwords
 * of two assets do not show as equal hashes.
 *
 * @param value 64 hexadecimal digits
 */
public record ContentHash(String value) {
    /** Counts up when the same content gets another hash, for then every link is looked at once more. */
    private static final long VERSION = 1;

    static ContentHash of(
            String assetId,
            String company,
            String type,
            boolean active,
            String status,
            SortedMap<String, String> fields,
            SortedMap<String, AnswerValue> answers) {
        KeyHash hash = KeyHash.start()
                .add(VERSION)
                .add(assetId)
                .add(company)
                .add(type)
                .add(active ? 1 : 0)
                .add(status)
                .add(fields.size());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            hash.add(field.getKey()).add(field.getValue());
        }
        for (Map.Entry<String, AnswerValue> answer : answers.entrySet()) {
            hash.add(answer.getKey());
            if (answer.getValue() instanceof AnswerValue.Hidden hidden) {
                hash.add("secret").add(hidden.secret().reveal());
            } else if (answer.getValue() instanceof AnswerValue.Plain plain) {
                hash.add("plain").add(plain.text());
            }
        }
        return new ContentHash(HexFormat.of().formatHex(hash.finish()));
    }
}

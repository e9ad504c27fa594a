package dev.tocsin.core.licence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product that a customer holds, counted over all its subscriptions.
 *
 * @param key the source's own key of the holding, the same in each reading; upserts go by it
 * @param product the source's code of the product, such as {@code SPB}
 * @param name the name that people use; the code if the source has none
 * @param owned how many may be used now
 * @param used how many are used
 * @param status the source's word for the state, such as {@code Enabled}
 * @param renewsAt when the next subscription ends or renews, or null if the source does not say
 * @param trial whether all of it is on trial
 */
public record Licence(
        String key,
        String product,
        String name,
        long owned,
        long used,
        String status,
        @Nullable Instant renewsAt,
        boolean trial) {
    /** Refuses a blank key and negative counts. */
    public Licence {
        if (key.isBlank() || key.length() > 200) {
            throw new IllegalArgumentException("licence.key: 1 to 200 characters are needed");
        }
        if (owned < 0 || used < 0) {
            throw new IllegalArgumentException("licence '" + key + "': counts of 0 and more are legal");
        }
    }
}

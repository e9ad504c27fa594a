package dev.tocsin.core.store;

import dev.tocsin.core.asset.AssetLink;
import dev.tocsin.core.asset.ContentHash;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one asset of a fleet.
 *
 * @param key the asset
 * @param configurationId the PSA's id of its configuration, or null while none is known
 * @param hash over what was written last, or null if that is not known: then the PSA is read
 * @param retired whether its configuration was set inactive by us
 * @param createSentAt when the create was committed whose outcome is not known or, where there is a configuration, the last
 *     change of whether it is in use that may still take effect; null if there is none such
 * @param run the last run that saw the asset
 * @param psaCompany the PSA company at which the configuration was made or found, as in the mapping then, or null if that is not known
 * @param readAgain whether the configuration may have changed in the PSA since, so that it is read before it is next decided on
 */
public record FleetLink(
        AssetKey key,
        @Nullable String configurationId,
        @Nullable ContentHash hash,
        boolean retired,
        @Nullable Instant createSentAt,
        long run,
        @Nullable String psaCompany,
        boolean readAgain) {
    /** A link of whose PSA company nothing is known, and of which nothing says that the configuration changed in the PSA. */
    public FleetLink(
            AssetKey key,
            @Nullable String configurationId,
            @Nullable ContentHash hash,
            boolean retired,
            @Nullable Instant createSentAt,
            long run) {
        this(key, configurationId, hash, retired, createSentAt, run, null, false);
    }

    /** This with the PSA company at which the configuration is. */
    public FleetLink at(@Nullable String company) {
        return new FleetLink(key, configurationId, hash, retired, createSentAt, run, company, readAgain);
    }

    /** This with the note that a run saw the asset. */
    public FleetLink seenBy(long seenBy) {
        return new FleetLink(key, configurationId, hash, retired, createSentAt, seenBy, psaCompany, readAgain);
    }

    /** This with the note that the configuration is to be read, which saving a link without it takes away. */
    public FleetLink toBeRead() {
        return new FleetLink(key, configurationId, hash, retired, createSentAt, run, psaCompany, true);
    }

    /** The link for the decision what to do; empty while no configuration is known. */
    public Optional<AssetLink> link() {
        return configurationId == null
                ? Optional.empty()
                : Optional.of(new AssetLink(key.assetId(), configurationId, hash, retired, readAgain));
    }
}

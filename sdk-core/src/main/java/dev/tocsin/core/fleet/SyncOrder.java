package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.AssetSource;
import dev.tocsin.core.asset.ConfigurationProfile;
import dev.tocsin.core.sync.MassChangeLimit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run is to do: which assets become which configurations, where, and how much it may change. Build it with {@link #builder}. */
public final class SyncOrder {
    private final String connectionId;
    private final AssetSource source;
    private final ConfigurationProfile profile;
    private final @Nullable Set<String> companies;
    private final MassChangeLimit limit;
    private final boolean readsAll;

    private SyncOrder(Builder b) {
        connectionId = b.connectionId;
        source = b.source;
        profile = b.profile;
        companies = b.companies;
        limit = b.limit;
        readsAll = b.readsAll;
    }

    /**
     * A builder of an order for all companies, with {@link MassChangeLimit#DEFAULT}.
     *
     * @param connectionId the PSA connection
     * @param source where the assets come from
     * @param profile how they become configurations
     */
    public static Builder builder(String connectionId, AssetSource source, ConfigurationProfile profile) {
        return new Builder(connectionId, source, profile);
    }

    /** The PSA connection. */
    public String connectionId() {
        return connectionId;
    }

    /** Where the assets come from. */
    public AssetSource source() {
        return source;
    }

    /** How they become configurations. */
    public ConfigurationProfile profile() {
        return profile;
    }

    /** How much may be changed and retired before a person is asked. */
    public MassChangeLimit limit() {
        return limit;
    }

    /** Whether the order is for all companies. One that is not retires nothing for not coming, and never goes on where it was stopped. */
    boolean whole() {
        return companies == null;
    }

    boolean includes(String companyId) {
        return companies == null || companies.contains(companyId);
    }

    /** Whether configurations are read whose assets did not change and of which the PSA tells no change. */
    public boolean readsAll() {
        return readsAll;
    }

    /** Collects an order. Not thread-safe. */
    public static final class Builder {
        private final String connectionId;
        private final AssetSource source;
        private final ConfigurationProfile profile;
        private @Nullable Set<String> companies;
        private MassChangeLimit limit = MassChangeLimit.DEFAULT;
        private boolean readsAll;

        private Builder(String connectionId, AssetSource source, ConfigurationProfile profile) {
            this.connectionId = connectionId;
            this.source = source;
            this.profile = profile;
        }

        /**
         * The local companies whose assets are meant; null, the default, for all. With a choice nothing is retired for not coming.
         */
        public Builder companies(@Nullable Set<String> value) {
            companies = value == null ? null : Set.copyOf(value);
            return this;
        }

        /** How much may be changed and retired before a person is asked; {@link MassChangeLimit#DEFAULT} by default. */
        public Builder limit(MassChangeLimit value) {
            limit = value;
            return this;
        }

        /**
         * Whether all configurations are read, a list for each company, instead of those alone whose assets changed or of which the
         * PSA tells a change; false by default. So is found what a PSA does not tell: that a configuration was deleted.
         */
        public Builder readsAll(boolean value) {
            readsAll = value;
            return this;
        }

        /** The order. */
        public SyncOrder build() {
            return new SyncOrder(this);
        }
    }
}

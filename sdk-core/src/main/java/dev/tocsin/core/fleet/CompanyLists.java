package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.CandidateIndex;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.DesiredConfiguration;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.psa.PsaConfigurations;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of companies. Those of the companies used last are kept, as many as memory is set aside for; of a company
 * that has more than that only those are kept that are asked for. Used by one thread.
 */
final class CompanyLists {
    /** How many are usually kept, of some kilobytes each. */
    static final int SIZE = 20_000;

    private final PsaConfigurations psa;
    private final ConfigurationType type;
    private final Clock clock;
    private final Runnable keepAlive;
    private final int most;
    private final LinkedHashMap<String, Listing> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What a company has.
     *
     * @param index the configurations
     * @param readAt when the reading began
     */
    record Listing(CandidateIndex index, Instant readAt) {}

    /** @param most how many configurations are kept, of all companies together */
    CompanyLists(PsaConfigurations psa, ConfigurationType type, Clock clock, Runnable keepAlive, int most) {
        this.psa = psa;
        this.type = type;
        this.clock = clock;
        this.keepAlive = keepAlive;
        this.most = most;
    }

    /**
     * What a company has of the configurations that are wanted, and maybe more.
     *
     * @param wanted the keys of {@link CandidateIndex} by which assets look for theirs
     * @param fresh whether it is read in any case
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Listing of(String company, Set<String> wanted, boolean fresh) {
        Listing known = kept.get(company);
        if (known != null && !fresh) {
            return known;
        }
        kept.remove(company);
        Instant readAt = clock.instant();
        boolean whole = true;
        CandidateIndex index = new CandidateIndex();
        try (Stream<PsaConfiguration> all = psa.of(company, type)) {
            Iterator<PsaConfiguration> each = all.iterator();
            while (each.hasNext()) {
                PsaConfiguration one = each.next();
                keepAlive.run();
                if (whole && index.size() >= most) {
                    whole = false;
                    index = index.only(wanted);
                }
                if (whole || isWanted(one, wanted)) {
                    index.put(one);
                }
            }
        }
        Listing listing = new Listing(index, readAt);
        if (whole) {
            keep(company, listing);
        }
        return listing;
    }

    private static boolean isWanted(PsaConfiguration one, Set<String> wanted) {
        return !Collections.disjoint(CandidateIndex.keys(one), wanted);
    }

    private void keep(String company, Listing listing) {
        kept.put(company, listing);
        int size = 0;
        for (Listing one : kept.values()) {
            size += one.index().size();
        }
        Iterator<Map.Entry<String, Listing>> eldest = kept.entrySet().iterator();
        while (size > most && eldest.hasNext()) {
            size -= eldest.next().getValue().index().size();
            eldest.remove();
        }
    }

    /** Takes note of what we wrote, so that later assets see it. */
    void wrote(ConfigurationType written, @Nullable ConfigurationPlan plan, String id) {
        if (plan instanceof ConfigurationPlan.Create create) {
            DesiredConfiguration desired = create.desired();
            put(new PsaConfiguration(
                    id, desired.company(), written.name(), desired.status(), true, desired.fields(), create.answers()));
        } else if (plan instanceof ConfigurationPlan.Retire retire) {
            retired(retire);
        } else if (plan instanceof ConfigurationPlan.Change change) {
            Listing listing = kept.get(change.desired().company());
            PsaConfiguration was = listing == null ? null : listing.index().get(change.configurationId());
            if (was != null) {
                Map<String, String> fields = new HashMap<>(was.fields());
                fields.putAll(change.fields());
                put(new PsaConfiguration(
                        was.id(),
                        was.company(),
                        was.type(),
                        change.status() == null ? was.status() : change.status(),
                        was.active() || change.status() != null,
                        fields,
                        change.answers().isEmpty() ? was.answers() : change.answers()));
            }
        }
    }

    private void retired(ConfigurationPlan.Retire retire) {
        for (Listing listing : kept.values()) {
            PsaConfiguration was = listing.index().get(retire.configurationId());
            if (was != null) {
                listing.index()
                        .put(new PsaConfiguration(
                                was.id(),
                                was.company(),
                                was.type(),
                                retire.status(),
                                false,
                                was.fields(),
                                was.answers()));
            }
        }
    }

    private void put(PsaConfiguration configuration) {
        Listing listing = kept.get(configuration.company());
        if (listing != null) {
            listing.index().put(configuration);
        }
    }
}

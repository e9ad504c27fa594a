package dev.tocsin.core.fleet;

import dev.tocsin.core.asset.Asset;
import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.engine.AssetLinking;
import dev.tocsin.core.psa.Outcome;
import dev.tocsin.core.psa.PsaConfigurations;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.StoreSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries plans out, a few at once: keeps in the store what is about to be sent, sends each with one request, keeps what came of
 * it. The only place of a run that writes configurations. Used by one thread.
 */
final class AssetWrites {
    private static final int TRIES = 4;

    private final SyncClaim claim;
    private final Fleet fleet;
    private final PsaConfigurations psa;
    private final ConfigurationType type;
    private final AssetLinking linking;
    private final ExecutorService requests;
    private final Pauses pauses;
    private final Troubles troubles;
    private final Settings settings;
    private final Clock clock;
    private final LongSupplier guarded;

    /**
     * Writes of one run.
     *
     * @param guarded how many changes and retirements the guard admitted so far
     */
    AssetWrites(
            SyncClaim claim,
            Fleet fleet,
            PsaConfigurations psa,
            ConfigurationType type,
            AssetLinking linking,
            ExecutorService requests,
            Pauses pauses,
            Troubles troubles,
            Settings settings,
            Clock clock,
            LongSupplier guarded) {
        this.claim = claim;
        this.fleet = fleet;
        this.psa = psa;
        this.type = type;
        this.linking = linking;
        this.requests = requests;
        this.pauses = pauses;
        this.troubles = troubles;
        this.settings = settings;
        this.clock = clock;
        this.guarded = guarded;
    }

    /**
     * What became of one write.
     *
     * @param decided what was to be written
     * @param outcome what came of it, never that it was not executed
     */
    record Written(Decided decided, Outcome<String> outcome) {}

    /** How many are best written at once. */
    int atOnce() {
        return settings.parallelRequests();
    }

    /**
     * Writes.
     *
     * @return what became of each, in no order to rely on
     * @throws RunStopped if the PSA lets nobody in or takes nothing, or somebody asked the run to stop; what is certain is kept
     */
    List<Written> write(List<Decided> batch) {
        List<Written> written = new ArrayList<>();
        List<Decided> open = batch;
        for (int tries = 1; !open.isEmpty(); tries++) {
            Instant planned = clock.instant();
            List<Decided> now = open;
            claim.begin(change -> change.guarded(guarded.getAsLong()), session -> intend(session, now, planned));
            List<Outcome<String>> outcomes = send(open, claim.notAfter(planned, settings.requestTimeout()));
            List<Written> answers = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                answers.add(new Written(open.get(i), outcomes.get(i)));
            }
            claim.keep(change -> {}, session -> keep(session, answers));
            List<Decided> again = new ArrayList<>();
            Outcome.@Nullable NotExecuted<String> refusal = null;
            for (Written one : answers) {
                if (one.outcome() instanceof Outcome.NotExecuted<String> not) {
                    again.add(one.decided());
                    refusal = refusal == null || not.accessDenied() ? not : refusal;
                } else {
                    written.add(one);
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                throw Pauses.interrupted();
            }
            if (refusal != null) {
                wait(refusal, tries);
            }
            open = again;
        }
        if (!written.isEmpty() && written.stream().allMatch(one -> one.outcome() instanceof Outcome.Unknown)) {
            troubles.unanswered("requests were sent and their answers lost");
        } else {
            troubles.answered();
        }
        return written;
    }

    private void wait(Outcome.NotExecuted<String> refusal, int tries) {
        Duration asked = refusal.retryAfter();
        if (refusal.accessDenied()) {
            throw RunStopped.failed(refusal.reason());
        }
        if (tries >= TRIES || asked != null && asked.compareTo(settings.longestRetryPause()) > 0) {
            throw RunStopped.failed("the PSA takes no requests: " + refusal.reason()
                    + (asked == null ? "" : "; it asks to wait for " + asked));
        }
        pauses.pause(asked != null ? asked : settings.retryPause().multipliedBy(1L << tries - 1));
    }

    private boolean intend(StoreSession session, List<Decided> open, Instant now) {
        List<FleetLink> links = new ArrayList<>();
        List<Release> releases = new ArrayList<>();
        for (Decided one : open) {
            FleetLink link = WriteLinks.before(one, now, claim.run().number());
            if (link != null) {
                links.add(link);
                if (one.released() != null) {
                    releases.add(one.released());
                }
            }
        }
        Release.save(session, fleet, links, releases);
        return true;
    }

    private boolean keep(StoreSession session, List<Written> answers) {
        Instant certain = clock.instant().minus(settings.quarantine());
        List<FleetLink> links = new ArrayList<>();
        for (Written one : answers) {
            FleetLink link =
                    WriteLinks.after(one.decided(), one.outcome(), claim.run().number(), certain);
            if (link != null) {
                links.add(link);
            }
        }
        if (!links.isEmpty()) {
            session.fleets().save(fleet, links);
        }
        for (Written one : answers) {
            if (one.outcome() instanceof Outcome.Done<String> done) {
                attach(session, one.decided(), done.value());
            }
        }
        return true;
    }

    /** Has the configuration of an asset that is in use attached to the tickets about it. */
    void attach(StoreSession session, Decided decided, String configurationId) {
        linking.link(
                session,
                fleet.connectionId(),
                synced(decided, configurationId).stream().toList());
    }

    /** Has configurations attached whose links were forgotten, as when their company was mapped anew. */
    void attachMissing(StoreSession session, List<Decided> decided) {
        linking.linkMissing(
                session,
                fleet.connectionId(),
                decided.stream()
                        .flatMap(one -> one.plan() instanceof ConfigurationPlan.Unchanged same
                                ? synced(one, same.configurationId()).stream()
                                : Stream.empty())
                        .toList());
    }

    private static Optional<AssetLinking.Synced> synced(Decided decided, String configurationId) {
        Asset asset = decided.asset();
        String company = decided.company();
        return asset == null || asset.retired() || company == null
                ? Optional.empty()
                : Optional.of(new AssetLinking.Synced(asset.companyId(), company, asset.name(), configurationId));
    }

    private List<Outcome<String>> send(List<Decided> batch, Instant notAfter) {
        List<Future<Outcome<String>>> sent = new ArrayList<>();
        List<Outcome<String>> outcomes = new ArrayList<>();
        for (Decided one : batch) {
            try {
                sent.add(requests.submit(() -> request(one.plan(), notAfter)));
            } catch (RejectedExecutionException e) {
                break;
            }
        }
        boolean interrupted = false;
        Error death = null;
        for (Future<Outcome<String>> one : sent) {
            while (true) {
                try {
                    outcomes.add(one.get());
                } catch (InterruptedException e) {
                    interrupted = true;
                    continue;
                } catch (ExecutionException e) {
                    death = e.getCause() instanceof Error error ? error : death;
                    outcomes.add(new Outcome.Unknown<>(String.valueOf(e.getCause())));
                } catch (CancellationException e) {
                    outcomes.add(new Outcome.Unknown<>("the host's executor dropped the request"));
                }
                break;
            }
        }
        if (death != null) {
            throw death;
        }
        while (outcomes.size() < batch.size()) {
            outcomes.add(new Outcome.NotExecuted<>("the executor of requests is closed", null, true));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }

    private Outcome<String> request(@Nullable ConfigurationPlan plan, Instant notAfter) {
        if (plan instanceof ConfigurationPlan.Create create) {
            return psa.create(type, create, notAfter);
        }
        if (plan instanceof ConfigurationPlan.Change change) {
            return psa.change(type, change, notAfter);
        }
        if (plan instanceof ConfigurationPlan.Retire retire) {
            return psa.retire(retire, notAfter);
        }
        throw new IllegalArgumentException(plan + " writes nothing");
    }
}

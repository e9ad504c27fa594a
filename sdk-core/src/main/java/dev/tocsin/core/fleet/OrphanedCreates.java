package dev.tocsin.core.fleet;

import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.sync.SyncProblem;
import dev.tocsin.core.sync.SyncProgress;
import java.time.Instant;
import java.util.List;

/** Creates of unknown outcome whose assets came no more: nothing is left to find their configurations by, so a person is told. */
final class OrphanedCreates {
    private final Store store;
    private final Fleet fleet;

    OrphanedCreates(Store store, Fleet fleet) {
        this.store = store;
        this.fleet = fleet;
    }

    /**
     * Tells of those that are certain by now, and forgets them.
     *
     * @param certain what was sent before this moment has happened or never will
     */
    void giveUp(SyncClaim claim, RunLog log, Instant certain) {
        List<FleetLink> left = store.read(session -> session.fleets().undecided(fleet)).stream()
                .filter(link -> link.run() != claim.run().number()
                        && link.configurationId() == null
                        && link.createSentAt() != null
                        && !link.createSentAt().isAfter(certain))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        claim.keep(change -> {}, session -> {
            session.fleets()
                    .save(fleet, left.stream().map(OrphanedCreates::settled).toList());
            return true;
        });
        left.forEach(link -> log.problem(new SyncProblem(
                link.key().assetId(),
                SyncProgress.Result.FAILED,
                "it came no more, and whether the configuration was made that was sent for it at " + link.createSentAt()
                        + " is not known; look in the PSA, at the company of '"
                        + link.key().companyId() + "'",
                List.of())));
    }

    private static FleetLink settled(FleetLink link) {
        return new FleetLink(link.key(), null, null, false, null, link.run());
    }
}

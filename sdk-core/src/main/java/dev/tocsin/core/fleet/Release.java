package dev.tocsin.core.fleet;

import dev.tocsin.core.store.Fleet;
import dev.tocsin.core.store.FleetLink;
import dev.tocsin.core.store.StoreSession;
import java.util.ArrayList;
import java.util.List;

/**
 * The link of an asset that there is no more, whose configuration goes to another.
 *
 * @param fleet whose link it is
 * @param link the link as it is kept so far
 */
record Release(Fleet fleet, FleetLink link) {
    private FleetLink released() {
        return new FleetLink(link.key(), null, null, false, null, link.run());
    }

    /**
     * Keeps links, with the releases that they need, so that no configuration ever stands for two.
     *
     * @param fleet whose links they are
     */
    static void save(StoreSession session, Fleet fleet, List<FleetLink> links, List<Release> releases) {
        List<FleetLink> all = new ArrayList<>();
        for (Release one : releases) {
            if (one.fleet().equals(fleet)) {
                all.add(one.released());
            } else {
                session.fleets().save(one.fleet(), List.of(one.released()));
            }
        }
        all.addAll(links);
        if (!all.isEmpty()) {
            session.fleets().save(fleet, all);
        }
    }
}

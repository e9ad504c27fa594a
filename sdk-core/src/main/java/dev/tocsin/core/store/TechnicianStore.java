package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.Technician;
import java.util.List;
import java.util.Optional;

/** The technicians. Where an order is promised it is that of Unicode code points. */
public interface TechnicianStore {
    /**
     * A technician as it is kept.
     *
     * @param technician the technician
     * @param version counts the changes of the row, from 1; one that is kept anew after it was removed begins at 1 again
     */
    record Kept(Technician technician, long version) {}

    /** The technician of an id; empty if there is none. */
    Optional<Kept> get(MspId msp, String id);

    /** All technicians of an MSP, by id. */
    List<Kept> all(MspId msp);

    /**
     * The technician whom a system knows by a name.
     *
     * @param key the username as {@link dev.tocsin.core.people.Username#key} writes it
     */
    Optional<Kept> byUsername(MspId msp, String key);

    /**
     * Keeps a technician in place of the one of the same id, if nobody else changed it meanwhile.
     *
     * @param version the version that was read, or 0 if none was there
     * @return whether it is kept; if not, nothing is changed and the work may go on
     * @throws StoreException if another technician of the MSP has one of the usernames, or the same user of the directory; the
     *     transaction can then not be kept any more
     */
    boolean save(Technician technician, long version);

    /**
     * Removes a technician. What the ledger of consent says of the person stays.
     *
     * @param version the version that was read
     * @return whether it is removed; if not, it is another version or gone, and nothing is changed
     */
    boolean remove(MspId msp, String id, long version);
}

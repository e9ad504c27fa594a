package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.CompanyUser;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users of customers, as their directories last told. Where an order is promised it is that of Unicode code points.
 * Collections may be of any size, but each call is one piece of a transaction: some hundred users at a time keep others from
 * waiting.
 */
public interface CompanyUserStore {
    /** Keeps users in place of those of the same directory's user; of several of one, the last counts. */
    void save(Collection<CompanyUser> users);

    /** The user of a directory's id; empty if the directory never told of one. */
    Optional<CompanyUser> get(MspId msp, String connectionId, String userId);

    /**
     * The users of a company whom an event may mean: those of the object id, and those whose principal name is the name in any
     * case. For {@link dev.tocsin.core.people.UserMatching}, which decides.
     *
     * @param objectId the directory's id, in any case; null for none
     * @param principalName the name to sign in with, in any case; null for none
     */
    List<CompanyUser> candidates(
            MspId msp, String companyId, @Nullable String objectId, @Nullable String principalName);

    /**
     * The users of a directory, those that are gone included, by user id.
     *
     * @param after the user id after which to go on, or null to start
     * @param limit the most users to give, at least 1
     */
    List<CompanyUser> page(MspId msp, String connectionId, @Nullable String after, int limit);

    /** How many users of a directory are not gone. */
    long count(MspId msp, String connectionId);

    /**
     * Forgets all users of a directory, as when its company is disconnected.
     *
     * @return how many there were
     */
    int removeAll(MspId msp, String connectionId);
}

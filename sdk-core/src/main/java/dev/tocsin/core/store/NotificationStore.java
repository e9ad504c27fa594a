package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PersonRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages to people, sent and to be sent. The store holds that a key is there once in an MSP, and refuses a change under a
 * token that is not the latest.
 */
public interface NotificationStore {
    /** A number for a new notification, larger than all before. */
    long nextId();

    /**
     * Keeps a new notification, unless its MSP has one with its key; returns whether it is kept.
     *
     * @throws StoreException if another has its id
     */
    boolean add(Notification notification);

    /**
     * Keeps changes of notifications. One that was just claimed has the token after the stored one; any other has the stored one.
     *
     * @throws StoreException if one is not there, or a token is older: another worker has taken the notification up meanwhile
     */
    void save(Collection<Notification> notifications);

    /** A notification by id; empty if there is none. */
    Optional<Notification> get(long id);

    /** A notification of an MSP by key; empty if there is none. */
    Optional<Notification> byKey(MspId msp, String key);

    /**
     * The notification of an MSP that a service carried under an id of its own; the first planned if there are several, empty if there
     * is none.
     *
     * @param channelId the channel that carried it
     * @param providerId the service's id
     */
    Optional<Notification> byProvider(MspId msp, String channelId, String providerId);

    /** The notifications about an incident, in the order in which they were planned. */
    List<Notification> ofIncident(long incidentId);

    /**
     * The notifications about a step of an incident's escalation that go or went to an address by a kind, in the order in which they
     * were planned; those that nobody has begun to send have none yet.
     *
     * @param epoch the epoch of the escalation
     * @param step the step in it
     */
    List<Notification> toAddress(long incidentId, int epoch, int step, ChannelKind kind, String address);

    /** The notifications that go or went out with another, in the order in which they were planned. */
    List<Notification> bundledWith(long id);

    /**
     * The notifications of an MSP that are due at or before a moment, those due first in front, then by id. Not what is {@code SENT} and
     * only {@linkplain #toAskFor to be asked for}.
     *
     * @param kinds the kinds that are asked for
     */
    List<Notification> due(MspId msp, Instant now, Set<ChannelKind> kinds, int limit);

    /** Those by a kind that are {@code SENT} and due to be asked for, due first in front, then by id. */
    List<Notification> toAskFor(MspId msp, Instant now, ChannelKind kind, int limit);

    /**
     * Those due by a kind in another order: what has no severity first, then the most severe, and of the same severity those due first,
     * then by id. Behind them what is to be asked for.
     */
    List<Notification> urgent(MspId msp, Instant now, ChannelKind kind, int limit);

    /** When the next notification of an MSP is due, to be asked for included; null if none is. */
    @Nullable
    Instant nextDue(MspId msp, Set<ChannelKind> kinds);

    /** The planned notifications to a person by a kind, due or not, in the order in which they were planned. */
    List<Notification> planned(PersonRef person, ChannelKind kind);

    /** Those of them about an incident. */
    List<Notification> planned(PersonRef person, ChannelKind kind, long incidentId);

    /**
     * When notifications for some purposes went out to a person, the latest first: the times of their last requests, of those in whatever
     * state that have one after a moment. Parts of a bundle are not counted, the one that carried them is.
     */
    List<Instant> sentTimes(PersonRef person, Set<ChannelKind> kinds, Set<Purpose> purposes, Instant after);

    /**
     * The live incidents of which a person was told in an alert or reminder, the latest told first and of those told at the same
     * moment the later incident. Told is whoever may have got it: a request for it was made, whatever the service answered, or it
     * went out within a bundle. A message that did arrive although its service said otherwise must not make an answer to it mean
     * another incident.
     */
    List<Long> openIncidents(PersonRef person);

    /**
     * The notifications of an MSP in the order of their ids, a page at a time.
     *
     * @param after the id after which to begin, 0 for the beginning
     */
    List<Notification> page(MspId msp, long after, int limit);
}

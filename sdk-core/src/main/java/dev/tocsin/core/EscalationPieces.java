package dev.tocsin.core;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.escalation.EscalationPiece.Kind;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallOverride;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.Stored;
import dev.tocsin.core.store.StoredConfiguration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What says who is told of incidents, as {@link Configuration} keeps it: each piece names only what there is. Thread-safe. */
final class EscalationPieces {
    private final Pieces pieces;

    EscalationPieces(Pieces pieces) {
        this.pieces = pieces;
    }

    boolean save(EscalationPiece piece) {
        return changed(piece.msp(), session -> {
            StoredConfiguration known = Pieces.configuration(session, piece.msp());
            requireNamed(piece, known.escalation());
            return pieces.replaces(
                    session,
                    piece.msp(),
                    subject(piece.kind(), piece.id()),
                    known.escalation(),
                    piece,
                    is(piece.kind(), piece.id()),
                    () -> session.configuration().save(piece, pieces.origin()));
        });
    }

    boolean remove(MspId msp, Kind kind, String id) {
        return changed(msp, session -> {
            List<Stored<EscalationPiece>> known =
                    Pieces.configuration(session, msp).escalation();
            if (!pieces.mayRemove(known, is(kind, id))) {
                return false;
            }
            requireUnused(kind, id, known);
            if (kind == Kind.SCHEDULE) {
                overridesOf(id, known).forEach(one -> removed(session, msp, Kind.OVERRIDE, one.id()));
            }
            return removed(session, msp, kind, id);
        });
    }

    private boolean removed(StoreSession session, MspId msp, Kind kind, String id) {
        return pieces.removed(
                session, msp, subject(kind, id), session.configuration().removeEscalation(msp, kind, id));
    }

    /** Nothing that is held back acts because others are told of it. */
    private boolean changed(MspId msp, Predicate<StoreSession> work) {
        return pieces.change(msp, work::test, any -> false);
    }

    private static void requireNamed(EscalationPiece piece, List<Stored<EscalationPiece>> known) {
        if (piece instanceof NotificationRoute route && route.policyId() != null) {
            require("routes[" + route.id() + "].escalation", Kind.POLICY, route.policyId(), known);
        } else if (piece instanceof OnCallOverride override) {
            require("overrides[" + override.id() + "].onCall", Kind.SCHEDULE, override.scheduleId(), known);
        } else if (piece instanceof EscalationPolicy policy) {
            for (int i = 0; i < policy.steps().size(); i++) {
                String place = "escalations[" + policy.id() + "].steps[" + i + "].onCall";
                schedules(policy.steps().get(i).recipients().stream())
                        .forEach(id -> require(place, Kind.SCHEDULE, id, known));
            }
        }
    }

    private static void require(String place, Kind kind, String id, List<Stored<EscalationPiece>> known) {
        if (Pieces.find(known, is(kind, id)).isEmpty()) {
            throw new ConfigurationException(
                    place, "'" + id + "' does not exist; legal are " + ids(known, other -> other.kind() == kind));
        }
    }

    private static void requireUnused(Kind kind, String id, List<Stored<EscalationPiece>> known) {
        if (kind == Kind.POLICY) {
            unused(
                    "escalations[" + id + "]",
                    "routes",
                    ids(known, one -> one instanceof NotificationRoute route && id.equals(route.policyId())));
        } else if (kind == Kind.SCHEDULE) {
            unused(
                    "onCall[" + id + "]",
                    "escalations",
                    ids(
                            known,
                            one -> one instanceof EscalationPolicy policy
                                    && schedules(policy.steps().stream().flatMap(step -> step.recipients().stream()))
                                            .anyMatch(id::equals)));
        }
    }

    private static void unused(String place, String users, List<String> ids) {
        if (!ids.isEmpty()) {
            throw new ConfigurationException(
                    place, "is named by the " + users + " " + ids + "; one that none of them names can be removed");
        }
    }

    private static Stream<String> schedules(Stream<Recipient> recipients) {
        return recipients.filter(Recipient.OnCall.class::isInstance).map(one -> ((Recipient.OnCall) one).scheduleId());
    }

    private static Stream<OnCallOverride> overridesOf(String scheduleId, List<Stored<EscalationPiece>> known) {
        return known.stream()
                .map(Stored::item)
                .filter(OnCallOverride.class::isInstance)
                .map(OnCallOverride.class::cast)
                .filter(override -> override.scheduleId().equals(scheduleId));
    }

    private static List<String> ids(List<Stored<EscalationPiece>> known, Predicate<EscalationPiece> which) {
        return known.stream()
                .map(Stored::item)
                .filter(which)
                .map(EscalationPiece::id)
                .toList();
    }

    private static Predicate<EscalationPiece> is(Kind kind, String id) {
        return piece -> piece.kind() == kind && piece.id().equals(id);
    }

    private static String subject(Kind kind, String id) {
        return switch (kind) {
            case POLICY -> "escalation " + id;
            case ROUTE -> "route " + id;
            case SCHEDULE -> "on-call schedule " + id;
            case OVERRIDE -> "on-call override " + id;
            case QUIET_HOURS -> "quiet hours of " + id;
        };
    }
}

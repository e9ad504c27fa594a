package dev.tocsin.core.escalation;

import dev.tocsin.core.base.MspId;

/** A piece of the configuration that says who is told of incidents. Pieces of one kind have different ids. */
public sealed interface EscalationPiece
        permits EscalationPolicy, NotificationRoute, OnCallSchedule, OnCallOverride, QuietHours {
    /** The MSP. */
    MspId msp();

    /** The id among the pieces of its kind. */
    String id();

    /** What it is. */
    default Kind kind() {
        if (this instanceof EscalationPolicy) {
            return Kind.POLICY;
        } else if (this instanceof NotificationRoute) {
            return Kind.ROUTE;
        } else if (this instanceof OnCallSchedule) {
            return Kind.SCHEDULE;
        }
        return this instanceof OnCallOverride ? Kind.OVERRIDE : Kind.QUIET_HOURS;
    }

    /** What a piece is. */
    enum Kind {
        /** An {@link EscalationPolicy}. */
        POLICY,
        /** A {@link NotificationRoute}. */
        ROUTE,
        /** An {@link OnCallSchedule}. */
        SCHEDULE,
        /** An {@link OnCallOverride}. */
        OVERRIDE,
        /** {@link QuietHours}. */
        QUIET_HOURS
    }
}

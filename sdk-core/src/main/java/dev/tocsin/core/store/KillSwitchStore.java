package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.KillSwitches;
import java.time.Instant;

/** The kill switches, and the incidents that they keep from asking for a ticket. */
public interface KillSwitchStore {
    /** The switches of an MSP that were ever turned. */
    KillSwitches of(MspId msp);

    /** Keeps the last turn of a switch. */
    void turn(MspId msp, KillSwitch turned);

    /** Makes the incidents that a switch stopped due now, to be decided anew. Like any change; returns how many. */
    int wakeStopped(MspId msp, Instant now);
}

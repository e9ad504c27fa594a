package dev.tocsin.core.store;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.KillSwitches;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kill switches in memory. */
final class VolatileKillSwitches implements KillSwitchStore {
    private final VolatileTransaction transaction;
    private final VolatileIncidents incidents;
    private final Map<MspId, KillSwitches> switches = new HashMap<>();

    VolatileKillSwitches(VolatileTransaction transaction, VolatileIncidents incidents) {
        this.transaction = transaction;
        this.incidents = incidents;
    }

    @Override
    public KillSwitches of(MspId msp) {
        transaction.reading();
        return switches.getOrDefault(msp, KillSwitches.NONE);
    }

    @Override
    public void turn(MspId msp, KillSwitch turned) {
        transaction.put(
                switches, msp, switches.getOrDefault(msp, KillSwitches.NONE).turned(turned));
    }

    @Override
    public int wakeStopped(MspId msp, Instant now) {
        transaction.writing();
        List<Incident> stopped =
                incidents.places().stopped(msp).stream().map(incidents::known).toList();
        incidents.save(stopped.stream()
                .map(incident -> incident.change()
                        .place(incident.place().free())
                        .waitUntil(now)
                        .done())
                .toList());
        return stopped.size();
    }
}

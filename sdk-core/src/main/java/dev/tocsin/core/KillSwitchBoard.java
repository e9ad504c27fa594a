package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.engine.Replay;
import dev.tocsin.core.engine.Worker;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.TrailStore;
import dev.tocsin.core.storm.KillSwitch;
import dev.tocsin.core.storm.KillSwitch.Level;
import dev.tocsin.core.storm.KillSwitches;
import java.time.Clock;
import java.util.List;

/**
 * The kill switches of an MSP: each stops all writes to the outside, for the MSP, a company or a rule, until it is turned
 * off. Nothing is lost meanwhile. They are kept in the store and count for all workers at once. Thread-safe.
 */
public final class KillSwitchBoard {
    private final Store store;
    private final MspId msp;
    private final Replay replay;
    private final Worker worker;
    private final Clock clock;

    KillSwitchBoard(Store store, MspId msp, Replay replay, Worker worker, Clock clock) {
        this.store = store;
        this.msp = msp;
        this.replay = replay;
        this.worker = worker;
        this.clock = clock;
    }

    /**
     * Stops all writes of a target. Requests that are under way are not called back.
     *
     * @param level what it stops
     * @param id the company's or the rule's id; empty for the MSP
     * @param by the person who turns it
     * @param why why, for people
     * @throws IllegalArgumentException if the id does not suit the level, or the person is blank
     */
    public KillSwitch stop(Level level, String id, String by, String why) {
        KillSwitch turned = new KillSwitch(level, id, true, by, clock.instant(), why);
        store.write(session -> {
            turn(session, turned);
            return true;
        });
        return turned;
    }

    /**
     * Lets a target be written to again: what was put off goes on, and groups that ask for a ticket pass the gate like
     * any other, so that a backlog is paced or absorbed. Turning one off that is not on only tells who did.
     *
     * @throws IllegalArgumentException if the id does not suit the level, or the person is blank
     */
    public KillSwitch resume(Level level, String id, String by, String why) {
        KillSwitch turned = new KillSwitch(level, id, false, by, clock.instant(), why);
        KillSwitches before = store.write(session -> {
            KillSwitches known = session.killSwitches().of(msp);
            turn(session, turned);
            return known;
        });
        before.on().stream()
                .filter(one -> one.level() == level && one.id().equals(id))
                .forEach(one -> replay.resumed(msp, one, turned.at()));
        worker.wake();
        return turned;
    }

    private void turn(StoreSession session, KillSwitch turned) {
        session.killSwitches().turn(msp, turned);
        String text = (turned.on() ? "turned on" : "turned off")
                + (turned.why().isBlank() ? "" : ": " + turned.why().strip());
        session.trail()
                .append(List.of(new TrailStore.Entry(
                        0, msp, turned.at(), turned.by(), "kill switch of " + turned.target(), text)));
    }

    /** All that were ever turned, the widest first. */
    public KillSwitches all() {
        return store.read(session -> session.killSwitches().of(msp));
    }
}

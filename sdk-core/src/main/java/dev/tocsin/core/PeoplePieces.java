package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.store.Store;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The facades for people.
 *
 * @param technicians the MSP's people
 * @param directories the customers' people
 * @param consent what they agreed to
 */
record PeoplePieces(Technicians technicians, Directories directories, ConsentLedger consent) {
    PeoplePieces(MspId msp, Store store, Catalogues catalogues, Clock clock, RandomGenerator random) {
        this(msp, store, catalogues, clock, random, new Attestations(msp, store, clock, random));
    }

    private PeoplePieces(
            MspId msp,
            Store store,
            Catalogues catalogues,
            Clock clock,
            RandomGenerator random,
            Attestations attestations) {
        this(
                new Technicians(msp, store, clock, random),
                new Directories(msp, store, catalogues, clock, attestations),
                new ConsentLedger(msp, store, clock, random, attestations));
    }
}

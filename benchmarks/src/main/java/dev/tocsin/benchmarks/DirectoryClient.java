package dev.tocsin.benchmarks;

import dev.tocsin.simulators.graph.GraphSimulator;

/** A client that keeps the users of all tenants of a simulator, under measurement. */
interface DirectoryClient extends AutoCloseable {
    /** Reads all users the first time, and what changed each time after that. */
    DirectoryRound round() throws Exception;

    /** How many users are kept that are not as the simulator has them, the missing ones included. */
    long wrong(GraphSimulator simulator);

    /** What it was told to wait and what it waited. */
    Waits waits();

    @Override
    void close();
}

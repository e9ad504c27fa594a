package dev.tocsin.core.fleet;

/** Counts what got no answer in a row: after some of it the PSA is taken to be down, and the run does not wait for the rest. */
final class Troubles {
    private static final int MOST = 5;

    private int inARow;

    void answered() {
        inARow = 0;
    }

    /** @throws RunStopped if that was one too many */
    void unanswered(String reason) {
        if (++inARow >= MOST) {
            throw RunStopped.failed(MOST + " times in a row the PSA gave no answer that can be used: " + reason);
        }
    }
}

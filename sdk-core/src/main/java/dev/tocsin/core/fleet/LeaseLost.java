package dev.tocsin.core.fleet;

/** The run is another's by now, so that nothing more may be written. */
final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(String message) {
        super(message, null, false, false);
    }
}

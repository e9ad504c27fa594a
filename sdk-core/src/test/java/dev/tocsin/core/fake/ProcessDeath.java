package dev.tocsin.core.fake;

/** The process dies here: nobody commits what came of the request. */
public final class ProcessDeath extends Error {
    private static final long serialVersionUID = 1L;

    public ProcessDeath() {
        super("the process died", null, false, false);
    }
}

package dev.tocsin.core.preview;

/** Is told how far a preview has got, on the caller's thread. What it throws ends the preview. */
@FunctionalInterface
public interface PreviewProgress {
    /**
     * Some more events were fed.
     *
     * @param done how many were fed so far
     * @param total how many there are
     */
    void fed(int done, int total);
}

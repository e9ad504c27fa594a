package dev.tocsin.connectwise;

/** Where on a ticket a note stands, and so who sees it. */
public enum NoteKind {
    /** The discussion, which the customer may see ({@code detailDescriptionFlag}). */
    DISCUSSION("detailDescriptionFlag"),
    /** The internal analysis, for members only ({@code internalAnalysisFlag}). */
    INTERNAL("internalAnalysisFlag"),
    /** The resolution, which the customer may see ({@code resolutionFlag}). */
    RESOLUTION("resolutionFlag");

    private final String flag;

    NoteKind(String flag) {
        this.flag = flag;
    }

    String flag() {
        return flag;
    }
}

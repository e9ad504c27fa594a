package dev.tocsin.core.directory;

/**
 * How far the reading of a directory is. A user who was told more than once counts each time.
 *
 * @param connectionId the connection
 * @param pages the pages that were read and are durable
 * @param told the users that were told in them
 * @param added users who were not known
 * @param changed users of whom something changed, those who came back included
 * @param gone users whom the directory has no more
 * @param unchanged users who were as they were known, and gone ones who were never known
 * @param unreadPhones phones that could not be read
 * @param voided entries of consent that ended since a number went away from its user
 */
public record DirectoryProgress(
        String connectionId,
        int pages,
        long told,
        long added,
        long changed,
        long gone,
        long unchanged,
        long unreadPhones,
        long voided) {
    /** The beginning. */
    public static DirectoryProgress start(String connectionId) {
        return new DirectoryProgress(connectionId, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Both together. */
    DirectoryProgress plus(DirectoryProgress more) {
        return new DirectoryProgress(
                connectionId,
                pages + more.pages,
                told + more.told,
                added + more.added,
                changed + more.changed,
                gone + more.gone,
                unchanged + more.unchanged,
                unreadPhones + more.unreadPhones,
                voided + more.voided);
    }

    @Override
    public String toString() {
        return told + " users told: " + added + " added, " + changed + " changed, " + gone + " gone, " + unchanged
                + " unchanged" + (unreadPhones == 0 ? "" : ", " + unreadPhones + " phones not read");
    }
}

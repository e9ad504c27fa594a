package dev.tocsin.core.people;

/**
 * A user of one directory.
 *
 * @param connectionId the connection of the directory, 1 to 100 characters
 * @param userId the directory's own id of the user, such as the Microsoft Graph object id, 1 to 200 characters
 */
public record DirectoryRef(String connectionId, String userId) {
    /** Refuses blank and overlong ids. */
    public DirectoryRef {
        if (connectionId.isBlank() || connectionId.length() > 100) {
            throw new IllegalArgumentException("connectionId: 1 to 100 characters are needed");
        }
        if (userId.isBlank() || userId.length() > 200) {
            throw new IllegalArgumentException("userId: 1 to 200 characters are needed");
        }
    }
}

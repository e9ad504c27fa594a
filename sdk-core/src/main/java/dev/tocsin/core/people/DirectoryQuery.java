package dev.tocsin.core.people;

import org.jspecify.annotations.Nullable;

/**
 * Which users of a directory to list.
 *
 * @param search the beginning of a name, a principal name or a mail address, or null for all
 * @param pageSize the most users of a page, 1 to 999, which is what Microsoft Graph allows
 * @param cursor where the page before ended ({@link DirectoryPage#next}), or null for the first page
 */
public record DirectoryQuery(
        @Nullable String search, int pageSize, @Nullable String cursor) {
    /** Refuses an illegal size and an overlong search; a blank search is none. */
    public DirectoryQuery {
        search = PersonText.orNull(search);
        if (search != null && search.length() > 100) {
            throw new IllegalArgumentException("search: at most 100 characters are legal");
        }
        if (pageSize < 1 || pageSize > 999) {
            throw new IllegalArgumentException("pageSize: " + pageSize + " is not legal; 1 to 999 are");
        }
    }

    /** The first page of all users. */
    public static DirectoryQuery all(int pageSize) {
        return new DirectoryQuery(null, pageSize, null);
    }

    /** The first page of those whose name, principal name or mail address begins so. */
    public static DirectoryQuery search(String search, int pageSize) {
        return new DirectoryQuery(search, pageSize, null);
    }

    /** The page after one that this query gave; the page must have a further one. */
    public DirectoryQuery after(DirectoryPage page) {
        if (page.next() == null) {
            throw new IllegalArgumentException("cursor: the page was the last one");
        }
        return new DirectoryQuery(search, pageSize, page.next());
    }
}

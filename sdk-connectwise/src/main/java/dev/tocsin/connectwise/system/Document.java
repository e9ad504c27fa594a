package dev.tocsin.connectwise.system;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a document: a file or an address attached to a record.
 *
 * @param id the id
 * @param title the title
 * @param fileName the name of the file; null if unset
 * @param owner the identifier of the member who attached it; null if unset
 * @param size the size of the file in bytes; null if unset
 * @param documentType the type; null if unset
 * @param link whether it is an address of a file
 * @param url whether it is an address of a page
 * @param image whether it is a picture
 * @param publicDocument whether the customer may see it
 * @param readOnly whether it may not be changed
 * @param createdOn when it was attached; null if the answer omits it or cannot be read
 * @param guid a name that is unique in the world; null if unset
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record Document(
        int id,
        String title,
        @Nullable String fileName,
        @Nullable String owner,
        @Nullable Integer size,
        @Nullable Reference documentType,
        boolean link,
        boolean url,
        boolean image,
        boolean publicDocument,
        boolean readOnly,
        @Nullable Instant createdOn,
        @Nullable String guid,
        @Nullable Instant lastUpdated) {
    static Document from(JsonRecord f) {
        return new Document(
                f.id(),
                f.textOrEmpty("title"),
                f.text("fileName"),
                f.text("owner"),
                f.integer("size"),
                Reference.in(f, "documentType"),
                f.flag("linkFlag"),
                f.flag("urlFlag"),
                f.flag("imageFlag"),
                f.flag("publicFlag"),
                f.flag("readOnlyFlag"),
                f.instant("createdOnDate"),
                f.text("guid"),
                f.info().instant("lastUpdated"));
    }
}

package dev.tocsin.connectwise.system;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document as it was downloaded. Immutable. */
public final class DocumentContent {
    private final byte[] bytes;
    private final @Nullable String contentType;
    private final @Nullable String fileName;

    /**
     * @param bytes the content; not copied, so not to be changed afterwards
     * @param contentType the media type that the server gives; null if it gives none
     * @param fileName the name that the server gives, safe as the name of a local file; null if it gives none
     */
    public DocumentContent(byte[] bytes, @Nullable String contentType, @Nullable String fileName) {
        this.bytes = bytes;
        this.contentType = contentType;
        this.fileName = fileName;
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its length in bytes. */
    public int size() {
        return bytes.length;
    }

    /** The media type as the server gives it, which may be wrong or a lie; empty if it gives none. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** The name as the server gives it, without folders and control characters; empty if none is left. */
    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    @Override
    public String toString() {
        return "document of " + bytes.length + " bytes";
    }
}

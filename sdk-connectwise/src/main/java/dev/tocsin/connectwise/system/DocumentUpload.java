package dev.tocsin.connectwise.system;

import dev.tocsin.core.base.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A file to be attached to a record. Immutable. Nothing is checked before it is sent; then all faults are told at once. */
public final class DocumentUpload {
    private static final int LONGEST_NAME = 255;
    /** These would end the name in the head of its part, or read as a folder. */
    private static final Pattern ILLEGAL_IN_NAME = Pattern.compile("[\"/\\\\]");

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(; ?charset=[A-Za-z0-9-]{1,40})?");

    private final DocumentOwner owner;
    private final String fileName;
    private final byte[] bytes;
    private final String title;
    private final String contentType;
    private final boolean hidden;

    private DocumentUpload(
            DocumentOwner owner, String fileName, byte[] bytes, String title, String contentType, boolean hidden) {
        this.owner = owner;
        this.fileName = fileName;
        this.bytes = bytes;
        this.title = title;
        this.contentType = contentType;
        this.hidden = hidden;
    }

    /**
     * A file of unknown type, titled by its name, which the customer may see.
     *
     * @param fileName the name without a folder, at most 255 characters; no quotation mark, slash, backslash or control
     *     character
     * @param bytes the content, at least one byte; copied
     */
    public static DocumentUpload file(DocumentOwner owner, String fileName, byte[] bytes) {
        return new DocumentUpload(owner, fileName, bytes.clone(), fileName, "application/octet-stream", false);
    }

    /** This file with a title of one line. The vendor states no limit of it. */
    public DocumentUpload withTitle(String text) {
        return new DocumentUpload(owner, fileName, bytes, text, contentType, hidden);
    }

    /** This file with a media type, such as {@code image/png}. */
    public DocumentUpload withContentType(String mediaType) {
        return new DocumentUpload(owner, fileName, bytes, title, mediaType, hidden);
    }

    /** This file for members only. */
    public DocumentUpload hiddenFromCustomer() {
        return new DocumentUpload(owner, fileName, bytes, title, contentType, true);
    }

    /** The record it goes to. */
    public DocumentOwner owner() {
        return owner;
    }

    /** The name of the file. */
    public String fileName() {
        return fileName;
    }

    /** A copy of the content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The title. */
    public String title() {
        return title;
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }

    /** Whether it is for members only. */
    public boolean hidden() {
        return hidden;
    }

    /**
     * What is wrong with it, all faults at once; empty if nothing can be told against it.
     *
     * @param mostBytes the most bytes that a file may have
     */
    public List<FieldError> faults(int mostBytes) {
        List<FieldError> faults = new ArrayList<>();
        if (isNoLine(title)) {
            faults.add(fault("title", "one line of text without control characters"));
        }
        if (isNoLine(fileName)
                || ILLEGAL_IN_NAME.matcher(fileName).find()
                || fileName.strip().matches("\\.{1,2}")) {
            faults.add(fault(
                    "fileName", "a name without a folder: no quotation mark, slash, backslash or control character"));
        }
        if (fileName.length() > LONGEST_NAME) {
            faults.add(fault("fileName", "at most " + LONGEST_NAME + " characters, not " + fileName.length()));
        }
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            faults.add(fault("contentType", "a media type such as image/png, at most with a charset"));
        }
        if (bytes.length == 0 || bytes.length > mostBytes) {
            faults.add(fault("file", "1 to " + mostBytes + " bytes, not " + bytes.length));
        }
        return faults;
    }

    private static FieldError fault(String field, String message) {
        return new FieldError(field, null, message);
    }

    /** Blank, of several lines, or not to be written as UTF-8: U+2028 and U+2029 end lines as well. */
    private static boolean isNoLine(String text) {
        return text.isBlank()
                || text.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Names neither the file nor its title, which may tell of the customer. */
    @Override
    public String toString() {
        return "file of " + bytes.length + " bytes for " + owner.recordType() + " " + owner.recordId();
    }
}

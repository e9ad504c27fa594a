package dev.tocsin.simulators.connectwise.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body of multipart/form-data, read to its end. Immutable. */
public final class MultipartForm {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70})).*");
    private static final Pattern NAME = Pattern.compile("(?i)(?:^|;)\\s*name=(?:\"([^\"]*)\"|([^;\\s]*))");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)(?:^|;)\\s*filename=(?:\"([^\"]*)\"|([^;\\s]*))");

    private final Map<String, Part> parts = new LinkedHashMap<>();

    private MultipartForm() {}

    /**
     * Reads a body.
     *
     * @throws ApiError 415 if it is no multipart/form-data, 400 if it is malformed
     */
    public static MultipartForm read(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.matches()) {
            throw ApiError.connectWiseApi(
                    415,
                    "The request entity's media type '" + contentType
                            + "' is not supported for this resource: use multipart/form-data.");
        }
        String boundary = "--" + (matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        // One char per byte, so that positions in the text are positions in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        MultipartForm form = new MultipartForm();
        int at = text.indexOf(boundary);
        while (at >= 0 && !text.startsWith("--", at + boundary.length())) {
            int head = at + boundary.length() + 2;
            int end = text.indexOf("\r\n" + boundary, head - 2);
            int content = text.indexOf("\r\n\r\n", head - 2);
            if (end < 0 || content < 0 || content > end) {
                throw malformed();
            }
            form.add(text.substring(head, Math.max(head, content)), text.substring(Math.min(content + 4, end), end));
            at = end + 2;
        }
        if (at < 0) {
            throw malformed();
        }
        return form;
    }

    private static ApiError malformed() {
        return ApiError.connectWiseApi(
                400, "Unexpected end of MIME multipart stream. MIME multipart message is not complete.");
    }

    private void add(String head, String content) {
        String disposition = "";
        String type = "";
        for (String line : head.split("\r\n", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                disposition = utf8(line.substring(line.indexOf(':') + 1));
            } else if (lower.startsWith("content-type:")) {
                type = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        String name = value(NAME, disposition.substring(Math.max(0, disposition.indexOf(';'))))
                .orElse("");
        String fileName = value(FILE_NAME, disposition).orElse("");
        parts.put(
                name.toLowerCase(Locale.ROOT), new Part(fileName, type, content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Optional<String> value(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A part by its name, in any case. */
    public Optional<Part> part(String name) {
        return Optional.ofNullable(parts.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The text of a part; empty if there is none. */
    public String text(String name) {
        return part(name)
                .map(p -> new String(p.content(), StandardCharsets.UTF_8).strip())
                .orElse("");
    }

    /** One part of the form. Immutable. */
    public static final class Part {
        private final String fileName;
        private final String contentType;
        private final byte[] content;

        private Part(String fileName, String contentType, byte[] content) {
            this.fileName = fileName;
            this.contentType = contentType;
            this.content = content;
        }

        /** The file's name; empty if it has none. */
        public String fileName() {
            return fileName;
        }

        /** The type that was sent; empty if none was. */
        public String contentType() {
            return contentType;
        }

        /** A copy of the bytes. */
        public byte[] content() {
            return content.clone();
        }
    }
}

package dev.tocsin.connectwise;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A form with a file, as RFC 7578 writes it. Names and types must hold no quotation mark and no control character: the
 * caller refuses such. Not thread-safe.
 */
final class Multipart {
    private static final String LINE = "\r\n";

    private record Part(String head, byte[] content) {}

    private final List<Part> parts = new ArrayList<>();

    Multipart field(String name, String value) {
        parts.add(new Part(
                "Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The name goes as UTF-8 in quotes, since RFC 7578 forbids the encoded form. */
    Multipart file(String name, String fileName, String contentType, byte[] content) {
        parts.add(new Part(
                "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"" + LINE
                        + "Content-Type: " + contentType,
                content));
        return this;
    }

    Call.Body body() {
        String boundary = boundary();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            write(out, "--" + boundary + LINE + part.head() + LINE + LINE);
            out.writeBytes(part.content());
            write(out, LINE);
        }
        write(out, "--" + boundary + "--" + LINE);
        return new Call.Body("multipart/form-data; boundary=" + boundary, out.toByteArray());
    }

    /** A digest of the contents, so that no content can hold the boundary that would end it. */
    private String boundary() {
        MessageDigest digest = sha256();
        parts.forEach(part -> digest.update(part.content()));
        return "tocsin-" + HexFormat.of().formatHex(digest.digest(), 0, 20);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}

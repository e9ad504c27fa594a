package dev.tocsin.examples.alertbridge.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An XML file as a stream of tags and pieces of text: no DTD, no entities but XML's own five, bounded depth. */
final class XmlFile {
    private static final int MAX_DEPTH = 64;
    private static final int DECLARATION = 256;
    private static final Pattern ENCODING = Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Map<String, Charset> CHARSETS = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "UTF-16", StandardCharsets.UTF_16);

    private final XMLStreamReader parser;
    private int depth;
    private long line = 1;

    /** Reading ends here; the file is broken from the line on. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        private final long line;

        BrokenException(String message, @Nullable Throwable cause) {
            this(1, message, cause);
        }

        BrokenException(long line, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.line = line;
        }

        /** The line, for one that came before the parser reached any; 1 if it is not known. */
        long line() {
            return line;
        }
    }

    XmlFile(InputStream stream) throws BrokenException {
        try {
            parser = factory().createXMLStreamReader(new MarkupGuard(decoded(stream)));
        } catch (XMLStreamException e) {
            throw broken(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static XMLInputFactory factory() {
        // the JDK's own, whatever else is on the class path: what is said of its limits here was tested with it
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not legal in a report");
        });
        return factory;
    }

    /** Broken bytes become U+FFFD: they come from the services that were probed, and are in text alone. */
    private static Reader decoded(InputStream stream) throws IOException, BrokenException {
        stream.mark(DECLARATION);
        byte[] beginning = stream.readNBytes(DECLARATION);
        stream.reset();
        Charset charset = StandardCharsets.UTF_8;
        if (startsWith(beginning, 0xFE, 0xFF) || startsWith(beginning, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16;
        } else {
            if (startsWith(beginning, 0xEF, 0xBB, 0xBF)) {
                stream.skipNBytes(3);
            }
            Matcher named = ENCODING.matcher(
                    new String(beginning, StandardCharsets.ISO_8859_1).replaceFirst("^\u00EF\u00BB\u00BF", ""));
            if (named.find()) {
                charset = CHARSETS.get(named.group(1).toUpperCase(Locale.ROOT));
                if (charset == null) {
                    throw new BrokenException(
                            "the encoding '" + named.group(1) + "' is not read; legal are "
                                    + String.join(", ", new java.util.TreeSet<>(CHARSETS.keySet())),
                            null);
                }
            }
        }
        return new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    private static boolean startsWith(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /** Moves on; the kind of what is there now, of {@link XMLStreamConstants}. */
    int next() throws BrokenException {
        int kind;
        try {
            kind = parser.next();
            line = Math.max(line, parser.getLocation().getLineNumber());
        } catch (XMLStreamException e) {
            if (e.getLocation() != null) {
                line = Math.max(line, e.getLocation().getLineNumber());
            }
            throw broken(e);
        } catch (RuntimeException e) {
            // the JDK's parser answers some broken input with its own internal exceptions
            throw new BrokenException("the XML is broken: " + e, e);
        }
        switch (kind) {
            case XMLStreamConstants.START_ELEMENT -> depth++;
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new BrokenException("a DOCTYPE or an entity is not legal in a report", null);
            default -> {}
        }
        if (depth > MAX_DEPTH) {
            throw new BrokenException("elements are nested deeper than " + MAX_DEPTH, null);
        }
        return kind;
    }

    /** The line reached. */
    long line() {
        return line;
    }

    /** The name of the tag here. */
    String name() {
        return parser.getLocalName();
    }

    /** An attribute of the start tag here; null if it has none of that name. */
    @Nullable
    String attribute(String name) {
        return parser.getAttributeValue(null, name);
    }

    /** Passes over the element whose start tag is here. */
    void skip() throws BrokenException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    /**
     * The text inside the element whose start tag is here, at most so long and the rest passed over; the text of
     * elements inside it is left out. Its end tag is then here.
     */
    String text(int maxLength) throws BrokenException {
        int outside = depth - 1;
        StringBuilder text = new StringBuilder();
        while (depth > outside) {
            int kind = next();
            boolean piece = kind == XMLStreamConstants.CHARACTERS || kind == XMLStreamConstants.CDATA;
            if (piece && depth == outside + 1) {
                int room = Math.min(maxLength - text.length(), parser.getTextLength());
                text.append(parser.getTextCharacters(), parser.getTextStart(), room);
            }
        }
        return text.toString();
    }

    private BrokenException broken(XMLStreamException e) {
        Throwable nested = e.getNestedException();
        if (nested instanceof MarkupGuard.RefusedException refused) {
            line = Math.max(line, refused.line());
            return new BrokenException(line, String.valueOf(refused.getMessage()), e);
        }
        if (nested instanceof IOException io) {
            return unreadable(io);
        }
        // "ParseError at [row,col]:[1,2]\nMessage: what is wrong"
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        return new BrokenException(
                "the XML is broken or ends early: " + (at < 0 ? message : message.substring(at + 9)), e);
    }

    private static BrokenException unreadable(IOException e) {
        return new BrokenException("the file cannot be read further: " + e.getMessage(), e);
    }
}

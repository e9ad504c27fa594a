package dev.tocsin.simulators.twilio.internal.twiml;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads a document. A document type is refused, so that no entity is resolved or expanded; size, depth and number of elements are bounded.
 */
public final class Twiml {
    /** The most characters of a document (Twilio: 64 kB). */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final int MAX_DEPTH = 10;
    private static final int MAX_ELEMENTS = 500;

    private int elements;

    private Twiml() {}

    /**
     * The verbs of a document, in order; none if the text is blank.
     *
     * @throws IllegalArgumentException if it is no valid document
     */
    public static List<Verb> parse(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the document has more than " + MAX_LENGTH + " characters");
        }
        Element root;
        try {
            root = builder()
                    .parse(new InputSource(new StringReader(text.strip())))
                    .getDocumentElement();
        } catch (SAXException | IOException notXml) {
            throw new IllegalArgumentException("the document cannot be read: " + notXml.getMessage(), notXml);
        }
        if (!root.getTagName().equals("Response")) {
            throw new IllegalArgumentException("the document's root is '" + root.getTagName() + "', not 'Response'");
        }
        return new Twiml().children(root);
    }

    private static DocumentBuilder builder() {
        try {
            // The platform's own, since the bound of the depth is its.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", MAX_DEPTH);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Without one the parser writes to the console.
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException("the platform's XML parser knows no safe mode", missing);
        }
    }

    private List<Verb> children(Element parent) {
        List<Verb> verbs = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                if (++elements > MAX_ELEMENTS) {
                    throw new IllegalArgumentException("the document has more than " + MAX_ELEMENTS + " elements");
                }
                verbs.add(new Verb(element.getTagName(), attributes(element), text(element), children(element)));
            }
        }
        return verbs;
    }

    /** Of a message the lines are kept. */
    private static String text(Element element) {
        String text = element.getTextContent().strip();
        boolean message =
                element.getTagName().equals("Message") || element.getTagName().equals("Body");
        return message ? text : text.replaceAll("\\s+", " ");
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> attributes = new HashMap<>();
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            attributes.put(all.item(i).getNodeName(), all.item(i).getNodeValue());
        }
        return attributes;
    }
}

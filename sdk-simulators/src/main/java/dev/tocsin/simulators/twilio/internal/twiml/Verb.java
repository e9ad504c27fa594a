package dev.tocsin.simulators.twilio.internal.twiml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One element of a document.
 *
 * @param name its name, such as {@code Say}
 * @param attributes its attributes
 * @param text its text with that of nested elements, white space runs as one blank, for spoken words
 * @param children the elements within
 */
public record Verb(String name, Map<String, String> attributes, String text, List<Verb> children) {
    /** Copies the collections. */
    public Verb {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** An attribute. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** The texts of a {@code Message}: its {@code Body} if it has one, else its own. */
    public String messageBody() {
        return children.stream()
                .filter(child -> child.name().equals("Body"))
                .map(Verb::text)
                .findFirst()
                .orElse(text);
    }
}

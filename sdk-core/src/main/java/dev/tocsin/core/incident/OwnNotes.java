package dev.tocsin.core.incident;

import dev.tocsin.core.template.PlainText;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The notes that were planned for a ticket. A note on it is ours if it says what one of them says; servers change white
 * space and line ends. A marker line alone shows nothing, since a customer's answer by e-mail quotes it. Immutable.
 */
public final class OwnNotes {
    /** No notes. */
    public static final OwnNotes NONE = new OwnNotes(Set.of());

    private final Set<String> texts;

    private OwnNotes(Set<String> texts) {
        this.texts = texts;
    }

    /** The notes of these texts. */
    public static OwnNotes of(Collection<String> texts) {
        return new OwnNotes(texts.stream().map(PlainText::oneLine).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a note says what one of them says, and nothing else. */
    public boolean contain(String noteText) {
        return texts.contains(PlainText.oneLine(noteText));
    }
}

package dev.tocsin.core.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A checked template of plain text. Nothing is escaped, values are never read as templates, and what has no value is
 * empty. Immutable and thread-safe.
 *
 * <p>The time that rendering takes is bounded by the length of the template times the length of the longest list, since
 * no list may stand within another; the memory by the limit given to {@link #render}.
 */
public final class TextTemplate {
    /** The most characters of a template. */
    public static final int LONGEST = 8_000;

    /** The most levels of sections within sections. */
    public static final int DEEPEST = 6;

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withCollector(new MapsOnly());

    private final Template compiled;
    private final Set<String> names;

    private TextTemplate(Template compiled, Set<String> names) {
        this.compiled = compiled;
        this.names = names;
    }

    /**
     * A template.
     *
     * @throws IllegalArgumentException if it has faults; ask {@link #faults} first
     */
    public static TextTemplate of(String text, Vocabulary vocabulary) {
        TemplateReader reader = new TemplateReader(vocabulary);
        List<TemplateFault> faults = reader.faults(text);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return new TextTemplate(COMPILER.compile(text), reader.names());
    }

    /** All that is wrong with a text as a template, in its order; empty if it is one. */
    public static List<TemplateFault> faults(String text, Vocabulary vocabulary) {
        List<TemplateFault> faults = new TemplateReader(vocabulary).faults(text);
        if (faults.isEmpty()) {
            try {
                COMPILER.compile(text);
            } catch (MustacheException e) {
                return List.of(new TemplateFault(1, "cannot be read: " + e.getMessage()));
            }
        }
        return faults;
    }

    /** Whether the template uses a name. */
    public boolean uses(String name) {
        return names.contains(name);
    }

    /**
     * The text with some values in it.
     *
     * @param values by name: texts, numbers, booleans, and lists of such maps; the caller sees to it that they are plain
     *     and of bounded length. An item that lacks a name takes it from here
     * @param limit the most characters that are written; rendering ends there
     * @return the text as rendered, with its empty lines
     */
    public String render(Map<String, ?> values, int limit) {
        BoundedText text = new BoundedText(limit);
        try {
            compiled.execute(values, text);
        } catch (BoundedText.FullException e) {
            // what was written so far is the result
        }
        return text.toString();
    }

    /** Finds names in maps alone: no method or field of a value can be reached by a template. */
    private static final class MapsOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}

package dev.tocsin.core.template;

import dev.tocsin.core.template.Vocabulary.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template tag by tag and notes all that is wrong with it. The template engine stops at the first fault, knows no
 * names, and takes for text what is a slip of the pen. Used for one template.
 */
final class TemplateReader {
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_SHOWN = 40;

    private final Vocabulary vocabulary;
    private final List<TemplateFault> faults = new ArrayList<>();
    private final Deque<Section> open = new ArrayDeque<>();
    private final Set<String> names = new LinkedHashSet<>();
    private int line = 1;

    private record Section(String name, int line, boolean overList) {}

    TemplateReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** What is wrong with the text, in its order; at most {@value #MOST_FAULTS} faults. */
    List<TemplateFault> faults(String text) {
        if (text.isBlank()) {
            fault("is blank; leave it out for the default text");
        } else if (text.length() > TextTemplate.LONGEST) {
            fault("has " + text.length() + " characters; at most " + TextTemplate.LONGEST + " are legal");
        } else {
            read(text);
            open.descendingIterator().forEachRemaining(TemplateReader.this::neverClosed);
        }
        return List.copyOf(faults);
    }

    /** The names that the text used. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    private void read(String text) {
        int read = 0;
        for (int start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", read)) {
            line += lineEnds(text, read, start);
            int end = text.indexOf("}}", start + 2);
            if (end < 0) {
                fault("'{{' is not closed by '}}'");
                return;
            }
            String tag = text.substring(start + 2, end);
            int next = tag.startsWith("!") ? -1 : tag.indexOf("{{", 1);
            if (next > 0) {
                fault("'{{' is not closed by '}}' before the next '{{'");
                line += lineEnds(text, start, start + 2 + next);
                read = start + 2 + next;
                continue;
            }
            tag(tag);
            line += lineEnds(text, start, end);
            read = end + 2;
        }
    }

    private static int lineEnds(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private void tag(String text) {
        // as the template engine trims
        String tag = text.trim();
        if (tag.isEmpty()) {
            fault("'{{}}' is empty; a name is legal, such as {{title}}");
            return;
        }
        if (tag.startsWith("!")) {
            return;
        }
        if (tag.indexOf('{') >= 0 || tag.startsWith("&")) {
            fault("'{{" + shown(tag) + "' is not legal; nothing is escaped, so that {{name}} is all that is needed");
            return;
        }
        if (tag.indexOf('\n') >= 0 || tag.indexOf('\r') >= 0) {
            fault("'{{" + shown(tag) + "}}' has a line break in it");
            return;
        }
        String name = tag.substring(1).trim();
        switch (tag.charAt(0)) {
            case '#' -> section(name, true);
            case '^' -> section(name, false);
            case '/' -> close(name);
            case '>', '<', '$' ->
                fault("'{{" + shown(tag) + "}}' is not legal; a template takes in no other and has no blocks");
            case '=' -> fault("'{{" + shown(tag) + "}}' is not legal; the delimiters are always {{ and }}");
            default -> variable(tag);
        }
    }

    private void variable(String name) {
        Kind kind = known(name);
        if (kind == Kind.LIST) {
            fault("'" + name + "' is a list; {{#" + name + "}} … {{/" + name + "}} is legal");
        } else if (kind == Kind.FLAG) {
            fault("'" + name + "' is yes or no; {{#" + name + "}} … {{/" + name + "}} is legal, and {{^" + name + "}}");
        }
    }

    private void section(String name, boolean straight) {
        boolean list = known(name) == Kind.LIST && straight;
        if (list && inList()) {
            fault("{{#" + name + "}} is a list within a list, which would repeat it for each item");
        }
        open.push(new Section(name, line, list));
        if (open.size() == TextTemplate.DEEPEST + 1) {
            fault("{{#" + shown(name) + "}} is a section within " + TextTemplate.DEEPEST + " others; at most "
                    + TextTemplate.DEEPEST + " levels are legal");
        }
    }

    private void close(String name) {
        if (open.stream().noneMatch(section -> section.name().equals(name))) {
            fault("{{/" + shown(name) + "}} closes a section that is not open");
            return;
        }
        for (Section section = open.pop(); !section.name().equals(name); section = open.pop()) {
            neverClosed(section);
        }
    }

    private void neverClosed(Section section) {
        add(
                section.line(),
                "the section '" + shown(section.name()) + "' is not closed; {{/" + shown(section.name())
                        + "}} is missing");
    }

    private boolean inList() {
        return open.stream().anyMatch(Section::overList);
    }

    private @Nullable Kind known(String name) {
        boolean inList = inList();
        Kind kind = vocabulary.kind(name, inList);
        if (kind != null) {
            names.add(name);
        } else if (vocabulary.inLists().containsKey(name)) {
            fault("'" + name + "' is legal only within a list, such as {{#" + String.join("}}, {{#", vocabulary.lists())
                    + "}}");
        } else {
            Collection<String> legal = new ArrayList<>(vocabulary.everywhere().keySet());
            if (inList) {
                legal.addAll(vocabulary.inLists().keySet());
            }
            fault("'" + shown(name) + "' is not known; legal here are " + String.join(", ", legal));
        }
        return kind;
    }

    private static String shown(String text) {
        return PlainText.cut(PlainText.oneLine(text), LONGEST_SHOWN);
    }

    private void fault(String message) {
        add(line, message);
    }

    private void add(int at, String message) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new TemplateFault(at, message));
        }
    }
}

package dev.tocsin.core.rule;

import dev.tocsin.core.event.SecurityEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@link Condition.All} and {@link Condition.Any} have in common: the terms of one level. */
final class Trees {
    private Trees() {}

    static List<Verdict> explained(List<Condition> terms, SecurityEvent event) {
        List<Verdict> verdicts = new ArrayList<>(terms.size());
        terms.forEach(term -> verdicts.add(term.explain(event)));
        return verdicts;
    }

    static List<Object> values(List<Condition> terms) {
        List<Object> values = new ArrayList<>(terms.size());
        terms.forEach(term -> values.add(term.asValue()));
        return List.copyOf(values);
    }

    static int depth(List<Condition> terms) {
        return 1 + terms.stream().mapToInt(Condition::depth).max().orElse(0);
    }

    static int size(List<Condition> terms) {
        return 1 + terms.stream().mapToInt(Condition::size).sum();
    }

    static int patterns(List<Condition> terms) {
        return terms.stream().mapToInt(Condition::patterns).sum();
    }

    static String text(String name, List<Condition> terms) {
        return terms.stream().map(Condition::toString).collect(Collectors.joining(", ", name + " (", ")"));
    }
}

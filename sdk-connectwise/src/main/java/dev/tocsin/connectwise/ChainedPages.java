package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The pages of several lists, one list after the other. Not thread-safe. */
final class ChainedPages implements PageSource {
    private final Deque<PageSource> left;

    ChainedPages(List<PageSource> sources) {
        this.left = new ArrayDeque<>(sources);
    }

    @Override
    public List<JsonRecord> next() {
        while (!left.isEmpty()) {
            List<JsonRecord> page = left.element().next();
            if (!page.isEmpty()) {
                return page;
            }
            left.remove();
        }
        return List.of();
    }
}

package dev.tocsin.connectwise;

import dev.tocsin.connectwise.internal.JsonRecord;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages that are chosen when the first is asked for, since that may need the server's address. Not thread-safe. */
final class LazyPages implements PageSource {
    private final Supplier<PageSource> choice;
    private @Nullable PageSource chosen;

    LazyPages(Supplier<PageSource> choice) {
        this.choice = choice;
    }

    @Override
    public List<JsonRecord> next() {
        PageSource source = chosen;
        if (source == null) {
            source = choice.get();
            chosen = source;
        }
        return source.next();
    }
}

package dev.tocsin.core.fake;

import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A directory that tells of changes whatever a test says, also what no sound one would. */
public final class ScriptedDirectory implements Directory {
    private final Function<@Nullable String, @Nullable DirectoryDelta> changes;
    private int calls;

    /** A directory that answers each token so. */
    public ScriptedDirectory(Function<@Nullable String, @Nullable DirectoryDelta> changes) {
        this.changes = changes;
    }

    /** A directory that says for ever that there is more and hands its two tokens round. */
    public static ScriptedDirectory ring() {
        return new ScriptedDirectory(
                token -> new DirectoryDelta(List.of(), "one".equals(token) ? "two" : "one", true, false));
    }

    /** How many pages were asked for. */
    public int calls() {
        return calls;
    }

    @Override
    @SuppressWarnings("NullAway")
    public DirectoryDelta changes(@Nullable String token) {
        if (++calls > 1_000) {
            throw new AssertionError("the directory is read for ever");
        }
        return changes.apply(token);
    }

    @Override
    public DirectoryPage users(DirectoryQuery query) {
        return new DirectoryPage(List.of(), null);
    }

    @Override
    public Optional<DirectoryUser> user(String idOrPrincipalName) {
        return Optional.empty();
    }
}

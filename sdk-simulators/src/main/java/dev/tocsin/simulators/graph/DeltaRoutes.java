package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.query.Seal;
import dev.tocsin.simulators.graph.internal.query.Selection;
import dev.tocsin.simulators.graph.internal.records.Directory;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /users/delta} (concepts/delta-query-overview.md, api-reference/v1.0/api/user-delta.md). All state of a reader is in
 * the token: which properties it follows, from where to where in the order of changes, and how far it has come. What
 * changes between the pages of a round is shown as it is when the page is read, and again in the next round: a replay, as
 * the real service has them. Runs under the tenant's lock.
 */
final class DeltaRoutes {
    private static final Set<String> FIRST_OPTIONS = Set.of("$select", "$filter", "$deltatoken", "$skiptoken");
    private static final int MOST_IDS = 50;
    private static final Pattern ID = Pattern.compile("(?i)\\s*id\\s+eq\\s+'([^']*)'\\s*");
    /** A prime, by which slots are visited out of order. */
    private static final int STRIDE = 7_919;

    private final Limits limits;
    private final Seal seal;
    private final Clock clock;
    private final DeltaHabits habits;

    DeltaRoutes(Limits limits, Seal seal, Clock clock, DeltaHabits habits) {
        this.limits = limits;
        this.seal = seal;
        this.clock = clock;
        this.habits = habits;
    }

    /**
     * Where a reader is.
     *
     * @param initial whether it reads all users rather than changes
     * @param from the first change of the round
     * @param to the end of the round in the order of changes
     * @param offset how much of the round was read
     * @param slots how many slots there were when the reader began; later ones come with the changes
     * @param select the properties followed; empty for the default set
     * @param ids the ids followed; empty for all
     */
    private record Round(boolean initial, int from, int to, int offset, int slots, String select, List<String> ids) {}

    Answer delta(GraphCall call) {
        call.requireGet();
        limits.identity(call, call.has("$select") ? 1 : 2);
        call.requireRole("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
        call.requireOptions(FIRST_OPTIONS);
        Tenant tenant = call.tenant();
        String token = call.has("$skiptoken") ? call.option("$skiptoken") : call.option("$deltatoken");
        int position = tenant.directory().position();
        // An empty token begins anew: the Location of a 410 has one.
        if (token.isEmpty() || token.equals("latest")) {
            UserRoutes.selection(call);
            Round first = new Round(
                    token.isEmpty(),
                    position,
                    position,
                    0,
                    tenant.directory().slots(),
                    call.option("$select"),
                    ids(call.option("$filter")));
            return page(call, first);
        }
        return page(call, opened(call, token, position));
    }

    private static List<String> ids(String filter) {
        List<String> ids = new ArrayList<>();
        if (!filter.isBlank()) {
            for (String part : filter.split("(?i)\\bor\\b")) {
                Matcher id = ID.matcher(part);
                if (!id.matches()) {
                    throw GraphError.unsupportedQuery(
                            "Only filters by id are supported for delta, such as id eq '…' or id" + " eq '…'.");
                }
                ids.add(id.group(1));
            }
        }
        if (ids.size() > MOST_IDS) {
            throw GraphError.unsupportedQuery("A delta filter may name at most " + MOST_IDS + " objects.");
        }
        return ids;
    }

    private Round opened(GraphCall call, String token, int position) {
        Tenant tenant = call.tenant();
        JsonNode state = seal.open(token).orElse(Json.object());
        if (!state.path("t").asText().equals(tenant.id()) || !state.has("f")) {
            throw GraphError.of(400, "Request_BadRequest", "Badly formed token.");
        }
        if (tenant.resync(state.path("g").asInt())) {
            String select = state.path("s").asText();
            String again = "/users/delta?" + (select.isEmpty() ? "" : "$select=" + GraphCall.encoded(select) + "&");
            throw GraphError.of(410, "resyncRequired", "The sync state is gone. Read everything anew.")
                    .with("Location", call.url(again + "$deltatoken="));
        }
        Instant issued = Instant.ofEpochSecond(state.path("i").asLong());
        boolean tooOld = clock.instant().isAfter(issued.plus(habits.tokenLife()));
        if (tooOld || tenant.expired(state.path("g").asInt())) {
            throw GraphError.of(
                    habits.expiredStatus(),
                    "syncStateNotFound",
                    "The sync state generation is not found; generation="
                            + state.path("g").asInt() + ".");
        }
        List<String> ids = new ArrayList<>();
        state.path("ids").forEach(id -> ids.add(id.asText()));
        boolean page = state.has("to");
        return new Round(
                state.path("a").asBoolean(),
                state.path("f").asInt(),
                page ? state.path("to").asInt() : position,
                state.path("o").asInt(),
                state.path("z").asInt(),
                state.path("s").asText(),
                ids);
    }

    private Answer page(GraphCall call, Round round) {
        Selection selection = Selection.parse(round.select(), "user", Properties.USER, Properties.USER_DEFAULTS);
        Directory directory = call.tenant().directory();
        ObjectNode body = call.list("users" + selection.context());
        ArrayNode rows = Json.array();
        boolean more;
        if (round.initial()) {
            more = all(directory, round, selection, rows);
        } else {
            more = changes(directory, round, selection, call.prefersMinimal(), rows);
        }
        repeatSome(rows);
        if (more) {
            body.put("@odata.nextLink", call.url("/users/delta?$skiptoken=" + next(call, round)));
        } else {
            body.put("@odata.deltaLink", call.url("/users/delta?$deltatoken=" + last(call, round)));
        }
        body.set("value", rows);
        return GraphCall.json(body);
    }

    private ObjectNode state(GraphCall call, Round round) {
        ObjectNode state = Json.object()
                .put("t", call.tenant().id())
                .put("g", call.tenant().generation())
                .put("i", clock.instant().getEpochSecond())
                .put("s", round.select())
                // No two tokens are the same, even if nothing has changed.
                .put("n", habits.nextToken());
        if (!round.ids().isEmpty()) {
            ArrayNode ids = state.putArray("ids");
            round.ids().forEach(ids::add);
        }
        return state;
    }

    private String next(GraphCall call, Round round) {
        return seal.close(state(call, round)
                .put("a", round.initial())
                .put("f", round.from())
                .put("to", round.to())
                .put("o", round.offset() + habits.pageSize())
                .put("z", round.slots()));
    }

    private String last(GraphCall call, Round round) {
        // Replays: the next round begins a little before the end of this one.
        return seal.close(state(call, round).put("f", Math.max(0, round.to() - habits.replays())));
    }

    /** A page of all users, out of order; whether there are more. */
    private boolean all(Directory directory, Round round, Selection selection, ArrayNode rows) {
        if (!round.ids().isEmpty()) {
            for (String id : round.ids()) {
                directory.find(id).ifPresent(slot -> rows.add(selection.cutPresent(directory.read(slot))));
            }
            return false;
        }
        int slots = round.slots();
        int end = Math.min(slots, round.offset() + habits.pageSize());
        for (int i = round.offset(); i < end; i++) {
            int slot = slots % STRIDE == 0 ? i : (int) ((long) i * STRIDE % slots);
            if (directory.state(slot) == Directory.State.LIVE) {
                rows.add(selection.cutPresent(directory.read(slot)));
            }
        }
        return end < slots;
    }

    private boolean changes(Directory directory, Round round, Selection selection, boolean minimal, ArrayNode rows) {
        Map<Integer, Set<String>> changed = directory.changed(round.from(), round.to(), selection.names());
        List<Map.Entry<Integer, Set<String>>> entries = new ArrayList<>(changed.entrySet());
        Collections.shuffle(entries, new Random(31L * round.from() + round.to()));
        if (!round.ids().isEmpty()) {
            entries.removeIf(entry -> !round.ids().contains(directory.id(entry.getKey())));
        }
        int end = Math.min(entries.size(), round.offset() + habits.pageSize());
        for (Map.Entry<Integer, Set<String>> entry : entries.subList(Math.min(round.offset(), end), end)) {
            rows.add(changed(directory, entry.getKey(), entry.getValue(), selection, minimal));
        }
        return end < entries.size();
    }

    private static ObjectNode changed(
            Directory directory, int slot, Set<String> properties, Selection selection, boolean minimal) {
        ObjectNode user = directory.read(slot);
        return switch (directory.state(slot)) {
            case DELETED -> removed(user, "changed");
            case PURGED -> removed(user, "deleted");
            case LIVE -> {
                boolean whole = properties.isEmpty() || !minimal;
                yield (whole ? selection : Selection.of(new TreeSet<>(properties))).cutPresent(user);
            }
        };
    }

    /** {@code changed} can be restored, {@code deleted} cannot (concepts/delta-query-overview.md). */
    private static ObjectNode removed(ObjectNode user, String reason) {
        ObjectNode removed = Json.object();
        removed.set("id", user.path("id"));
        removed.putObject("@removed").put("reason", reason);
        return removed;
    }

    private void repeatSome(ArrayNode rows) {
        int every = habits.duplicates();
        int size = rows.size();
        for (int i = every - 1; every > 0 && i < size; i += every) {
            rows.add(rows.get(i));
        }
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.query.Rows;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stored configurations by id. Seeded ones take one bit each: they are generated from their id whenever they are looked
 * at, until they are changed and stored in full.
 */
final class ConfigurationStore implements Rows {
    static final int FIRST_ID = 1_001;
    /** Of more, an index would take too much room; they are looked at one by one. */
    private static final int MOST_INDEXED = 200_000;

    private final Changes changes;
    private final UnaryOperator<ObjectNode> shown;
    private final TreeMap<Integer, ObjectNode> stored = new TreeMap<>();
    private final BitSet deleted = new BitSet();
    private IntFunction<ObjectNode> generator = id -> {
        throw new IllegalStateException("configuration " + id + " is not seeded");
    };
    private ToIntFunction<String> companyOf = identifier -> 0;
    /** The ids by their company, made when it is first asked for; null before. */
    private @Nullable Map<Integer, TreeSet<Integer>> byCompany;

    private int seeded;
    private int nextId = FIRST_ID;

    /**
     * @param changes is told of every change
     * @param shown makes what clients see of what is stored
     */
    ConfigurationStore(Changes changes, UnaryOperator<ObjectNode> shown) {
        this.changes = changes;
        this.shown = shown;
    }

    /**
     * Seeds configurations before any other is added.
     *
     * @throws IllegalStateException if there are configurations already
     */
    void seed(int count, IntFunction<ObjectNode> newGenerator) {
        if (nextId != FIRST_ID) {
            throw new IllegalStateException("configurations: they can be seeded only once and first of all");
        }
        generator = newGenerator;
        seeded = count;
        nextId += count;
    }

    /** How a company's id is found by its identifier in lower case; 0 for none. */
    void companies(ToIntFunction<String> idOf) {
        companyOf = idOf;
    }

    private static int company(ObjectNode row) {
        return row.path("company").path("id").asInt();
    }

    private void unindex(int id) {
        Map<Integer, TreeSet<Integer>> index = byCompany;
        if (index != null) {
            raw(id).ifPresent(row ->
                    index.getOrDefault(company(row), new TreeSet<>()).remove(id));
        }
    }

    private void index(ObjectNode row) {
        if (byCompany != null) {
            byCompany
                    .computeIfAbsent(company(row), company -> new TreeSet<>())
                    .add(row.path("id").asInt());
        }
    }

    @Override
    public IntStream idsAfter(int id, Map<String, String> required) {
        String companyId = required.get("company/id");
        String identifier = required.get("company/identifier");
        if (companyId == null && identifier == null || size() > MOST_INDEXED) {
            return idsAfter(id);
        }
        if (byCompany == null) {
            byCompany = new HashMap<>();
            idsAfter(0).forEach(one -> index(raw(one).orElseThrow()));
        }
        int company = companyId != null && companyId.matches("\\d{1,9}")
                ? Integer.parseInt(companyId)
                : identifier != null ? companyOf.applyAsInt(identifier) : 0;
        return byCompany.getOrDefault(company, new TreeSet<>()).tailSet(id, false).stream()
                .mapToInt(Integer::intValue);
    }

    private boolean isSeeded(int id) {
        return id >= FIRST_ID && id < FIRST_ID + seeded;
    }

    /** A configuration as it is stored; empty if there is none. */
    Optional<ObjectNode> raw(int id) {
        ObjectNode row = stored.get(id);
        if (row != null) {
            return Optional.of(row);
        }
        return isSeeded(id) && !deleted.get(id - FIRST_ID) ? Optional.of(generator.apply(id)) : Optional.empty();
    }

    /** A configuration as clients see it; empty if there is none. */
    Optional<ObjectNode> get(int id) {
        return raw(id).map(shown);
    }

    /** @throws ApiError 404 if there is none */
    ObjectNode require(int id) {
        return get(id).orElseThrow(() -> ApiError.notFound("Configuration", id));
    }

    int nextId() {
        return nextId;
    }

    void add(ObjectNode row) {
        nextId++;
        stored.put(row.path("id").asInt(), row);
        index(row);
        changes.added(RecordKind.CONFIGURATION, shown.apply(row));
    }

    void put(ObjectNode row) {
        unindex(row.path("id").asInt());
        stored.put(row.path("id").asInt(), row);
        index(row);
        changes.updated(RecordKind.CONFIGURATION, shown.apply(row));
    }

    void remove(int id) {
        ObjectNode row = require(id);
        unindex(id);
        stored.remove(id);
        if (isSeeded(id)) {
            deleted.set(id - FIRST_ID);
        }
        changes.deleted(RecordKind.CONFIGURATION, row);
    }

    @Override
    public IntStream idsAfter(int id) {
        int from = Math.max(id, FIRST_ID - 1) + 1;
        int end = FIRST_ID + seeded;
        IntStream generated =
                from < end ? IntStream.range(from, end).filter(i -> !deleted.get(i - FIRST_ID)) : IntStream.empty();
        IntStream added =
                stored.tailMap(Math.max(from, end), true).keySet().stream().mapToInt(Integer::intValue);
        return IntStream.concat(generated, added);
    }

    /** Without its references expanded and its questions told. */
    @Override
    public ObjectNode plain(int id) {
        return raw(id).orElseThrow(() -> ApiError.notFound("Configuration", id));
    }

    @Override
    public Set<String> plainFields() {
        return Set.of("id", "_info", "name", "deviceIdentifier", "serialNumber", "macAddress");
    }

    @Override
    public ObjectNode row(int id) {
        return require(id);
    }

    @Override
    public int size() {
        return seeded
                - deleted.cardinality()
                + stored.tailMap(FIRST_ID + seeded, true).size();
    }
}

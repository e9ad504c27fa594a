package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.records.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A service board to begin with. The first open status is the default. Not thread-safe. */
public final class BoardSeed {
    private final String name;
    private final List<String> statuses = new ArrayList<>();
    private final List<String> closedStatuses = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();

    private BoardSeed(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** A board without anything on it. */
    public static BoardSeed named(String name) {
        return new BoardSeed(name);
    }

    /** Adds open statuses. */
    public BoardSeed statuses(String... names) {
        statuses.addAll(List.of(names));
        return this;
    }

    /** Adds closing statuses. */
    public BoardSeed closedStatuses(String... names) {
        closedStatuses.addAll(List.of(names));
        return this;
    }

    /** Adds a type. */
    public BoardSeed type(String type) {
        paths.add(new Path(type, null, null));
        return this;
    }

    /** Adds a subtype to a type. */
    public BoardSeed subType(String type, String subType) {
        paths.add(new Path(type, subType, null));
        return this;
    }

    /** Adds an item to a subtype of a type. */
    public BoardSeed item(String type, String subType, String item) {
        paths.add(new Path(type, subType, item));
        return this;
    }

    void plant(Catalog catalog, String teamLeader) {
        int board = catalog.addBoard(name, teamLeader);
        int order = 0;
        for (String status : statuses) {
            catalog.addStatus(board, status, order, false, order == 0);
            order++;
        }
        for (String status : closedStatuses) {
            catalog.addStatus(board, status, 90 + order++, true, statuses.isEmpty() && order == 1);
        }
        Map<String, Integer> types = new HashMap<>();
        Map<String, List<Integer>> typesOfSubType = new HashMap<>();
        for (Path path : paths) {
            int type = types.computeIfAbsent(path.type, t -> catalog.addType(board, t));
            if (path.subType != null) {
                List<Integer> of = typesOfSubType.computeIfAbsent(path.subType, s -> new ArrayList<>());
                if (!of.contains(type)) {
                    of.add(type);
                }
            }
        }
        Map<String, Integer> subTypes = new HashMap<>();
        typesOfSubType.keySet().stream()
                .sorted()
                .forEach(s -> subTypes.put(s, catalog.addSubType(board, s, typesOfSubType.getOrDefault(s, List.of()))));
        Map<String, Integer> items = new HashMap<>();
        for (Path path : paths) {
            OptionalInt subType = id(subTypes, path.subType);
            if (path.item != null && subType.isPresent()) {
                int item = items.computeIfAbsent(path.item, i -> catalog.addItem(board, i));
                catalog.associate(board, id(types, path.type).orElseThrow(), subType.getAsInt(), item);
            }
        }
    }

    private static OptionalInt id(Map<String, Integer> ids, @Nullable String key) {
        Integer id = key == null ? null : ids.get(key);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private record Path(
            String type, @Nullable String subType, @Nullable String item) {}
}

package dev.tocsin.store.jdbc;

import dev.tocsin.core.suppress.Parent;
import dev.tocsin.core.suppress.ParentQuery;
import dev.tocsin.core.suppress.Selector;
import dev.tocsin.core.suppress.SharedField;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The question for active parents as a statement over a table with the columns of a subject. The database narrows it down
 * as far as it compares like the query does: a user's name in either case is left to the query.
 */
final class SqliteParents {
    private SqliteParents() {}

    /**
     * The parents that match.
     *
     * @param from the select list, the table under the name {@code m} and what makes a row active
     * @param since the column of when a row became active
     */
    static List<Parent> find(
            SqliteConnection connection,
            String from,
            String since,
            ParentQuery query,
            int limit,
            Row.Reader<Parent> reader) {
        Selector selector = query.selector();
        boolean whole = !query.shared().containsKey(SharedField.USER);
        StringBuilder sql = new StringBuilder(from).append(" AND m.msp = ? AND m.severity BETWEEN ? AND ?");
        for (Map.Entry<SharedField, String> shared : query.shared().entrySet()) {
            if (shared.getKey() != SharedField.USER) {
                sql.append(" AND m.").append(shared.getKey().column()).append(" = ?");
            }
        }
        String oneOf = " IN (SELECT value FROM json_each(?))";
        sql.append(selector.category() == null ? "" : " AND m.category = ?");
        sql.append(selector.eventTypes().isEmpty() ? "" : " AND m.event_type" + oneOf);
        sql.append(selector.assets().isEmpty() ? "" : " AND m.asset" + oneOf);
        sql.append(" ORDER BY ").append(since).append(", m.fingerprint LIMIT ?");

        Prepared ask = connection.reading(sql.toString());
        parameters(query).accept(ask);
        ask.set(whole ? limit : Integer.MAX_VALUE);
        return ask.list(reader).stream()
                .filter(parent -> query.matches(parent.subject()))
                .limit(limit)
                .toList();
    }

    private static Consumer<Prepared> parameters(ParentQuery query) {
        Selector selector = query.selector();
        return ask -> {
            ask.set(query.msp().value())
                    .set(Codes.SEVERITY.code(selector.minSeverity()))
                    .set(Codes.SEVERITY.code(selector.maxSeverity()));
            query.shared().forEach((field, value) -> {
                if (field != SharedField.USER) {
                    ask.set(value);
                }
            });
            if (selector.category() != null) {
                ask.set(Codes.CATEGORY.code(selector.category()));
            }
            if (!selector.eventTypes().isEmpty()) {
                ask.set(Json.texts(List.copyOf(selector.eventTypes())));
            }
            if (!selector.assets().isEmpty()) {
                ask.set(Json.texts(List.copyOf(selector.assets())));
            }
        };
    }
}

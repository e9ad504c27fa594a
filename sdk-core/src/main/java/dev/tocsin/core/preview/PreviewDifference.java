package dev.tocsin.core.preview;

import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.psa.TicketDraft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a change makes of the same events: which tickets appear, which disappear and which become others. Immutable and
 * thread-safe.
 *
 * @param appearing the tickets that only the changed run makes
 * @param disappearing the tickets that only the first run makes
 * @param changed the tickets that both make, but not alike
 * @param same how many tickets are alike in both
 * @param before what the first run comes to
 * @param after what the changed run comes to
 */
public record PreviewDifference(
        List<PreviewTicket> appearing,
        List<PreviewTicket> disappearing,
        List<ChangedTicket> changed,
        int same,
        PreviewTotals before,
        PreviewTotals after) {
    /** Copies the lists. */
    public PreviewDifference {
        appearing = List.copyOf(appearing);
        disappearing = List.copyOf(disappearing);
        changed = List.copyOf(changed);
    }

    /**
     * A ticket that becomes another one.
     *
     * @param before the ticket as the first run makes it
     * @param after the ticket as the changed run makes it
     * @param fields what is different, in a fixed order; never empty
     */
    public record ChangedTicket(PreviewTicket before, PreviewTicket after, List<ChangedField> fields) {
        /** Copies the list. */
        public ChangedTicket {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A difference of two tickets.
     *
     * @param name what is different, such as {@code priority} or {@code board}
     * @param before its value in the first run; empty if there is none
     * @param after its value in the changed run; empty if there is none
     */
    public record ChangedField(String name, String before, String after) {}

    /** Whether the change makes no difference to any ticket. */
    public boolean isEmpty() {
        return appearing.isEmpty() && disappearing.isEmpty() && changed.isEmpty();
    }

    /**
     * Compares two runs of the same events. Tickets belong together if they stand for the same group, in the order in
     * which the group had them; else if they hold exactly the same events, as after a change of rule or group-by.
     */
    public static PreviewDifference between(Preview before, Preview after) {
        Map<PreviewTicket, PreviewTicket> pairs = new LinkedHashMap<>();
        List<PreviewTicket> left = pair(before.tickets(), after.tickets(), PreviewTicket::groupKey, pairs);
        List<PreviewTicket> free = without(after.tickets(), pairs);
        List<PreviewTicket> disappearing = pair(left, free, ticket -> Set.<DeliveryKey>copyOf(ticket.events()), pairs);
        List<ChangedTicket> changed = new ArrayList<>();
        int same = 0;
        for (PreviewTicket one : before.tickets()) {
            PreviewTicket other = pairs.get(one);
            if (other != null) {
                List<ChangedField> fields = differences(one, other);
                if (fields.isEmpty()) {
                    same++;
                } else {
                    changed.add(new ChangedTicket(one, other, fields));
                }
            }
        }
        return new PreviewDifference(
                without(after.tickets(), pairs), disappearing, changed, same, before.totals(), after.totals());
    }

    /** Pairs tickets of one key in their order; answers those of the first run that found no partner. */
    private static <K> List<PreviewTicket> pair(
            List<PreviewTicket> before,
            List<PreviewTicket> after,
            Function<PreviewTicket, K> key,
            Map<PreviewTicket, PreviewTicket> pairs) {
        Map<K, Deque<PreviewTicket>> candidates = new HashMap<>();
        after.forEach(ticket -> candidates
                .computeIfAbsent(key.apply(ticket), any -> new ArrayDeque<>())
                .add(ticket));
        List<PreviewTicket> alone = new ArrayList<>();
        for (PreviewTicket ticket : before) {
            Deque<PreviewTicket> same = candidates.get(key.apply(ticket));
            @Nullable PreviewTicket other = same == null ? null : same.poll();
            if (other == null) {
                alone.add(ticket);
            } else {
                pairs.put(ticket, other);
            }
        }
        return alone;
    }

    private static List<PreviewTicket> without(List<PreviewTicket> tickets, Map<PreviewTicket, PreviewTicket> pairs) {
        Set<PreviewTicket> paired = Set.copyOf(pairs.values());
        return tickets.stream().filter(ticket -> !paired.contains(ticket)).toList();
    }

    private static List<ChangedField> differences(PreviewTicket before, PreviewTicket after) {
        Map<String, String> one = fields(before);
        Map<String, String> other = fields(after);
        List<ChangedField> differences = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>(one);
        all.putAll(other);
        for (String name : all.keySet()) {
            String was = one.getOrDefault(name, "");
            String is = other.getOrDefault(name, "");
            if (!was.equals(is)) {
                differences.add(new ChangedField(name, was, is));
            }
        }
        return differences;
    }

    private static Map<String, String> fields(PreviewTicket ticket) {
        TicketDraft draft = ticket.draft();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("connection", ticket.connectionId());
        fields.put("company", draft.company());
        fields.put("site", Objects.requireNonNullElse(draft.site(), ""));
        fields.put("rule", ticket.ruleName());
        fields.put("summary", draft.summary());
        fields.put("openStatus", draft.status());
        fields.put("priority", ticket.priority());
        fields.put("noteType", draft.noteType().name());
        fields.putAll(draft.fields());
        fields.put("events", Integer.toString(ticket.events().size()));
        fields.put("subjects", Integer.toString(ticket.members()));
        fields.put("notes", Integer.toString(ticket.notes().size()));
        fields.put("created", ticket.createdAt().toString());
        fields.put("closes", Integer.toString(ticket.closes().size()));
        fields.put("reopens", Integer.toString(ticket.reopens().size()));
        fields.put("status", ticket.status());
        return fields;
    }
}

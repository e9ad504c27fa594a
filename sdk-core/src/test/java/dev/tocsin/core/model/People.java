package dev.tocsin.core.model;

import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.ScriptedPsa.Ticket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people do in the PSA, and what must stay as they left it. */
final class People {
    private final Host host;
    private final Set<String> touched = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> reopened = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<String, String> priorities = new HashMap<>();
    private final Set<String> known = new TreeSet<>();

    People(Host host) {
        this.host = host;
    }

    /** Whether anybody did anything to a ticket. */
    boolean touched(@Nullable String ticketId) {
        return ticketId == null || touched.contains(ticketId);
    }

    /** Whether a person closed or deleted a ticket. */
    boolean ended(@Nullable String ticketId) {
        return ticketId != null && (closed.contains(ticketId) || gone.contains(ticketId));
    }

    boolean reopened(String ticketId) {
        return reopened.contains(ticketId);
    }

    boolean deleted(String ticketId) {
        return gone.contains(ticketId);
    }

    Map<String, String> priorities() {
        return priorities;
    }

    /** Whether something was done that may take a note from the eyes of people. */
    boolean hidSomething() {
        return !gone.isEmpty() || host.psa.all().stream().anyMatch(t -> t.project() || t.mergedInto() != null);
    }

    /** Every ticket that ever was. */
    Set<String> known() {
        host.psa.all().forEach(ticket -> known.add(ticket.id()));
        return Set.copyOf(known);
    }

    @Nullable
    String any(int choice) {
        return chosen(host.psa.all(), choice);
    }

    private @Nullable String chosen(List<Ticket> some, int choice) {
        known();
        return some.isEmpty() ? null : some.get(choice % some.size()).id();
    }

    /** Lets somebody do something; says what, or null if there was nothing to do it to. */
    @Nullable
    String act(Step step) {
        boolean wantsClosed = step.kind() == Step.Kind.REOPEN_BY_HAND;
        String id = chosen(
                host.psa.all().stream()
                        .filter(ticket -> ticket.isClosed() == wantsClosed && ticket.mergedInto() == null)
                        .toList(),
                step.a());
        if (id == null || !did(step, id)) {
            return null;
        }
        touched.add(id);
        return "ann: " + step.kind() + " #" + id;
    }

    private boolean did(Step step, String id) {
        switch (step.kind()) {
            case CLOSE_BY_HAND -> {
                host.psa.closeByHand(id);
                closed.add(id);
            }
            case CLOSE_AS_WONT_FIX -> {
                host.psa.setByHand(id, "Won't Fix");
                closed.add(id);
            }
            case REOPEN_BY_HAND -> {
                host.psa.setByHand(id, step.b() % 2 == 0 ? "New" : "Looking into it");
                reopened.add(id);
            }
            case STATUS_BY_HAND -> host.psa.setByHand(id, "Waiting");
            case OWN -> host.psa.ownByHand(id);
            case NOTE -> host.psa.noteByHand(id, "ann", "hello");
            case PRIORITY -> {
                host.psa.prioritiseByHand(id, "P4");
                priorities.put(id, "P4");
            }
            case MERGE -> {
                String parent = chosen(host.psa.all(), step.b());
                if (parent == null || parent.equals(id)) {
                    return false;
                }
                host.psa.merge(id, parent);
                touched.add(parent);
                if (host.psa.ticketOf(parent).isClosed()) {
                    closed.add(parent);
                }
            }
            case CONVERT -> host.psa.convertByHand(id);
            case MOVE_BOARD ->
                host.psa.moveByHand(
                        id,
                        "Board " + step.b() % 3,
                        "New",
                        step.b() % 3 == 0 ? new String[0] : new String[] {"Completed"});
            case CHANGE_COMPANY -> host.psa.setCompanyByHand(id, "beta-psa");
            case DELETE -> {
                host.psa.delete(id);
                gone.add(id);
            }
            default -> throw new IllegalArgumentException(step.toString());
        }
        return true;
    }
}

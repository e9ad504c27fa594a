package dev.tocsin.core.preview;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.audit.IncidentView;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.DeliveryKey;
import dev.tocsin.core.event.Receipt;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.IncidentState;
import dev.tocsin.core.intent.IntentBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a run came to: the tickets from its PSA, whom they stand for from its store. Used once, on one thread. */
final class PreviewResult {
    private static final int PAGE = 1_000;
    private static final Comparator<PreviewTicket> IN_ORDER =
            Comparator.comparing((PreviewTicket ticket) -> Integer.parseInt(ticket.number()));

    private final Collection<PreviewPsa> psas;
    private final Map<Long, IncidentView> incidents = new LinkedHashMap<>();
    private final Map<String, IncidentView> makers = new HashMap<>();
    private final Map<String, IncidentView> latest = new HashMap<>();

    PreviewResult(MspId msp, Tocsin tocsin, Collection<PreviewPsa> psas) {
        this.psas = psas;
        long after = 0;
        List<IncidentView> page;
        do {
            page = tocsin.audit().incidents(msp, after, PAGE);
            for (IncidentView view : page) {
                add(view);
                after = view.incident().id();
            }
        } while (page.size() == PAGE);
    }

    private void add(IncidentView view) {
        incidents.put(view.incident().id(), view);
        String ticketId = view.incident().ticketId();
        if (ticketId != null) {
            latest.put(ticketId, view);
        }
        view.intents().stream()
                .filter(intent -> intent.body() instanceof IntentBody.CreateTicket)
                .map(intent -> ((IntentBody.CreateTicket) intent.body()).draft().reference())
                .forEach(reference -> makers.put(reference, view));
    }

    Preview of(List<SecurityEvent> events, List<Receipt> receipts, Instant endedAt, boolean stillDue) {
        List<PreviewEvent> told = new ArrayList<>(events.size());
        Map<String, Set<DeliveryKey>> eventsOf = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Receipt receipt = receipts.get(i);
            IncidentView view = receipt.incidentId() == null ? null : incidents.get(receipt.incidentId());
            String ticket = view == null ? null : ticketId(view.incident());
            told.add(new PreviewEvent(events.get(i), receipt, ticket));
            if (ticket != null) {
                eventsOf.computeIfAbsent(ticket, any -> new LinkedHashSet<>()).add(receipt.eventId());
            }
        }
        List<PreviewTicket> tickets = psas.stream()
                .flatMap(psa -> psa.tickets().stream()
                        .map(ticket ->
                                ticket(psa.connectionId(), ticket, eventsOf.getOrDefault(ticket.id(), Set.of()))))
                .sorted(IN_ORDER)
                .toList();
        return new Preview(tickets, told, totals(receipts, tickets), endedAt, stillDue);
    }

    /** The ticket of an incident, or that of the storm that absorbed it. */
    private @Nullable String ticketId(Incident incident) {
        Long stormId = incident.place().stormId();
        IncidentView storm = incident.ticketId() != null || stormId == null ? null : incidents.get(stormId);
        return storm == null ? incident.ticketId() : storm.incident().ticketId();
    }

    private PreviewTicket ticket(String connectionId, PreviewPsa.Ticket ticket, Set<DeliveryKey> events) {
        IncidentView maker = makers.get(ticket.draft().reference());
        if (maker == null) {
            throw new IllegalStateException("ticket " + ticket.id() + " of the preview belongs to no incident");
        }
        Incident incident = maker.incident();
        Incident last = latest.getOrDefault(ticket.id(), maker).incident();
        return new PreviewTicket(
                ticket.id(),
                incident.companyId(),
                maker.companyName(),
                incident.ruleId(),
                maker.ruleName(),
                connectionId,
                incident.groupKey(),
                incident.category(),
                incident.groupBy(),
                incident.dimensions(),
                ticket.draft(),
                ticket.status(),
                ticket.priority(),
                ticket.isClosed(),
                last.state(),
                last.reason(),
                last.members(),
                List.copyOf(events),
                ticket.createdAt(),
                ticket.notes(),
                ticket.closes(),
                ticket.reopens());
    }

    private PreviewTotals totals(List<Receipt> receipts, List<PreviewTicket> tickets) {
        Map<Receipt.Outcome, Long> outcomes = new EnumMap<>(Receipt.Outcome.class);
        receipts.forEach(receipt -> outcomes.merge(receipt.outcome(), 1L, Long::sum));
        Map<IncidentState, Long> groups = new EnumMap<>(IncidentState.class);
        incidents.values().forEach(view -> groups.merge(view.incident().state(), 1L, Long::sum));
        return new PreviewTotals(
                receipts.size(),
                (int) receipts.stream().filter(Receipt::duplicate).count(),
                outcomes,
                groups,
                tickets.size(),
                tickets.stream().mapToInt(ticket -> ticket.notes().size()).sum(),
                tickets.stream().mapToInt(ticket -> ticket.closes().size()).sum(),
                tickets.stream().mapToInt(ticket -> ticket.reopens().size()).sum());
    }
}

package dev.tocsin.core.audit;

import dev.tocsin.core.audit.AuditFinding.Kind;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Compares who should have been told, by the policies and the steps that were reached, with who was. Changes nothing. Thread-safe.
 */
public final class NotificationAudit {
    private static final int PAGE = 500;
    /** What is due for longer than this waits for something that nobody sees to. */
    private static final Duration STUCK = Duration.ofMinutes(15);
    /** By then a service that reports has reported. */
    private static final Duration REPORTED = Duration.ofHours(1);
    /** What is due is taken up within it. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Set<NotificationState> REACHED =
            EnumSet.of(NotificationState.SENT, NotificationState.DELIVERED, NotificationState.BUNDLED);

    private final MspId msp;
    private final Set<ChannelKind> kinds;
    private final Catalogues catalogues;

    /**
     * An audit of an MSP's messages.
     *
     * @param kinds the kinds for which there is a channel
     */
    public NotificationAudit(MspId msp, Set<ChannelKind> kinds, Catalogues catalogues) {
        this.msp = msp;
        this.kinds = Set.copyOf(kinds);
        this.catalogues = catalogues;
    }

    /** One person's part of one step. */
    private record Part(int epoch, int step, String personId) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int order = Integer.compare(epoch, other.epoch);
            order = order == 0 ? Integer.compare(step, other.step) : order;
            return order == 0 ? personId.compareTo(other.personId) : order;
        }
    }

    /** All findings: those about incidents in the order of these, then those about single messages. */
    public List<AuditFinding> findings(Store store, Instant now) {
        List<AuditFinding> findings = new ArrayList<>();
        long after = 0;
        while (true) {
            long from = after;
            List<Escalation> page = store.read(session -> {
                List<Escalation> escalations = session.escalations().page(msp, from, PAGE);
                escalations.forEach(one -> escalation(findings, session, one, now));
                return escalations;
            });
            if (page.isEmpty()) {
                break;
            }
            after = page.get(page.size() - 1).incidentId();
        }
        messages(findings, store, now);
        return List.copyOf(findings);
    }

    private static boolean isAnyOpen(StoreSession session, long incidentId) {
        return session.notifications().ofIncident(incidentId).stream()
                .anyMatch(row -> row.state().open());
    }

    private void escalation(List<AuditFinding> findings, StoreSession session, Escalation escalation, Instant now) {
        long id = escalation.incidentId();
        Instant since = escalation.stepAt() == null ? escalation.beganAt() : escalation.stepAt();
        EscalationPlan plan = catalogues.inForce(session, msp).escalation();
        boolean over = escalation.phase() == EscalationPhase.ENDED;
        Instant due = escalation.dueAt();
        if (due != null && due.plus(STUCK).isBefore(now)) {
            findings.add(new AuditFinding(
                    Kind.STUCK, id, null, null, due, "it was to be looked at at " + due + ", and nobody did"));
        }
        if (escalation.phase() == EscalationPhase.EXHAUSTED && !isAnyOpen(session, id)) {
            findings.add(new AuditFinding(Kind.EXHAUSTED, id, null, null, since, escalation.reason()));
        }
        String policyId = escalation.policyId();
        Optional<EscalationPolicy> policy = Optional.ofNullable(policyId).flatMap(plan::policy);
        if (policyId != null && policy.isEmpty() && !over) {
            findings.add(new AuditFinding(
                    Kind.NO_POLICY, id, null, null, since, "there is no escalation '" + policyId + "'"));
        }
        if (policyId == null && escalation.phase() == EscalationPhase.PAUSED && isWithoutRoute(session, id, plan)) {
            findings.add(new AuditFinding(Kind.NO_ROUTE, id, null, null, since, "no route takes it"));
        }
        if (escalation.step() > 0 && policy.isPresent()) {
            steps(findings, session, escalation, policy.get(), plan, since);
        }
    }

    /** One that a route takes to tell nobody is not without a route. */
    private static boolean isWithoutRoute(StoreSession session, long id, EscalationPlan plan) {
        Incident incident = session.incidents().get(List.of(id)).get(id);
        return incident != null
                && incident.state().live()
                && plan.route(incident.companyId(), incident.ruleId(), incident.severity())
                        .isEmpty();
    }

    /** Of the current epoch each step that was reached; of all epochs each person who got nothing by a step. */
    private void steps(
            List<AuditFinding> findings,
            StoreSession session,
            Escalation escalation,
            EscalationPolicy policy,
            EscalationPlan plan,
            Instant since) {
        Map<Part, List<Notification>> parts = new TreeMap<>();
        for (Notification one : session.notifications().ofIncident(escalation.incidentId())) {
            if (one.purpose() == Purpose.ALERT) {
                parts.computeIfAbsent(
                                new Part(one.epoch(), one.step(), one.person().id()), any -> new ArrayList<>())
                        .add(one);
            }
        }
        for (int step = 0; step < escalation.step(); step++) {
            int number = step;
            boolean somebody = parts.keySet().stream()
                    .anyMatch(part -> part.epoch() == escalation.epoch() && part.step() == number);
            if (!somebody) {
                findings.add(new AuditFinding(
                        Kind.NOBODY,
                        escalation.incidentId(),
                        null,
                        null,
                        since,
                        "step " + (step + 1) + " told nobody: " + why(policy, plan, step, since)));
            }
        }
        parts.forEach((part, rows) -> {
            boolean waits = rows.stream().anyMatch(one -> one.state().open());
            boolean told = rows.stream().anyMatch(one -> reached(session, one));
            Notification last = rows.get(rows.size() - 1);
            if (!waits && !told && !last.needless()) {
                findings.add(new AuditFinding(
                        Kind.NOT_TOLD,
                        escalation.incidentId(),
                        last.id(),
                        last.personName(),
                        last.plannedAt(),
                        last.personName() + " got nothing by step " + (part.step() + 1) + ": " + reasons(rows)));
            }
        });
    }

    /** Whether a message arrived as far as is known, by itself or within another. */
    private static boolean reached(StoreSession session, Notification row) {
        Long bundle = row.bundleId();
        return row.state() == NotificationState.BUNDLED && bundle != null
                ? session.notifications()
                        .get(bundle)
                        .filter(one -> REACHED.contains(one.state()))
                        .isPresent()
                : REACHED.contains(row.state());
    }

    private static String reasons(List<Notification> rows) {
        return rows.stream()
                .map(one -> one.kind() + " " + one.state() + (one.reason() == null ? "" : ", " + one.reason()))
                .collect(Collectors.joining("; "));
    }

    /** Why a step told nobody, as far as it can be told now: the history of the incident has it as it was. */
    private String why(EscalationPolicy policy, EscalationPlan plan, int number, Instant at) {
        EscalationStep step = policy.steps().get(number % policy.steps().size());
        if (step.channels().stream().noneMatch(kinds::contains)) {
            return "there is no channel for " + step.channels();
        }
        return step.recipients().stream()
                .map(recipient -> recipient instanceof Recipient.OnCall onCall
                        ? onCall.scheduleId() + ": "
                                + plan.onCall(onCall.scheduleId(), at).why()
                        : ((Recipient.Named) recipient).technicianId() + " is gone or not active")
                .collect(Collectors.joining("; "));
    }

    private void messages(List<AuditFinding> findings, Store store, Instant now) {
        Set<String> reporting = new HashSet<>();
        each(store, row -> {
            if (row.status() != null && row.channelId() != null) {
                reporting.add(row.channelId());
            }
        });
        each(store, row -> {
            message(findings, row, now);
            silent(findings, row, reporting, now);
        });
    }

    /** All messages, a page at a time: there may be more than fit into memory. */
    private void each(Store store, Consumer<Notification> look) {
        long after = 0;
        while (true) {
            long from = after;
            List<Notification> page =
                    store.read(session -> session.notifications().page(msp, from, PAGE));
            if (page.isEmpty()) {
                return;
            }
            page.forEach(look);
            after = page.get(page.size() - 1).id();
        }
    }

    /** What was taken and never heard of to its end; of what is to be asked for, as soon as nobody has asked. */
    private static void silent(List<AuditFinding> findings, Notification row, Set<String> reporting, Instant now) {
        String channel = row.channelId();
        Instant sentAt = row.sentAt();
        if (row.state() != NotificationState.SENT || channel == null || sentAt == null) {
            return;
        }
        Instant due = row.dueAt();
        boolean call = row.kind() == ChannelKind.VOICE;
        if (due != null && due.plus(SOON).isBefore(now)) {
            findings.add(of(
                    Kind.NOT_REPORTED,
                    row,
                    (call ? "the call did not ask what to say, so it may have been mute" : "it may not have arrived")
                            + ", and nobody asked '" + channel + "' at " + due + " what became of it"));
        } else if ((due == null || !call) && sentAt.plus(REPORTED).isBefore(now) && reporting.contains(channel)) {
            findings.add(of(
                    Kind.NOT_REPORTED,
                    row,
                    "channel '" + channel + "' took it and has not reported what became of it"));
        }
    }

    private void message(List<AuditFinding> findings, Notification row, Instant now) {
        Instant due = row.dueAt();
        if (row.state().open() && !kinds.contains(row.kind())) {
            findings.add(of(Kind.STUCK, row, "there is no channel for " + row.kind()));
        } else if (row.state().open() && due != null && due.plus(STUCK).isBefore(now)) {
            findings.add(of(Kind.STUCK, row, "it is " + row.state() + " and was due at " + due));
        } else if (row.state() == NotificationState.UNKNOWN) {
            findings.add(of(Kind.UNKNOWN, row, "it may have gone out: " + row.reason()));
        } else if (row.state() == NotificationState.REFUSED && (row.repeated() || row.lookups() > 0)) {
            findings.add(of(Kind.UNKNOWN, row, String.valueOf(row.reason())));
        }
        boolean asksTheLedger = switch (row.purpose()) {
            case HELP, OPT_OUT_CONFIRMATION, CONSENT_QUESTION -> false;
            default -> row.kind() != ChannelKind.EMAIL;
        };
        if (asksTheLedger && row.attempts() > 0 && row.proofId() == null) {
            findings.add(of(Kind.NO_PROOF, row, "it was sent without an entry of the ledger that allows it"));
        }
    }

    private static AuditFinding of(Kind kind, Notification row, String words) {
        Instant since = row.sentAt() == null ? row.plannedAt() : row.sentAt();
        return new AuditFinding(
                kind, row.incidentId(), row.id(), row.personName(), since, row.personName() + ": " + words);
    }
}

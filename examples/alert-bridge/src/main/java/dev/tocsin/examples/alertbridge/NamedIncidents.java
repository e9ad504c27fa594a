package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.incident.Member;
import dev.tocsin.core.suppress.Silence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people call incidents, and what they said of them. Asks the store once for each. Not thread-safe. */
final class NamedIncidents {
    private static final int TITLE = 40;

    private final Host host;
    private final List<Silence> silences;
    private final Map<Long, Optional<String>> names = new HashMap<>();

    NamedIncidents(Host host) {
        this.host = host;
        silences = host.catalogue().suppression().silences();
    }

    /** The code by which people command it, if it has one, and its title; empty if there is no such incident. */
    Optional<String> name(long incidentId) {
        return names.computeIfAbsent(
                incidentId,
                id -> host.store().read(session -> {
                    Incident incident = session.incidents().get(List.of(id)).get(id);
                    if (incident == null || !incident.msp().equals(MspId.SINGLE)) {
                        return Optional.empty();
                    }
                    Escalation escalation =
                            session.escalations().get(List.of(id)).get(id);
                    String title = session.incidents().members().of(id, false, 1).stream()
                            .findFirst()
                            .map(Member::title)
                            .orElse(incident.category().label());
                    String code = escalation == null || escalation.code() == null ? "" : escalation.code() + " ";
                    return Optional.of(code + ShownText.quoted(cut(ShownText.inLine(title))));
                }));
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, TITLE - 1)) + "…";
    }

    /** Who acknowledged which incident, and until when it is snoozed; those of which neither is so are not in it. */
    Map<Long, String> said(Collection<Long> incidentIds, Instant now) {
        Map<Long, String> said = new HashMap<>();
        host.store().read(session -> session.escalations().get(incidentIds)).forEach((id, escalation) -> {
            Acknowledgement acknowledged = escalation.acknowledgement();
            if (acknowledged != null) {
                said.put(id, "acknowledged by " + ShownText.inLine(acknowledged.name()));
            }
        });
        for (Silence silence : silences) {
            silence.snoozes()
                    .filter(id -> silence.activeAt(now) && incidentIds.contains(id))
                    .ifPresent(id -> said.merge(
                            id,
                            "snoozed until " + silence.endsAt().truncatedTo(ChronoUnit.SECONDS),
                            (by, until) -> by + ", " + until));
        }
        return said;
    }
}

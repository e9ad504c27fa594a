package dev.tocsin.core.engine;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.EscalationPlan;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.notify.AlertWords;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.StoreSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what people are told.
 *
 * @param msp the MSP whose people are told
 * @param channels the channels by what they carry
 * @param programme the sending programme, by whose ledger texts and calls are allowed; null if there are only mails
 * @param links makes the links of messages, or null for messages without
 * @param settings the numbers
 * @param catalogues the configuration that says who is told
 */
public record Messaging(
        MspId msp,
        Map<ChannelKind, Channel> channels,
        @Nullable Programme programme,
        @Nullable ActionLinks links,
        NotificationSettings settings,
        Catalogues catalogues) {
    /** Copies the map. */
    public Messaging {
        channels = Map.copyOf(channels);
    }

    /** Whether there is a channel for a kind. */
    boolean carries(ChannelKind kind) {
        return channels.containsKey(kind);
    }

    /** Who is told, as it is in force within a transaction. */
    EscalationPlan plan(StoreSession session) {
        return catalogues.inForce(session, msp).escalation();
    }

    /** The words of messages, in the name of the programme. */
    public AlertWords words() {
        return programme == null
                ? new AlertWords("Alerts", null)
                : new AlertWords(programme.name(), programme.contact());
    }
}

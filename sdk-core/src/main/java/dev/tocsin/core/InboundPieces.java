package dev.tocsin.core;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.engine.Acknowledging;
import dev.tocsin.core.engine.Calls;
import dev.tocsin.core.engine.InboundMessages;
import dev.tocsin.core.engine.MessageCommands;
import dev.tocsin.core.engine.TicketWriting;
import dev.tocsin.core.engine.ToldIncidents;
import dev.tocsin.core.intake.Catalogues;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.Origin;
import dev.tocsin.core.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * The facades for what people send back.
 *
 * @param acknowledgements what technicians do about incidents
 * @param inbound what comes in by message and call
 */
record InboundPieces(Acknowledgements acknowledgements, Inbound inbound) {
    InboundPieces(
            MspId msp, Store store, Catalogues catalogues, TicketWriting writing, TocsinBuilder b, Runnable wake) {
        this(
                msp,
                store,
                new ToldIncidents(catalogues),
                new Acknowledging(
                        msp, writing, new SuppressionPieces(new Pieces(store, Origin.PERSON, b.clock))::snooze),
                b,
                wake);
    }

    private InboundPieces(
            MspId msp, Store store, ToldIncidents told, Acknowledging acknowledging, TocsinBuilder b, Runnable wake) {
        this(
                new Acknowledgements(msp, store, acknowledging, told, b.links, b.clock, wake),
                new Inbound(
                        store,
                        messages(msp, told, acknowledging, b),
                        new Calls(msp, acknowledging, b.settings.notifications()),
                        b.clock,
                        wake));
    }

    private static @Nullable InboundMessages messages(
            MspId msp, ToldIncidents told, Acknowledging acknowledging, TocsinBuilder b) {
        NotificationSettings numbers = b.settings.notifications();
        Programme programme = b.programme();
        return programme == null
                ? null
                : new InboundMessages(
                        msp,
                        programme,
                        b.providerAnswersKeywords,
                        new MessageCommands(msp, acknowledging, told, numbers),
                        numbers);
    }
}

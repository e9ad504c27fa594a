package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.CustomField;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.incident.TicketText;
import dev.tocsin.core.psa.ReferenceMethod;
import dev.tocsin.core.psa.TicketDraft;
import dev.tocsin.core.psa.TicketSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts references on tickets and finds them again, in each of the ways that ConnectWise has. Thread-safe. */
final class ReferenceCarrier {
    /** How references of the workflow begin; anything else in the field is another system's. */
    private static final String OURS = "X1-";

    private static final Pattern MARKER = Pattern.compile("\\[(" + OURS + "[^\\[\\] ]+)]\\s*$");

    private static final int TICKETS_OF_ONE_REFERENCE = 100;

    private final ConnectWise client;
    private final ConnectWisePsaOptions options;

    ReferenceCarrier(ConnectWise client, ConnectWisePsaOptions options) {
        this.client = client;
        this.options = options;
    }

    List<ReferenceMethod> methods() {
        return options.hasReferenceField()
                ? List.of(ReferenceMethod.FIELD, ReferenceMethod.CUSTOM_FIELD, ReferenceMethod.SUMMARY_MARKER)
                : List.of(ReferenceMethod.FIELD, ReferenceMethod.SUMMARY_MARKER);
    }

    /** Sets the summary, and the reference where it belongs. */
    void putOn(Draft<Ticket> ticket, TicketDraft draft, ReferenceMethod carriedBy) {
        String reference = draft.reference();
        ticket.set(TicketField.SUMMARY, draft.summary());
        switch (carriedBy) {
            case FIELD -> ticket.set(TicketField.EXTERNAL_X_REF, reference);
            case CUSTOM_FIELD -> {
                requireField();
                if (options.referenceFieldId() != null) {
                    ticket.customField(options.referenceFieldId(), reference);
                } else {
                    ticket.customField(String.valueOf(options.referenceFieldCaption()), reference);
                }
            }
            case SUMMARY_MARKER -> {
                String marker = marker(reference);
                int room = TicketText.SUMMARY_LIMIT - marker.length() - 1;
                ticket.set(TicketField.SUMMARY, TicketText.cut(draft.summary(), room) + " " + marker);
            }
        }
    }

    private void requireField() {
        if (!options.hasReferenceField()) {
            throw new ConfigurationException(
                    "psa.referenceField",
                    "is missing, yet a reference travels in a custom field; name the field's id or caption");
        }
    }

    /** The tickets that may carry a reference, lowest id first; the server compares loosely. */
    List<Ticket> find(String reference, ReferenceMethod carriedBy) {
        return switch (carriedBy) {
            case FIELD -> client.tickets().findByExternalXRef(reference);
            case CUSTOM_FIELD -> {
                requireField();
                Condition value = Conditions.field("value").eq(reference);
                String caption = options.referenceFieldCaption();
                yield list(Query.all()
                        .whereCustomField(
                                caption == null
                                        ? value
                                        : Conditions.field("caption")
                                                .eq(caption)
                                                .and(value)));
            }
            case SUMMARY_MARKER -> list(Query.where(TicketField.SUMMARY.contains(marker(reference))));
        };
    }

    private List<Ticket> list(Query query) {
        return client.tickets()
                .list(query.pageSize(TICKETS_OF_ONE_REFERENCE), 1)
                .items();
    }

    static boolean carries(TicketSnapshot ticket, String reference, ReferenceMethod carriedBy) {
        return carriedBy == ReferenceMethod.SUMMARY_MARKER
                ? ticket.summary().contains(marker(reference))
                : reference.equals(ticket.reference());
    }

    /** The reference on a ticket: ours from wherever it is, else what another system wrote into the field for it. */
    @Nullable
    String of(Ticket ticket) {
        String field = ticket.externalXRef();
        return Stream.of(Optional.ofNullable(field), customValue(ticket), marked(ticket.summary()))
                .flatMap(Optional::stream)
                .filter(reference -> reference.startsWith(OURS))
                .findFirst()
                .orElse(field);
    }

    private Optional<String> customValue(Ticket ticket) {
        if (!options.hasReferenceField()) {
            return Optional.empty();
        }
        return ticket.customFields().stream()
                .filter(this::isReferenceField)
                .map(CustomField::text)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<String> marked(String summary) {
        Matcher marker = MARKER.matcher(summary);
        return marker.find() ? Optional.of(marker.group(1)) : Optional.empty();
    }

    private boolean isReferenceField(CustomField field) {
        return options.referenceFieldId() != null
                ? field.id() == options.referenceFieldId()
                : field.caption().equalsIgnoreCase(options.referenceFieldCaption());
    }

    private static String marker(String reference) {
        return "[" + reference + "]";
    }
}

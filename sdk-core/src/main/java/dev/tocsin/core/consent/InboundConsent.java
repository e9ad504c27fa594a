package dev.tocsin.core.consent;

import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a message does to consent. The same message delivered twice gives the same entries with the same ids. Immutable
 * and thread-safe.
 */
public final class InboundConsent {
    /** Characters of a message that are kept as evidence. */
    private static final int MAX_MESSAGE = 2_000;

    private final Programme programme;

    /** For the messages of one sending programme. */
    public InboundConsent(Programme programme) {
        this.programme = programme;
    }

    /**
     * Reads a message.
     *
     * @param state the state of the number it came from, in this programme
     * @param commands which commands are valid for the sender
     */
    public InboundAnswer read(InboundMessage message, ConsentState state, CommandGrammar commands) {
        if (!state.number().equals(message.from()) || !state.programme().equals(programme.id())) {
            throw new IllegalArgumentException("state: the state of another number or programme was given");
        }
        InboundReading reading = OptOutWords.read(message.text(), commands);
        List<ConsentEntry> entries = new ArrayList<>();
        String reply = switch (reading.meaning()) {
            case OPT_OUT, OPT_OUT_TO_REVIEW -> optOut(message, reading, state, entries);
            case HELP -> programme.help();
            case START -> resubscribe(message, state, entries);
            case YES -> answered(message, state, entries);
            case COMMAND, OTHER -> null;
        };
        if (reading.review()) {
            entries.add(entry(message, ConsentAction.REVIEW, ConsentMethod.SMS_WORDING)
                    .evidence(
                            "reason",
                            reading.isOptOut() ? "taken for an opt-out" : "a command that may ask for the end as well")
                    .evidence("wording", String.valueOf(reading.word()))
                    .build());
        }
        return new InboundAnswer(reading, entries, reply);
    }

    private @Nullable String optOut(
            InboundMessage message, InboundReading reading, ConsentState state, List<ConsentEntry> entries) {
        ConsentMethod method =
                reading.meaning() == InboundMeaning.OPT_OUT ? ConsentMethod.SMS_KEYWORD : ConsentMethod.SMS_WORDING;
        ConsentEntry optOut = entry(message, ConsentAction.OPT_OUT, method)
                .evidence("wording", String.valueOf(reading.word()))
                .build();
        entries.add(optOut);
        return with(state, optOut).confirmationDue(message.at()).isPresent() ? programme.stopped() : null;
    }

    private static ConsentState with(ConsentState state, ConsentEntry entry) {
        List<ConsentEntry> all = new ArrayList<>(state.entries());
        all.add(entry);
        return ConsentState.of(state.programme(), state.number(), all);
    }

    private @Nullable String resubscribe(InboundMessage message, ConsentState state, List<ConsentEntry> entries) {
        // Without a person it makes no consent, but it lifts a block before somebody agrees.
        if (state.persons().isEmpty() && state.lastOptOut(PhoneUse.SMS).isEmpty()) {
            return null;
        }
        ConsentEntry again = entry(message, ConsentAction.RESUBSCRIBE, ConsentMethod.SMS_KEYWORD)
                .build();
        entries.add(again);
        return with(state, again).isSubscribed(PhoneUse.SMS, message.at()) ? programme.resumed() : null;
    }

    /** A YES is the opt-in of the person whom we asked, to the text that we asked about; without a question it is nothing. */
    private @Nullable String answered(InboundMessage message, ConsentState state, List<ConsentEntry> entries) {
        Optional<ConsentEntry> question = state.openQuestion(message.at());
        PersonRef person = question.map(ConsentEntry::person).orElse(null);
        String textHash = question.map(ConsentEntry::textHash).orElse(null);
        if (question.isEmpty() || person == null || textHash == null) {
            return null;
        }
        entries.add(entry(message, ConsentAction.OPT_IN, ConsentMethod.SMS_KEYWORD)
                .person(person, question.get().personName())
                .uses(question.get().uses())
                .textHash(textHash)
                .evidence("answerTo", question.get().id())
                .build());
        return programme.resumed();
    }

    private ConsentEntry.Builder entry(InboundMessage message, ConsentAction action, ConsentMethod method) {
        return ConsentEntry.builder(
                        programme.id(),
                        message.from(),
                        action,
                        method,
                        ConsentActor.person("whoever has the number", null),
                        message.at())
                .cause(message.provider() + "/" + message.messageId())
                .evidence("messageId", message.messageId())
                .evidence("provider", message.provider())
                .evidence("message", InboundReading.cut(message.text(), MAX_MESSAGE));
    }

    /**
     * The question whether a person wants messages, to write when it is sent; a YES within a day is the opt-in.
     *
     * @param text the text that was put to the person
     * @param uses what is asked for
     */
    public ConsentEntry asked(
            ConsentState state,
            PersonRef person,
            @Nullable String personName,
            ConsentText text,
            Set<PhoneUse> uses,
            Instant at) {
        return ConsentEntry.builder(
                        programme.id(),
                        state.number(),
                        ConsentAction.ASKED,
                        ConsentMethod.SYSTEM,
                        ConsentActor.system(),
                        at)
                .person(person, personName)
                .uses(uses)
                .textHash(text.hash())
                .build();
    }

    /** That the one confirmation of an opt-out was sent, to write when it is. */
    public ConsentEntry confirmed(ConsentEntry optOut, Instant at) {
        return ConsentEntry.builder(
                        programme.id(),
                        optOut.number(),
                        ConsentAction.CONFIRMED,
                        ConsentMethod.SYSTEM,
                        ConsentActor.system(),
                        at)
                .cause("confirmation of " + optOut.id())
                .evidence("optOut", optOut.id())
                .build();
    }

    /**
     * That the provider refuses a number whose owner opted out there.
     *
     * @param code the provider's code, such as {@code 21610}
     * @param messageId the id of the message that was refused
     */
    public static ConsentEntry providerBlock(
            String programme, PhoneNumber number, String provider, String code, String messageId, Instant at) {
        return ConsentEntry.builder(
                        programme,
                        number,
                        ConsentAction.PROVIDER_BLOCK,
                        ConsentMethod.PROVIDER_REPORT,
                        new ConsentActor(ConsentActor.Kind.PROVIDER, provider, null),
                        at)
                .cause(provider + "/" + messageId)
                .evidence("code", EntryRules.text("code", code, 60))
                .evidence("messageId", messageId)
                .build();
    }

    /**
     * That the provider delivers to a number again, since its owner sent START there or the provider lifted the block; makes no
     * consent that was not there.
     *
     * @param report what tells this report from others and is the same when it is told again, such as the id of a message; 1 to 200
     *     characters
     */
    public static ConsentEntry providerUnblock(
            String programme, PhoneNumber number, String provider, String report, Instant at) {
        return ConsentEntry.builder(
                        programme,
                        number,
                        ConsentAction.RESUBSCRIBE,
                        ConsentMethod.PROVIDER_REPORT,
                        new ConsentActor(ConsentActor.Kind.PROVIDER, provider, null),
                        at)
                .cause(provider + "/" + EntryRules.text("report", report, 200))
                .evidence("report", report)
                .build();
    }

    /**
     * That a person read what was taken for an opt-out. It never lifts the opt-out: to get messages again, the person concerned
     * answers START or agrees anew.
     *
     * @param review the entry that was read
     * @param reader who read it, which is neither the library nor the provider
     * @param finding what the reader found, 1 to 4,000 characters
     * @throws IllegalArgumentException if the entry is no review, or a part is not legal; the message names it
     */
    public static ConsentEntry reviewed(ConsentEntry review, ConsentActor reader, String finding, Instant at) {
        if (review.action() != ConsentAction.REVIEW) {
            throw new IllegalArgumentException(
                    "consent.review: " + review.id() + " is " + review.action() + "; the id of a REVIEW is legal");
        }
        if (reader.kind() == ConsentActor.Kind.SYSTEM || reader.kind() == ConsentActor.Kind.PROVIDER) {
            throw new IllegalArgumentException("consent.actor: a person reads a review, not the " + reader.kind());
        }
        return ConsentEntry.builder(
                        review.programme(), review.number(), ConsentAction.REVIEWED, ConsentMethod.SYSTEM, reader, at)
                .cause("review of " + review.id())
                .evidence(ConsentState.REVIEWED_ENTRY, review.id())
                .evidence("finding", EntryRules.text("finding", finding, 4_000))
                .build();
    }
}

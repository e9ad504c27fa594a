package dev.tocsin.core.consent;

import dev.tocsin.core.people.PhoneUse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an entry of the ledger must have to be one. */
final class EntryRules {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Map<ConsentAction, Set<ConsentMethod>> LEGAL = Map.of(
            ConsentAction.OPT_IN,
            Set.of(
                    ConsentMethod.WEB_FORM,
                    ConsentMethod.SMS_KEYWORD,
                    ConsentMethod.VOICE_KEY,
                    ConsentMethod.ADMIN_ATTESTATION),
            ConsentAction.RESUBSCRIBE,
            Set.of(ConsentMethod.SMS_KEYWORD, ConsentMethod.PROVIDER_REPORT),
            ConsentAction.OPT_OUT,
            Set.of(
                    ConsentMethod.WEB_FORM,
                    ConsentMethod.SMS_KEYWORD,
                    ConsentMethod.SMS_WORDING,
                    ConsentMethod.VOICE_KEY,
                    ConsentMethod.TOLD,
                    ConsentMethod.PROVIDER_REPORT),
            ConsentAction.VOIDED,
            Set.of(
                    ConsentMethod.NUMBER_CHANGE,
                    ConsentMethod.TOLD,
                    ConsentMethod.PROVIDER_REPORT,
                    ConsentMethod.SYSTEM),
            ConsentAction.PROVIDER_BLOCK,
            Set.of(ConsentMethod.PROVIDER_REPORT));

    private EntryRules() {}

    /** Refuses an entry that breaks a rule, naming the part. */
    static void check(ConsentEntry entry) {
        ConsentAction action = entry.action();
        ConsentMethod method = entry.method();
        Set<PhoneUse> uses = entry.uses();
        String textHash = entry.textHash();
        Set<ConsentMethod> legal = LEGAL.get(action);
        if (legal != null && !legal.contains(method)) {
            throw illegal("method", method + " cannot make " + action + "; one of " + new TreeSet<>(legal) + " can");
        }
        if (uses.isEmpty()) {
            throw illegal("uses", "at least one of SMS and VOICE is needed");
        }
        if ((action == ConsentAction.VOIDED || action == ConsentAction.PROVIDER_BLOCK)
                && uses.size() != PhoneUse.values().length) {
            throw illegal("uses", action + " reaches SMS and VOICE; only the person may narrow an opt-out");
        }
        if (textHash != null && !HASH.matcher(textHash).matches()) {
            throw illegal("textHash", "64 small hexadecimal digits are legal");
        }
        if (action == ConsentAction.OPT_IN) {
            checkOptIn(entry);
        }
        if (action == ConsentAction.RESUBSCRIBE
                && entry.actor().kind() != ConsentActor.Kind.PERSON
                && entry.actor().kind() != ConsentActor.Kind.PROVIDER) {
            throw illegal("actor", "nobody resubscribes a number but who has it, as they or the provider tell");
        }
        if (entry.evidence().size() > 30) {
            throw illegal("evidence", "at most 30 items are legal");
        }
        entry.evidence().forEach((key, value) -> {
            text("evidence", key, 64);
            if (value.length() > 4_000) {
                throw illegal("evidence." + key, "at most 4000 characters are legal");
            }
        });
    }

    private static void checkOptIn(ConsentEntry entry) {
        ConsentMethod method = entry.method();
        ConsentActor actor = entry.actor();
        if (entry.person() == null) {
            throw illegal("person", "an opt-in is somebody's; a number alone has none");
        }
        if (entry.textHash() == null) {
            throw illegal("textHash", "the version of the text that was agreed to is needed");
        }
        if (entry.evidence().isEmpty()) {
            throw illegal("evidence", "what proves the opt-in is needed, such as the page and the request");
        }
        ConsentActor.Kind needed =
                method == ConsentMethod.ADMIN_ATTESTATION ? ConsentActor.Kind.ADMINISTRATOR : ConsentActor.Kind.PERSON;
        if (actor.kind() != needed) {
            throw illegal(
                    "actor",
                    "an opt-in by " + method + " is the act of the " + needed + ", not of the " + actor.kind());
        }
    }

    /** A text of legal length. */
    static String text(String field, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw illegal(field, "1 to " + most + " characters are needed");
        }
        return value;
    }

    private static IllegalArgumentException illegal(String field, String message) {
        return new IllegalArgumentException("consent." + field + ": " + message);
    }
}

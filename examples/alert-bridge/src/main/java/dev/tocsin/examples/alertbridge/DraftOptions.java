package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.people.TechnicianDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person types about a technician. What is not named stays; an empty value takes away. */
final class DraftOptions {
    private static final Pattern PLACE = Pattern.compile("(emails|phones|usernames)\\[(\\d+)\\]");

    @Option(names = "--name", paramLabel = "NAME", description = "the name that people read")
    private @Nullable String name;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "the mail addresses, in place of all")
    private @Nullable List<String> emails;

    @Option(names = "--add-email", paramLabel = "ADDRESS", description = "one more mail address")
    private @Nullable List<String> moreEmails;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "the phones, in place of all")
    private @Nullable List<String> phones;

    @Option(names = "--add-phone", paramLabel = "NUMBER", description = "one more phone")
    private @Nullable List<String> morePhones;

    @Option(names = "--username", paramLabel = "NAME", description = "the usernames, in place of all")
    private @Nullable List<String> usernames;

    @Option(names = "--add-username", paramLabel = "NAME", description = "one more username")
    private @Nullable List<String> moreUsernames;

    @Option(names = "--member", paramLabel = "MEMBER", description = "the identifier of the member in ConnectWise")
    private @Nullable String member;

    /** How many entries of each field stood there before and stay, by its name in a fault. */
    private final Map<String, Integer> kept = new HashMap<>();

    /** Whether nothing is named, so that nothing would change. */
    boolean isEmpty() {
        return Stream.of(name, emails, moreEmails, phones, morePhones, usernames, moreUsernames, member)
                .allMatch(Objects::isNull);
    }

    /** The member that was named; empty if none was, or that there is none any more. */
    Optional<String> member() {
        return Optional.ofNullable(member).map(String::strip).filter(named -> !named.isEmpty());
    }

    /** The draft with what was named. */
    TechnicianDraft changed(TechnicianDraft draft) {
        kept.put("emails", emails == null ? draft.emails().size() : 0);
        kept.put("phones", phones == null ? draft.phones().size() : 0);
        kept.put("usernames", usernames == null ? draft.usernames().size() : 0);
        TechnicianDraft changed = draft.withEmails(merged(draft.emails(), emails, moreEmails))
                .withPhones(merged(draft.phones(), phones, morePhones))
                .withUsernames(merged(draft.usernames(), usernames, moreUsernames));
        if (name != null) {
            changed = changed.withName(name);
        }
        return member == null ? changed : changed.withPsaMember(member.isBlank() ? null : member);
    }

    /** A fault of the draft, at the option that was typed. */
    String told(FieldError fault) {
        return option(String.valueOf(fault.field())) + ": " + options(fault.message());
    }

    private String options(String message) {
        return PLACE.matcher(message).replaceAll(found -> Matcher.quoteReplacement(option(found.group())));
    }

    private String option(String field) {
        Matcher place = PLACE.matcher(field);
        if (place.matches()) {
            int index = Integer.parseInt(place.group(2));
            return switch (place.group(1)) {
                case "emails" -> option("emails", "email", index, emails, moreEmails);
                case "phones" -> option("phones", "phone", index, phones, morePhones);
                default -> option("usernames", "username", index, usernames, moreUsernames);
            };
        }
        return switch (field) {
            case "psaMember" -> "--member";
            case "emails" -> "--email";
            case "phones" -> "--phone";
            case "usernames" -> "--username";
            default -> "--" + field;
        };
    }

    /** The option that gave an entry, with its place among those of the option if there are several. */
    private String option(
            String field, String option, int index, @Nullable List<String> instead, @Nullable List<String> more) {
        int before = kept.getOrDefault(field, 0);
        int typed = index - before;
        if (typed < 0) {
            return field + "[" + index + "] as it was before";
        }
        int first = instead == null ? 0 : instead.size() == 1 && instead.get(0).isBlank() ? 0 : instead.size();
        return typed < first
                ? "--" + option + (first > 1 ? " " + (typed + 1) : "")
                : "--add-" + option + (more != null && more.size() > 1 ? " " + (typed - first + 1) : "");
    }

    private static List<String> merged(
            List<String> before, @Nullable List<String> instead, @Nullable List<String> more) {
        List<String> merged = new ArrayList<>(instead == null ? before : instead);
        merged.removeIf(text -> instead != null && instead.size() == 1 && text.isBlank());
        if (more != null) {
            merged.addAll(more);
        }
        return merged;
    }
}

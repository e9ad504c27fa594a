package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.people.TechnicianDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person types about a technician. What is not named stays; an empty value takes away. */
final class DraftOptions {
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

    /** The draft with what was named. */
    TechnicianDraft changed(TechnicianDraft draft) {
        TechnicianDraft changed = draft.withEmails(merged(draft.emails(), emails, moreEmails))
                .withPhones(merged(draft.phones(), phones, morePhones))
                .withUsernames(merged(draft.usernames(), usernames, moreUsernames));
        if (name != null) {
            changed = changed.withName(name);
        }
        return member == null ? changed : changed.withPsaMember(member.isBlank() ? null : member);
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

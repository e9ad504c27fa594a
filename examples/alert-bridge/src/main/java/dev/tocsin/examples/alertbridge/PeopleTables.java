package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.AffectedPhone;
import dev.tocsin.core.people.ImportNote;
import dev.tocsin.core.people.ImportResult;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianChange;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.Username;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows people to people: numbers are masked unless they are asked for. */
final class PeopleTables {
    private final Surroundings around;
    private final boolean showNumbers;

    /** @param showNumbers whether numbers are shown in full */
    PeopleTables(Surroundings around, boolean showNumbers) {
        this.around = around;
        this.showNumbers = showNumbers;
    }

    /** A phone, masked or in full. */
    String phone(Phone phone) {
        String extension = phone.extension();
        return showNumbers
                ? phone.number().e164() + (extension == null ? "" : " ext. " + extension)
                : phone.number().masked() + (extension == null ? "" : " ext. …");
    }

    private String phones(Collection<Phone> phones) {
        return phones.isEmpty() ? "-" : phones.stream().map(this::phone).collect(Collectors.joining("\n"));
    }

    /** The first phone, or a dash. */
    String first(Optional<Phone> phone) {
        return phone.map(this::phone).orElse("-");
    }

    /** The state of an account in a word. */
    static String account(AccountState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** All technicians. */
    void technicians(List<Technician> technicians) {
        TextTable table =
                new TextTable(around.unicode(), "Id", "Name", "Status", "Account", "E-mail", "Phones", "Usernames");
        for (Technician technician : technicians) {
            table.row(
                    technician.id(),
                    ShownText.inLine(technician.name()),
                    status(technician),
                    technician.directory() == null ? "by hand" : account(technician.accountState()),
                    lines(technician.emails().stream()
                            .map(email -> email.address().value())
                            .toList()),
                    phones(technician.phones().stream()
                            .map(TechnicianPhone::phone)
                            .toList()),
                    lines(technician.usernames().stream()
                            .map(PeopleTables::username)
                            .toList()));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out().println(Words.count(technicians.size(), "technician"));
    }

    private static String username(Username username) {
        return username.value() + (username.psaMember() ? " (member)" : "");
    }

    private static String status(Technician technician) {
        String status = technician.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return technician.directory() != null && technician.statusOrigin() == Origin.PERSON ? status + ", set" : status;
    }

    private static String lines(List<String> texts) {
        return texts.isEmpty() ? "-" : String.join("\n", texts);
    }

    /** What an import did, or would do. */
    void imported(ImportResult result, boolean dryRun) {
        TextTable table = new TextTable(around.unicode(), "Id", "Name", "What", "E-mail", "Phones");
        int added = 0;
        for (TechnicianChange change : result.changes()) {
            added += change.isAddition() ? 1 : 0;
            Technician after = change.after();
            table.row(
                    after.id(),
                    ShownText.inLine(after.name()),
                    what(change),
                    lines(after.emails().stream()
                            .map(email -> email.address().value())
                            .toList()),
                    phones(after.phones().stream().map(TechnicianPhone::phone).toList()));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        for (ImportNote note : new LinkedHashSet<>(result.notes())) {
            boolean refused = note.code() == ImportNote.Code.NOT_IMPORTED;
            (refused ? around.err() : around.out())
                    .println("  " + ShownText.quoted(note.userId()) + ": "
                            + note.code().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": "
                            + ShownText.inLine(note.message()));
        }
        around.out()
                .println((dryRun ? "dry run, nothing was written; " : "") + added + " added, "
                        + (result.changes().size() - added) + " changed, " + result.unchanged() + " unchanged");
    }

    private static String what(TechnicianChange change) {
        Technician before = change.before();
        Technician after = change.after();
        if (before == null) {
            return "new, " + status(after);
        }
        List<String> changed = new ArrayList<>();
        note(changed, "name", before.name(), after.name());
        note(changed, "e-mail", before.emails(), after.emails());
        note(changed, "phones", before.phones(), after.phones());
        note(changed, "usernames", before.usernames(), after.usernames());
        note(changed, "account", before.accountState(), after.accountState());
        note(changed, "status", before.status(), after.status());
        note(changed, "directory", before.directory(), after.directory());
        return changed.isEmpty() ? "changed" : String.join(", ", changed);
    }

    private static void note(List<String> changed, String what, @Nullable Object before, @Nullable Object after) {
        if (!String.valueOf(before).equals(String.valueOf(after))
                || (before != null && after != null && !before.equals(after))) {
            changed.add(what);
        }
    }

    /** Who the user of an event is, with a phone or why there is none; in one line. */
    String affected(AffectedPhone phone) {
        if (phone instanceof AffectedPhone.Found found) {
            return ShownText.quoted(found.person().name()) + ", " + phone(found.phone());
        }
        AffectedPhone.Missing missing = (AffectedPhone.Missing) phone;
        String names = missing.persons().stream()
                .map(person -> ShownText.quoted(person.name()))
                .collect(Collectors.joining(", "));
        return switch (missing.reason()) {
            case USER_NOT_KNOWN -> "nobody whom the directory of the company has";
            case USER_AMBIGUOUS -> "one of " + names + "; which, nobody can tell";
            case NO_PHONE -> names + ", without a phone that could be read";
            case NO_PHONE_FOR_USE -> names + ", without a phone for this use";
        };
    }
}

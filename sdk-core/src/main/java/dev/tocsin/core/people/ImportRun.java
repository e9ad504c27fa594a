package dev.tocsin.core.people;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One import over one state of the technicians; knows which usernames are taken. Not thread-safe. */
final class ImportRun {
    private final MspId msp;
    private final String connectionId;
    private final PhoneBook phones;
    private final Map<String, Technician> byUser = new HashMap<>();
    private final Map<String, Technician> byId = new HashMap<>();
    private final Map<String, String> ownerByName = new HashMap<>();
    private final List<TechnicianChange> changes = new ArrayList<>();
    private final List<ImportNote> notes = new ArrayList<>();
    private int unchanged;

    ImportRun(MspId msp, String connectionId, PhoneBook phones, Collection<Technician> technicians) {
        this.msp = msp;
        this.connectionId = connectionId;
        this.phones = phones;
        for (Technician technician : technicians) {
            if (technician.msp().equals(msp)) {
                byId.put(technician.id(), technician);
                DirectoryRef directory = technician.directory();
                if (directory != null && directory.connectionId().equals(connectionId)) {
                    byUser.put(directory.userId(), technician);
                }
                technician.usernames().forEach(name -> ownerByName.put(name.key(), technician.id()));
            }
        }
    }

    ImportResult apply(Map<String, DirectoryUser> users, boolean add) {
        // Principal names move from one user to another, so those of this batch are free until they are taken anew.
        for (DirectoryUser user : users.values()) {
            Technician known = byUser.get(user.id());
            if (known != null) {
                known.usernames().stream()
                        .filter(name -> name.origin() == Origin.DIRECTORY)
                        .forEach(name -> ownerByName.remove(name.key(), known.id()));
            }
        }
        for (DirectoryUser user : users.values()) {
            Technician known = byUser.get(user.id());
            if (known != null) {
                change(known, known, user);
            } else if (add) {
                add(user);
            }
        }
        return new ImportResult(changes, unchanged, notes);
    }

    private void add(DirectoryUser user) {
        DirectoryRef ref = new DirectoryRef(connectionId, user.id());
        if (user.deleted()) {
            note(user, null, ImportNote.Code.NOT_IMPORTED, "the directory has this user no more");
            return;
        }
        Technician same = byPrincipalName(user);
        if (same != null) {
            note(
                    user,
                    same.id(),
                    ImportNote.Code.LINKED,
                    "technician '" + same.name() + "' has the principal name as a username and is this user");
            // A status that a person set stays; what the directory gave so far is nothing.
            change(
                    same,
                    same.from(ref, same.name(), same.emails(), same.phones(), same.usernames(), user.accountState()),
                    user);
            return;
        }
        String id = TechnicianImport.idOf(msp, ref);
        if (byId.containsKey(id)) {
            note(
                    user,
                    id,
                    ImportNote.Code.NOT_IMPORTED,
                    "a technician with this user's id is there, but is not this user");
            return;
        }
        change(null, blank(id, user.id(), ref, user.accountState()), user);
    }

    private @Nullable Technician byPrincipalName(DirectoryUser user) {
        String principalName = user.principalName();
        if (principalName == null) {
            return null;
        }
        String owner = ownerByName.get(PersonText.key(principalName));
        Technician technician = owner == null ? null : byId.get(owner);
        return technician != null && technician.directory() == null ? technician : null;
    }

    private void change(@Nullable Technician before, Technician base, DirectoryUser user) {
        Technician after = user.deleted() ? gone(base) : updated(base, user);
        tellStatus(before, after, user);
        byId.put(after.id(), after);
        byUser.put(user.id(), after);
        if (after.equals(before)) {
            unchanged++;
            return;
        }
        if (before != null && !before.numbers().equals(after.numbers())) {
            note(
                    user,
                    after.id(),
                    ImportNote.Code.NUMBERS_CHANGED,
                    "the numbers were " + shown(before) + " and are " + shown(after)
                            + "; consent does not go with them");
        }
        changes.add(new TechnicianChange(before, after));
    }

    private Technician updated(Technician base, DirectoryUser user) {
        return base.from(
                base.directory(),
                name(base, user),
                emails(base, user),
                phones(base, user),
                usernames(base, user),
                user.accountState());
    }

    /** What is left of a user who is gone: all but the principal name, which the directory may give to another. */
    private Technician gone(Technician base) {
        return base.from(
                base.directory(), base.name(), base.emails(), base.phones(), base.ownUsernames(), AccountState.GONE);
    }

    private void tellStatus(@Nullable Technician before, Technician after, DirectoryUser user) {
        String account = after.accountState() == AccountState.GONE ? "is gone" : "is disabled";
        TechnicianStatus was = before == null ? TechnicianStatus.ACTIVE : before.status();
        if (was == TechnicianStatus.ACTIVE && after.status() == TechnicianStatus.INACTIVE) {
            note(
                    user,
                    after.id(),
                    ImportNote.Code.DEACTIVATED,
                    "the account " + account + "; no alerts go to it from now on");
        } else if (was != TechnicianStatus.ACTIVE && after.status() == TechnicianStatus.ACTIVE) {
            note(user, after.id(), ImportNote.Code.REACTIVATED, "the account can sign in again");
        } else if (after.status() != TechnicianStatus.INACTIVE
                && after.accountState() != AccountState.ENABLED
                && (before == null || before.accountState() != after.accountState())) {
            note(
                    user,
                    after.id(),
                    ImportNote.Code.STATUS_KEPT,
                    "the account " + account + ", but a person set the status " + after.status() + ", which stays");
        }
    }

    private String name(Technician base, DirectoryUser user) {
        List<FieldError> faults = new ArrayList<>();
        Optional<String> name = TechnicianForm.name(user.displayName(), faults);
        if (name.isPresent()) {
            return name.get();
        }
        Optional<String> principalName = TechnicianForm.name(user.principalName(), new ArrayList<>());
        note(
                user,
                base.id(),
                ImportNote.Code.NAME_NOT_TAKEN,
                "displayName: " + faults.get(0).message());
        return principalName.orElse(base.name());
    }

    private List<TechnicianEmail> emails(Technician base, DirectoryUser user) {
        List<TechnicianEmail> emails = new ArrayList<>(base.ownEmails());
        String mail = user.mail();
        if (mail != null) {
            List<FieldError> faults = new ArrayList<>();
            TechnicianForm.email(mail, "mail", faults)
                    .filter(address -> emails.stream()
                            .noneMatch(known -> known.address().key().equals(address.key())))
                    .ifPresent(address -> emails.add(new TechnicianEmail(address, Origin.DIRECTORY)));
            faults.forEach(fault -> note(user, base.id(), ImportNote.Code.EMAIL_NOT_TAKEN, fault.toString()));
        }
        return emails;
    }

    private List<TechnicianPhone> phones(Technician base, DirectoryUser user) {
        List<TechnicianPhone> all = new ArrayList<>(base.ownPhones());
        PhoneList read = phones.read(user);
        for (Phone phone : read.phones()) {
            if (all.stream().noneMatch(known -> known.phone().isSameAs(phone))) {
                all.add(new TechnicianPhone(phone, Origin.DIRECTORY));
            }
        }
        read.unread()
                .forEach(unread -> note(
                        user,
                        base.id(),
                        ImportNote.Code.PHONE_NOT_TAKEN,
                        unread.fault().toString()));
        return all;
    }

    private List<Username> usernames(Technician base, DirectoryUser user) {
        List<Username> names = new ArrayList<>(base.ownUsernames());
        String principalName = user.principalName();
        if (principalName == null
                || base.ownUsernames().stream().anyMatch(own -> own.key().equals(PersonText.key(principalName)))) {
            return names;
        }
        try {
            Username name = new Username(principalName, Origin.DIRECTORY, false);
            String owner = ownerByName.putIfAbsent(name.key(), base.id());
            if (owner == null || owner.equals(base.id()) || takenBack(owner, name, base)) {
                names.add(name);
            } else {
                note(
                        user,
                        base.id(),
                        ImportNote.Code.USERNAME_TAKEN,
                        "'" + name.value() + "' is a username of technician '" + owner + "' and was left out");
            }
        } catch (IllegalArgumentException e) {
            note(user, base.id(), ImportNote.Code.USERNAME_TAKEN, "principalName: " + e.getMessage());
        }
        return names;
    }

    /**
     * Takes a principal name from the technician who had it from this directory: the directory has one user of a name, so what
     * it tells of another is newer, and what it tells of the first one comes with a later page.
     */
    private boolean takenBack(String owner, Username name, Technician base) {
        Technician holder = byId.get(owner);
        DirectoryRef directory = holder == null ? null : holder.directory();
        if (holder == null
                || directory == null
                || !directory.connectionId().equals(connectionId)
                || holder.ownUsernames().stream().anyMatch(own -> own.key().equals(name.key()))
                || changes.stream().anyMatch(change -> change.after().id().equals(owner))) {
            return false;
        }
        Technician without = holder.from(
                directory,
                holder.name(),
                holder.emails(),
                holder.phones(),
                holder.ownUsernames(),
                holder.accountState());
        byId.put(owner, without);
        byUser.put(directory.userId(), without);
        changes.add(new TechnicianChange(holder, without));
        ownerByName.put(name.key(), base.id());
        return true;
    }

    private void note(DirectoryUser user, @Nullable String technicianId, ImportNote.Code code, String message) {
        notes.add(new ImportNote(user.id(), technicianId, code, message));
    }

    private Set<PhoneNumber> shown(Technician technician) {
        return new TreeSet<>(technician.numbers());
    }

    private Technician blank(String id, String name, DirectoryRef ref, AccountState state) {
        return new Technician(
                msp,
                id,
                name,
                List.of(),
                List.of(),
                List.of(),
                ref,
                state,
                Technician.statusOf(state),
                Origin.DIRECTORY);
    }
}

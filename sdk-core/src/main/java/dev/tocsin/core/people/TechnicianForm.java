package dev.tocsin.core.people;

import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.MspId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person typed about a technician and names all its faults at once, each by its place. Immutable and thread-safe.
 * That no two technicians have one username is held by the store; here it is told while it can still be mended.
 */
public final class TechnicianForm {
    /** The most mail addresses, phones and usernames, of each. */
    public static final int MAX_ENTRIES = 50;

    private final PhoneBook phones;

    /** A form that reads numbers with a book. */
    public TechnicianForm(PhoneBook phones) {
        this.phones = phones;
    }

    /** What became of a draft. */
    public sealed interface Result {}

    /**
     * It can be kept.
     *
     * @param technician the technician
     */
    public record Accepted(Technician technician) implements Result {}

    /**
     * It cannot.
     *
     * @param faults all of them, each with its field, as {@code emails[1]}
     */
    public record Rejected(List<FieldError> faults) implements Result {
        /** Copies the faults. */
        public Rejected {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Adds a technician: active, until a person sets another status or a directory's user is linked.
     *
     * @param id the id of the new technician
     * @param others those technicians of the MSP at least who have a username that the draft asks for
     */
    public Result add(MspId msp, String id, TechnicianDraft draft, Collection<Technician> others) {
        return read(Technician.byHand(msp, id, "?"), draft, others);
    }

    /**
     * Edits a technician. The draft is the whole of it: what it leaves out is taken away, and what it repeats of the directory's
     * stays the directory's. Status, directory and consent are not touched.
     */
    public Result edit(Technician before, TechnicianDraft draft, Collection<Technician> others) {
        return read(before, draft, others);
    }

    private Result read(Technician before, TechnicianDraft draft, Collection<Technician> others) {
        List<FieldError> faults = new ArrayList<>();
        String name = name(draft.name(), faults).orElse("?");
        List<TechnicianEmail> emails = emails(before, draft.emails(), faults);
        List<TechnicianPhone> numbers = phones(before, draft.phones(), faults);
        List<Username> usernames = usernames(before, draft, others, faults);
        return faults.isEmpty()
                ? new Accepted(new Technician(
                        before.msp(),
                        before.id(),
                        name,
                        personsFirst(emails, TechnicianEmail::origin),
                        personsFirst(numbers, TechnicianPhone::origin),
                        usernames,
                        before.directory(),
                        before.accountState(),
                        before.status(),
                        before.statusOrigin()))
                : new Rejected(faults);
    }

    /** The name in its form, or empty with a fault. */
    static Optional<String> name(@Nullable String text, List<FieldError> faults) {
        String name = PersonText.orNull(text);
        if (name == null || name.length() > Technician.MAX_NAME) {
            faults.add(new FieldError("name", "length", "1 to " + Technician.MAX_NAME + " characters are legal"));
            return Optional.empty();
        }
        // The joiners belong to the spelling of Persian and Indian names.
        if (PersonText.hasControl(name.replace("\u200C", "").replace("\u200D", ""))) {
            faults.add(new FieldError(
                    "name",
                    "control_character",
                    "has a line end, a control character or an invisible one; letters are legal"));
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static List<TechnicianEmail> emails(Technician before, List<String> texts, List<FieldError> faults) {
        Map<String, TechnicianEmail> known = new HashMap<>();
        before.emails().forEach(email -> known.put(email.address().key(), email));
        List<TechnicianEmail> emails = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        tooMany("emails", texts, faults);
        for (int i = 0; i < Math.min(texts.size(), MAX_ENTRIES); i++) {
            String place = "emails[" + i + "]";
            Optional<EmailAddress> address = email(texts.get(i), place, faults);
            if (address.isPresent() && isFirst(address.get().key(), i, place, "emails", places, faults)) {
                TechnicianEmail same = known.get(address.get().key());
                emails.add(same != null ? same : new TechnicianEmail(address.get(), Origin.PERSON));
            }
        }
        return emails;
    }

    /** The address, or empty with a fault. Only blanks around it are taken away: a line end is a fault. */
    static Optional<EmailAddress> email(String text, String place, List<FieldError> faults) {
        try {
            return Optional.of(new EmailAddress(text.replaceAll("^ +| +$", "")));
        } catch (IllegalArgumentException e) {
            faults.add(new FieldError(place, "email", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private List<TechnicianPhone> phones(Technician before, List<String> texts, List<FieldError> faults) {
        List<TechnicianPhone> read = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        tooMany("phones", texts, faults);
        for (int i = 0; i < Math.min(texts.size(), MAX_ENTRIES); i++) {
            String place = "phones[" + i + "]";
            PhoneReading reading = phones.read(texts.get(i), place);
            if (reading instanceof PhoneReading.Unread unread) {
                faults.add(unread.fault());
            } else if (reading instanceof PhoneReading.Read one) {
                Phone phone = one.phone();
                if (isFirst(phone.number().e164() + "x" + phone.extension(), i, place, "phones", places, faults)) {
                    read.add(before.phones().stream()
                            .filter(known -> known.phone().isSameAs(phone))
                            .findFirst()
                            .map(known -> new TechnicianPhone(phone, known.origin()))
                            .orElse(new TechnicianPhone(phone, Origin.PERSON)));
                }
            }
        }
        return read;
    }

    private static List<Username> usernames(
            Technician before, TechnicianDraft draft, Collection<Technician> others, List<FieldError> faults) {
        Map<String, String> taken = new HashMap<>();
        for (Technician other : others) {
            if (other.msp().equals(before.msp()) && !other.id().equals(before.id())) {
                other.usernames().forEach(username -> taken.put(username.key(), other.name()));
            }
        }
        List<Username> usernames = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        String member = PersonText.orNull(draft.psaMember());
        String memberKey = member == null ? null : PersonText.key(member);
        tooMany("usernames", draft.usernames(), faults);
        boolean memberListed = false;
        for (int i = 0; i < Math.min(draft.usernames().size(), MAX_ENTRIES); i++) {
            String place = "usernames[" + i + "]";
            String text = draft.usernames().get(i);
            boolean isMember = PersonText.key(text).equals(memberKey);
            Optional<Username> username = username(before, text, isMember, place, taken, faults);
            if (username.isPresent() && isFirst(username.get().key(), i, place, "usernames", places, faults)) {
                usernames.add(username.get());
            }
            memberListed |= isMember;
        }
        if (member != null && !memberListed) {
            username(before, member, true, "psaMember", taken, faults).ifPresent(usernames::add);
        }
        return usernames;
    }

    private static Optional<Username> username(
            Technician before,
            String text,
            boolean member,
            String place,
            Map<String, String> taken,
            List<FieldError> faults) {
        Username username;
        try {
            username = new Username(text, Origin.PERSON, member);
        } catch (IllegalArgumentException e) {
            faults.add(new FieldError(place, "username", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        String owner = taken.get(username.key());
        if (owner != null) {
            faults.add(new FieldError(
                    place,
                    "taken",
                    "'" + username.value() + "' belongs to " + owner
                            + "; a username that no other technician has is legal"));
            return Optional.empty();
        }
        boolean directorys = before.usernames().stream()
                .anyMatch(known -> known.key().equals(username.key()) && known.origin() == Origin.DIRECTORY);
        // Who names the PSA's member by it makes it a person's, so that no import takes it away.
        return Optional.of(directorys && !member ? new Username(username.value(), Origin.DIRECTORY, false) : username);
    }

    private static boolean isFirst(
            String key, int index, String place, String field, Map<String, Integer> places, List<FieldError> faults) {
        Integer first = places.putIfAbsent(key, index);
        if (first != null) {
            faults.add(new FieldError(place, "twice", "is the same as " + field + "[" + first + "]; each stands once"));
        }
        return first == null;
    }

    private static void tooMany(String field, List<String> texts, List<FieldError> faults) {
        if (texts.size() > MAX_ENTRIES) {
            faults.add(new FieldError(
                    field, "too_many", "has " + texts.size() + " entries; at most " + MAX_ENTRIES + " are legal"));
        }
    }

    private static <T> List<T> personsFirst(List<T> all, Function<T, Origin> origin) {
        List<T> ordered = new ArrayList<>(all);
        ordered.sort(Comparator.comparing(origin));
        return ordered;
    }
}

package dev.tocsin.core.people;

import dev.tocsin.core.event.EventUser;
import java.util.List;

/**
 * The phone of the user whom an alert is about, so that a technician can call to ask. It is for the technician's eyes: before
 * the SDK itself calls or texts it, the gate of consent is asked.
 */
public sealed interface AffectedPhone {
    /**
     * A phone.
     *
     * @param person whose
     * @param phone the best one for the use
     */
    record Found(Person person, Phone phone) implements AffectedPhone {}

    /**
     * No phone.
     *
     * @param reason why
     * @param persons whom the event may mean; one if only a phone is lacking, none if nobody is known
     */
    record Missing(Reason reason, List<Person> persons) implements AffectedPhone {
        /** Copies the list. */
        public Missing {
            persons = List.copyOf(persons);
        }
    }

    /** Why there is no phone. */
    enum Reason {
        /** Nobody is known under the ids that the event has. */
        USER_NOT_KNOWN,
        /** Several people are, or had the name before they went, and none is picked. */
        USER_AMBIGUOUS,
        /** The person has no phone that could be read. */
        NO_PHONE,
        /** The person has phones, but none for this use. */
        NO_PHONE_FOR_USE
    }

    /**
     * Looks for the phone.
     *
     * @param user the user of the event
     * @param people the people of the event's company
     * @param use what the phone shall be used for
     */
    static AffectedPhone of(EventUser user, UserMatching people, PhoneUse use) {
        UserMatch match = people.match(user);
        if (match instanceof UserMatch.Matched matched) {
            Person person = matched.person();
            return person.phones().stream()
                    .filter(phone -> phone.takes(use))
                    .findFirst()
                    .<AffectedPhone>map(phone -> new Found(person, phone))
                    .orElseGet(() -> new Missing(
                            person.phones().isEmpty() ? Reason.NO_PHONE : Reason.NO_PHONE_FOR_USE, List.of(person)));
        }
        return match instanceof UserMatch.Ambiguous several
                ? new Missing(Reason.USER_AMBIGUOUS, several.persons())
                : new Missing(Reason.USER_NOT_KNOWN, List.of());
    }
}

package dev.tocsin.core.people;

import java.util.List;

/** Who the user of an event is. */
public sealed interface UserMatch {
    /** By what a person was found, the surest first. */
    enum Key {
        /** The directory's id. */
        OBJECT_ID,
        /** The name to sign in with. */
        PRINCIPAL_NAME,
        /** One of the usernames. */
        USERNAME
    }

    /**
     * Exactly one person.
     *
     * @param person the person
     * @param key by what
     */
    record Matched(Person person, Key key) implements UserMatch {}

    /**
     * More than one; which of them is for a person to say.
     *
     * @param persons all of them
     * @param key by what they were found
     */
    record Ambiguous(List<Person> persons, Key key) implements UserMatch {
        /** Copies the list. */
        public Ambiguous {
            persons = List.copyOf(persons);
        }
    }

    /** Nobody who is known. */
    record Unmatched() implements UserMatch {}
}

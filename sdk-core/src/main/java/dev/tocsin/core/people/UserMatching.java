package dev.tocsin.core.people;

import dev.tocsin.core.event.EventUser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom an event means among some people: by the object id, then by the principal name, then by a username. Names are equal
 * or they are not, whatever their case; no domain is cut off and nothing looser is tried. Immutable and thread-safe.
 */
public final class UserMatching {
    private final Map<String, List<Person>> byObjectId;
    private final Map<String, List<Person>> byPrincipalName;
    private final Map<String, List<Person>> byUsername;
    private final Map<String, List<Person>> goneByName;

    private UserMatching(Collection<Person> persons) {
        byObjectId = new HashMap<>();
        byPrincipalName = new HashMap<>();
        byUsername = new HashMap<>();
        goneByName = new HashMap<>();
        for (Person person : persons) {
            put(byObjectId, person.objectId() == null ? null : objectKey(person.objectId()), person);
            if (person.present()) {
                put(
                        byPrincipalName,
                        person.principalName() == null ? null : PersonText.key(person.principalName()),
                        person);
                person.usernames().forEach(name -> put(byUsername, PersonText.key(name), person));
            } else if (person.principalName() != null) {
                put(goneByName, PersonText.key(person.principalName()), person);
            }
        }
    }

    /**
     * A matching over the people who may be meant: those of one customer for its events, or the technicians of one MSP.
     *
     * @param persons the people; who stands twice under one reference counts once
     */
    public static UserMatching over(Collection<Person> persons) {
        Map<PersonRef, Person> once = new LinkedHashMap<>();
        persons.forEach(person -> once.put(person.ref(), person));
        return new UserMatching(once.values());
    }

    /**
     * Who a user is. A name leads to nobody whose object id is known and is another than the event's: the name was given to
     * somebody else since. Where the event has a name only and somebody who is gone had it too, both may be meant, and none is
     * picked. That a name went from one to another while both are there cannot be seen.
     */
    public UserMatch match(EventUser user) {
        String objectId = user.objectId() == null ? null : objectKey(user.objectId());
        List<Person> byId = objectId == null ? List.of() : byObjectId.getOrDefault(objectId, List.of());
        if (!byId.isEmpty()) {
            return found(byId, UserMatch.Key.OBJECT_ID);
        }
        String principalName = user.principalName();
        if (principalName == null) {
            return new UserMatch.Unmatched();
        }
        String name = PersonText.key(principalName);
        List<Person> byName = notAnother(byPrincipalName.getOrDefault(name, List.of()), objectId);
        return byName.isEmpty()
                ? found(withGone(byUsername, name, objectId), UserMatch.Key.USERNAME)
                : found(withGone(byPrincipalName, name, objectId), UserMatch.Key.PRINCIPAL_NAME);
    }

    /** Those of a name, and those who had it before they went; nobody if only the latter are left. */
    private List<Person> withGone(Map<String, List<Person>> index, String name, @Nullable String objectId) {
        List<Person> present = notAnother(index.getOrDefault(name, List.of()), objectId);
        return present.isEmpty()
                ? present
                : Stream.concat(
                                present.stream(),
                                notAnother(goneByName.getOrDefault(name, List.of()), objectId).stream())
                        .toList();
    }

    private static List<Person> notAnother(List<Person> persons, @Nullable String objectId) {
        Stream<Person> possible = persons.stream()
                .filter(person -> objectId == null
                        || person.objectId() == null
                        || objectKey(person.objectId()).equals(objectId));
        return possible.toList();
    }

    private static UserMatch found(List<Person> persons, UserMatch.Key key) {
        return switch (persons.size()) {
            case 0 -> new UserMatch.Unmatched();
            case 1 -> new UserMatch.Matched(persons.get(0), key);
            default -> new UserMatch.Ambiguous(persons, key);
        };
    }

    private static void put(Map<String, List<Person>> index, @Nullable String key, Person person) {
        if (key != null) {
            List<Person> same = index.computeIfAbsent(key, unused -> new ArrayList<>());
            if (!same.contains(person)) {
                same.add(person);
            }
        }
    }

    /**
     * The form by which two object ids are the same: they are GUIDs, which some exports write in capitals. For stores that look
     * users up.
     */
    public static String objectKey(String objectId) {
        return objectId.strip().toLowerCase(Locale.ROOT);
    }

    /** The form by which two principal names or usernames are the same, whatever their case. For stores that look users up. */
    public static String nameKey(String name) {
        return PersonText.key(name);
    }
}

package dev.tocsin.core.people;

import java.util.List;
import java.util.Optional;

/**
 * The phones of one user, the best first, and what could not be read.
 *
 * @param phones the phones, each once
 * @param unread the texts that are no phone to use, each with its place and reason
 */
public record PhoneList(List<Phone> phones, List<PhoneReading.Unread> unread) {
    /** Copies the lists. */
    public PhoneList {
        phones = List.copyOf(phones);
        unread = List.copyOf(unread);
    }

    /** The first phone that may be used so; empty if none may. */
    public Optional<Phone> first(PhoneUse use) {
        return phones.stream().filter(phone -> phone.takes(use)).findFirst();
    }
}

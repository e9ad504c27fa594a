package dev.tocsin.core;

import dev.tocsin.core.company.PsaCompany;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The local id of a company that is imported without one: the PSA's identifier, with a hyphen for whatever is neither a
 * letter, a digit, a dot nor an underscore. Without an identifier it is the connection and the PSA's id: a bare number could
 * be what some source calls another customer, and would take that one's events.
 */
final class ImportedId {
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}._]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");
    private static final Pattern DIGITS = Pattern.compile("\\p{N}+");
    /** Leaves room for a number within the 200 characters of an id. */
    private static final int LONGEST = 180;

    private final String base;

    ImportedId(String connectionId, PsaCompany company) {
        String identifier = company.identifier();
        String readable = identifier == null ? "" : readable(identifier);
        base = readable.isEmpty() || DIGITS.matcher(readable).matches()
                ? cut(readable(connectionId + "-" + company.id()))
                : cut(readable);
    }

    private static String readable(String text) {
        String hyphened =
                OTHERS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("-");
        return ENDS.matcher(hyphened).replaceAll("");
    }

    private static String cut(String id) {
        if (id.length() <= LONGEST) {
            return id;
        }
        return id.substring(0, Character.isHighSurrogate(id.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** The id, or the id with the first number from 2 that none of the others has; ids that differ in case only are one. */
    String among(Collection<String> others) {
        Set<String> taken = others.stream().map(ImportedId::folded).collect(Collectors.toSet());
        String id = base;
        for (int number = 2; taken.contains(folded(id)); number++) {
            id = base + "-" + number;
        }
        return id;
    }

    /** Whether this import could have made an id. */
    boolean makes(String id) {
        return id.equals(base)
                || (id.startsWith(base + "-") && id.substring(base.length() + 1).matches("[0-9]+"));
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}

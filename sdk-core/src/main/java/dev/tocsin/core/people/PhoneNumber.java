package dev.tocsin.core.people;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A telephone number in the international form of ITU-T E.164. Its text is masked, since numbers do not belong in logs; the
 * full one is {@link #e164()}, for the one place that dials it and for evidence.
 *
 * <p>The form alone says nothing of whether the number exists: {@link PhoneBook} knows the numbering plans.
 *
 * @param e164 a plus sign and 6 to 15 digits, of which the first is not 0
 */
public record PhoneNumber(String e164) implements Comparable<PhoneNumber> {
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{5,14}");
    /** The calling codes of two digits, by ITU-T E.164; 1 and 7 have one digit and all others three. */
    private static final Set<String> TWO_DIGITS = Set.of(
            "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
            "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
            "86", "90", "91", "92", "93", "94", "95", "98");

    /** Refuses what is not of the form, without repeating it. */
    public PhoneNumber {
        if (!isOfForm(e164)) {
            throw new IllegalArgumentException(
                    "a phone number in E.164 is needed: '+', then 6 to 15 digits of which the first is not 0");
        }
    }

    /** Whether a text is of the form. */
    static boolean isOfForm(String text) {
        return FORM.matcher(text).matches();
    }

    /** The masked form, such as {@code +49•••••1234}: the calling code and at most the last four digits, fewer of short ones. */
    public String masked() {
        int code = callingCodeLength();
        int national = e164.length() - 1 - code;
        int shown = Math.min(4, national / 2);
        return e164.substring(0, 1 + code) + "•••••" + e164.substring(e164.length() - shown);
    }

    private int callingCodeLength() {
        char first = e164.charAt(1);
        if (first == '1' || first == '7') {
            return 1;
        }
        return TWO_DIGITS.contains(e164.substring(1, 3)) ? 2 : 3;
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return e164.compareTo(other.e164);
    }

    /** The masked form. */
    @Override
    public String toString() {
        return masked();
    }
}

package dev.tocsin.core.company;

import java.util.List;
import java.util.Set;

/** What is left of a name's words without legal forms at its end and without the words that only connect others. */
final class LegalForms {
    /** In lower case, without dots and accents; the longest has {@link #LONGEST} words. */
    private static final Set<String> FORMS = Set.of(
            "ab",
            "ag",
            "aps",
            "as",
            "asa",
            "bv",
            "bvba",
            "co",
            "company",
            "corp",
            "corporation",
            "cv",
            "doo",
            "dba",
            "eg",
            "ek",
            "ev",
            "ggmbh",
            "gbr",
            "gesmbh",
            "gmbh",
            "gmbh u co kg",
            "gmbh und co kg",
            "gmbh and co kg",
            "inc",
            "incorporated",
            "kft",
            "kg",
            "kgaa",
            "kk",
            "lda",
            "limited",
            "llc",
            "llp",
            "lp",
            "ltd",
            "ltda",
            "mbh",
            "nv",
            "ohg",
            "oy",
            "oyj",
            "partg",
            "partgmbb",
            "plc",
            "private limited",
            "pte",
            "pty",
            "pvt",
            "sa",
            "sarl",
            "sas",
            "sau",
            "se",
            "sl",
            "slu",
            "snc",
            "spa",
            "sp z oo",
            "srl",
            "sro",
            "ug",
            "ulc",
            "zrt");

    private static final int LONGEST = 4;
    private static final Set<String> CONNECTING = Set.of("and", "und", "et", "the");

    private LegalForms() {}

    /** The words that tell the company; all of them if nothing else is left. */
    static List<String> without(List<String> words) {
        int end = words.size();
        int form = formBefore(words, end);
        while (form > 0) {
            end -= form;
            form = formBefore(words, end);
        }
        List<String> core = words.subList(0, end).stream()
                .filter(word -> !CONNECTING.contains(word))
                .toList();
        return core.isEmpty() ? words : core;
    }

    /** The number of words of the longest form that ends there; 0 if none does. */
    private static int formBefore(List<String> words, int end) {
        for (int length = Math.min(LONGEST, end); length > 0; length--) {
            if (FORMS.contains(String.join(" ", words.subList(end - length, end)))) {
                return length;
            }
        }
        return 0;
    }
}

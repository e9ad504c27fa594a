package dev.tocsin.core.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the words by which people end messages, ask for help and begin again. Case, punctuation, blanks and emoji do not count.
 *
 * <p>The words are those that the FCC names as enough by themselves (47 CFR 64.1200(a)(10): stop, quit, end, revoke, opt out,
 * cancel, unsubscribe), Twilio's (STOPALL, OPTOUT) and some more. Any other wording that asks for it counts as well, because the
 * sender may not insist on a word; since a machine may be wrong about that, a person reads it later.
 *
 * <p>In this order: a message that is nothing but words of the list acts at once; one that begins with such a word ends messages
 * before any command is looked at; one that begins with a valid command is that command; one that has a word of the list anywhere,
 * or asks for the end in other words, ends messages and is read by a person; one that is or begins with HELP or INFO asks for help.
 *
 * <p>Where nobody says what a message is, the safe side holds, and a person reads it: words of other languages, spelling mistakes,
 * digits for letters, a stop sign alone, HELP with a word of the list behind it, and what is too long to be read to its end.
 */
public final class OptOutWords {
    private static final Set<String> STOP = Set.of(
            "stop", "quit", "end", "revoke", "optout", "cancel", "unsubscribe", "stopall", "remove", "unsub", "arret");
    private static final Set<String> START = Set.of("start", "unstop");
    private static final Set<String> HELP = Set.of("help", "info");
    private static final String YES = "yes";

    /** Long drawn and double letters, as in "stoooop" and the German "Stopp". */
    private static final Pattern REPEATED = Pattern.compile("(\\p{L})\\1+");
    /** A word of the list spelt out letter by letter among others, as in "please s t o p it". */
    private static final Pattern SPELT = Pattern.compile("(?<![\\p{L}\\p{N}])(?:"
            + STOP.stream()
                    .sorted()
                    .map(word -> String.join(" ", word.split("")))
                    .collect(Collectors.joining("|"))
            + ")(?![\\p{L}\\p{N}])");
    /** Letters that are typed as digits, as in "st0p"; what else could be meant by such a word is seldom as long. */
    private static final int LEAST_DISGUISED = 4;
    /** What is glued to a word of the list, as in "stopit" and "PLEASESTOP"; no word of English is of these and of the list. */
    private static final Set<String> GLUE =
            Set.of(("please pls plz it now this these the me my us all any texts text texting txt txts"
                            + " msg msgs message messages messaging sms calls call calling alerts send sending spam thanks thankyou thx"
                            + " bitte porfavor svp")
                    .split(" "));
    /** Spelling mistakes of STOP and CANCEL, alone in a message. */
    private static final Set<String> MISTYPED =
            OptOutWordings.squeezed("stp stawp sotp stpo tsop stopo sttop syop dtop stip stob cancle unsuscribe");
    /** Forms of the words that tell as well as ask, alone in a message. */
    private static final Set<String> INFLECTED = OptOutWordings.squeezed(
            "stops stopped stopping ended ending quits quitting cancels cancelled"
                    + " canceled cancelling canceling removed removing removal revoked revoking cancellation cancelation");
    /** Signs that stand for the end if there is nothing else: stop signs, a raised hand, a struck bell and phone, a crossed face. */
    private static final Set<Integer> SIGNS = Set.of(0x1F6D1, 0x1F6AB, 0x26D4, 0x270B, 0x1F515, 0x1F4F5, 0x1F645);

    private OptOutWords() {}

    /**
     * Reads a message.
     *
     * @param message the message as it came
     * @param commands which commands are valid for the sender
     */
    public static InboundReading read(String message, CommandGrammar commands) {
        MessageWords text = MessageWords.of(message);
        String squeezed = text.squeezed();
        if (START.contains(squeezed)) {
            return new InboundReading(InboundMeaning.START, false, squeezed);
        }
        if (isOnlyStop(squeezed)) {
            return new InboundReading(InboundMeaning.OPT_OUT, false, squeezed);
        }
        Optional<String> asked = asksForTheEnd(text, message);
        if (beginsWithStop(text)) {
            return new InboundReading(
                    InboundMeaning.OPT_OUT_TO_REVIEW,
                    true,
                    asked.orElse(text.words().get(0)));
        }
        boolean help = !text.words().isEmpty() && HELP.contains(text.words().get(0));
        if (!help && commands.beginsWithCommand(message)) {
            // It is that command; that somebody also asks for the end in it is not lost, a person reads it.
            return new InboundReading(InboundMeaning.COMMAND, asked.isPresent(), asked.orElse(null));
        }
        if (asked.isPresent()) {
            return new InboundReading(InboundMeaning.OPT_OUT_TO_REVIEW, true, asked.get());
        }
        if (help || HELP.contains(squeezed)) {
            return new InboundReading(InboundMeaning.HELP, false, text.words().get(0));
        }
        return YES.equals(squeezed)
                ? new InboundReading(InboundMeaning.YES, false, YES)
                : new InboundReading(InboundMeaning.OTHER, false, null);
    }

    private static boolean beginsWithStop(MessageWords text) {
        List<String> words = text.words();
        if (words.isEmpty()) {
            return false;
        }
        boolean optOut = isOpt(words.get(0)) && words.size() > 1 && words.get(1).equals("out");
        return optOut || isStop(words.get(0)) || SPELT.matcher(text.phrase()).lookingAt();
    }

    private static Optional<String> asksForTheEnd(MessageWords text, String message) {
        return listed(text)
                .or(() -> aloneInAnotherForm(text))
                .or(() -> OptOutWordings.find(text))
                .or(() -> inEmoji(text, message))
                .or(() -> message.length() > MessageWords.MAX_LENGTH
                        ? Optional.of("a message that is too long to be read")
                        : Optional.empty());
    }

    /** A word of the list among others, be it spelt out, glued to another, or with digits for letters. */
    private static Optional<String> listed(MessageWords text) {
        List<String> words = text.words();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (isStop(word) || isGlued(word)) {
                return Optional.of(word);
            }
            if (isOpt(word) && i + 1 < words.size() && words.get(i + 1).equals("out")) {
                return Optional.of("opt out");
            }
        }
        Matcher spelt = SPELT.matcher(text.phrase());
        if (spelt.find()) {
            return Optional.of(spelt.group());
        }
        return Stream.of(text.phrase().split(" "))
                .filter(OptOutWords::isDisguised)
                .findFirst();
    }

    private static Optional<String> aloneInAnotherForm(MessageWords text) {
        String alone = text.squeezed();
        return INFLECTED.contains(alone) || MISTYPED.contains(alone) || isGlued(alone)
                ? Optional.of(alone)
                : Optional.empty();
    }

    /** A sign for the end alone, or a word of the list spelt in emoji letters. */
    private static Optional<String> inEmoji(MessageWords text, String message) {
        if (text.squeezed().isEmpty() && message.codePoints().anyMatch(SIGNS::contains)) {
            return Optional.of("a sign for the end");
        }
        MessageWords spelt = MessageWords.withEmojiLetters(message);
        return spelt.equals(text)
                ? Optional.empty()
                : spelt.words().stream()
                        .filter(OptOutWords::isStop)
                        .findFirst()
                        .or(() -> Optional.of(spelt.squeezed()).filter(OptOutWords::isOnlyStop));
    }

    /** Whether a text is nothing but words of the list, however they are glued together. */
    private static boolean isOnlyStop(String squeezed) {
        return isMadeOf(squeezed, Set.of());
    }

    /** Whether a word is one of the list with others glued to it. */
    private static boolean isGlued(String word) {
        return isMadeOf(word, GLUE);
    }

    /**
     * Whether a text is nothing but words of the list, at least one, and of others. Not a regular expression: Java's would recurse
     * once a word, and a long message would break the stack.
     */
    private static boolean isMadeOf(String squeezed, Set<String> others) {
        boolean[] begun = new boolean[squeezed.length() + 1];
        boolean[] listed = new boolean[squeezed.length() + 1];
        begun[0] = true;
        for (int at = 0; at < squeezed.length(); at++) {
            if (begun[at] || listed[at]) {
                for (String word : STOP) {
                    if (squeezed.startsWith(word, at)) {
                        listed[at + word.length()] = true;
                    }
                }
                for (String word : others) {
                    if (squeezed.startsWith(word, at)) {
                        begun[at + word.length()] |= begun[at];
                        listed[at + word.length()] |= listed[at];
                    }
                }
            }
        }
        return listed[squeezed.length()];
    }

    /** Whether a word has digits in place of letters and is one of the list without them. */
    private static boolean isDisguised(String token) {
        if (token.length() < LEAST_DISGUISED || token.chars().noneMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        String plain = token.replace('0', 'o')
                .replace('1', 'i')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('3', 'e');
        return isStop(plain) || isGlued(plain);
    }

    private static boolean isOpt(String word) {
        return word.equals("opt");
    }

    /** Whether a word is one of the list, or is one but for letters that were drawn out. */
    private static boolean isStop(String word) {
        if (STOP.contains(word)) {
            return true;
        }
        String single = REPEATED.matcher(word).replaceAll("$1");
        return !single.equals(word) && (STOP.contains(single) || single.equals("stopal"));
    }
}

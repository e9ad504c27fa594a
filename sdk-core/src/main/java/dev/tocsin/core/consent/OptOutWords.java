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
    /** Words that mean the end in other languages, alone in a message. */
    private static final Set<String> FOREIGN = Stream.of(
                    "alto",
                    "baja",
                    "parar",
                    "pare",
                    "basta",
                    "cancelar",
                    "cancela",
                    "desuscribir",
                    "arrêter",
                    "arrêtez",
                    "désabonner",
                    "désinscrire",
                    "annuler",
                    "abmelden",
                    "abbestellen",
                    "austragen",
                    "aufhören",
                    "aufhoeren",
                    "kündigen",
                    "afmelden",
                    "avsluta",
                    "stoppen",
                    "stoppa",
                    "halt",
                    "ferma",
                    "cancellami",
                    "wypisz",
                    "koniec",
                    "стоп",
                    "отписаться",
                    "хватит",
                    "dur",
                    "iptal",
                    "退订",
                    "停止",
                    "解除",
                    "取消",
                    "やめて",
                    "그만",
                    "중지",
                    "توقف",
                    "הסר")
            .map(word -> MessageWords.of(word).squeezed())
            .collect(Collectors.toUnmodifiableSet());

    private static final String NOT = "(?:do not|dont|never|please no)";
    private static final String REACH =
            "(?:text|txt|texting|message|messaging|msg|sms|call|calling|contact|contacting|phone|ring|notify"
                    + "|alert|bother|disturb|write|spam)";
    private static final String THING = "(?:text|txt|message|msg|sms|call|alert|notification)s?";
    /** Wordings without a word of the list. Each asks that messages end; a report about a machine seldom has one. */
    private static final List<Pattern> WORDINGS = List.of(
            wording("(?:take|get) (?:me|us|my (?:number|phone|name|mobile|cell)|this number) off"),
            wording("leave (?:me|us) (?:alone|off|out)"),
            wording("no (?:more|further) (?:text |sms )?" + THING),
            wording(NOT + " " + REACH + "(?: me| us| this number| my| again| any ?more|$)"),
            wording(NOT + " send (?:me|us|any ?more|more " + THING + "|these|this|" + THING + ")"),
            wording(
                    "(?:do not|dont|no longer) (?:want|wish|like)(?: to (?:get|receive|have|be)| these| those| your| any ?more"
                            + "| more " + THING + "| (?:any )?" + THING + "| contact|$)"),
            wording("(?:wrong|not my|not the right) (?:number|phone)"),
            wording("(?:have|got|are texting) the wrong (?:person|guy|one)"),
            wording("(?:lose|delete|erase) (?:me|my (?:number|data|contact|details)|this number)"),
            wording("not interested"),
            wording("(?:withdraw|take back|rescind|retract|revoking) (?:my |the )?(?:consent|permission)"),
            wording("(?:do not|dont|did not|didnt|no longer) (?:consent|subscribe|sign up|opt in)"),
            wording("never (?:consented|subscribed|signed up|opted in|agreed to this)"),
            wording("(?:turn|switch|shut) (?:off|down) (?:the |these |all |my )?" + THING),
            wording("(?:turn|switch|shut) (?:the |these |all |my )?" + THING + " off"),
            wording("opt(?:ing|ed)? (?:me |us )?out"),
            wording("(?:knock|cut) it (?:off|out)"),
            wording("^(?:please )?go away$|^wrong person$|^enough$|^shut up$|^piss off$|^f ?u ?c ?k off$"),
            wording("cease|desist"),
            wording("unsub\\p{L}*|unsus?c?r?ibe|unscribe|desubscribe|un subscribe"),
            wording("(?:stopping|ending|cancell?ing|removing|revoked|stopped) (?:the |these |this |my |your )?(?:"
                    + THING + "|subscription)"),
            wording(
                    "(?:keine|nicht mehr) (?:weiteren )?(?:sms|nachrichten|anrufe|nachricht|anrufen|schreiben|anschreiben)"),
            wording("(?:no|nunca) (?:mas|quiero) (?:mas |recibir )?(?:mensajes|sms|llamadas|textos)"),
            wording("(?:plus de|arretez|ne plus) (?:les |ces |m ?envoyer de )?(?:sms|messages|appels|textos)"));

    private OptOutWords() {}

    private static Pattern wording(String expression) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + expression + ")(?![\\p{L}\\p{N}])");
    }

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
        List<String> words = text.words();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (isStop(word)) {
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
        if (FOREIGN.contains(text.squeezed())) {
            return Optional.of(text.squeezed());
        }
        for (Pattern wording : WORDINGS) {
            Matcher matcher = wording.matcher(text.phrase());
            if (matcher.find()) {
                return Optional.of(matcher.group().strip());
            }
        }
        return inEmoji(text, message);
    }

    /** A stop sign alone, or a word of the list spelt in emoji letters. */
    private static Optional<String> inEmoji(MessageWords text, String message) {
        if (text.squeezed().isEmpty() && message.codePoints().anyMatch(point -> point == 0x1F6D1 || point == 0x1F6AB)) {
            return Optional.of("a stop sign");
        }
        MessageWords spelt = MessageWords.withEmojiLetters(message);
        return spelt.equals(text)
                ? Optional.empty()
                : spelt.words().stream()
                        .filter(OptOutWords::isStop)
                        .findFirst()
                        .or(() -> Optional.of(spelt.squeezed()).filter(OptOutWords::isOnlyStop));
    }

    /**
     * Whether a text is nothing but words of the list, however they are glued together. Not a regular expression: Java's would
     * recurse once a word, and a long message would break the stack.
     */
    private static boolean isOnlyStop(String squeezed) {
        boolean[] ends = new boolean[squeezed.length() + 1];
        ends[0] = true;
        for (int at = 0; at < squeezed.length(); at++) {
            if (ends[at]) {
                for (String word : STOP) {
                    if (squeezed.startsWith(word, at)) {
                        ends[at + word.length()] = true;
                    }
                }
            }
        }
        return !squeezed.isEmpty() && ends[squeezed.length()];
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

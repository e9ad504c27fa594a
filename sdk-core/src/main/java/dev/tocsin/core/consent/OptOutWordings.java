package dev.tocsin.core.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asking for the end without a word of the list, in English and in other languages. All of it counts by the safe side and is read
 * by a person, so a wording is here as soon as it is more likely to be meant so than not.
 */
final class OptOutWordings {
    /** Words that mean the end in other languages, alone in a message or with a word of courtesy. */
    private static final Set<String> FOREIGN = squeezed(
            // Spanish, Portuguese, Italian, Romanian
            "alto baja parar pare paren para basta cancelar cancela detener detente desuscribir sair salir ferma fermare smetti"
                    + " cancellami annulla disiscrivi disiscrivimi oprire opriti dezabonare descadastrar",
            // French
            "arrêter arrêtez arrête désabonner désabonnez désinscrire annuler",
            // German, Dutch, the North
            "ende schluss abmelden abbestellen austragen aufhören aufhoeren kündigen kuendigen stornieren widerrufen"
                    + " afmelden afmeld stoppen stoppa avsluta avbryt sluta slutt lopeta seis peruuta peru halt",
            // Slavonic, Hungarian, Baltic
            "wypisz wypisuję rezygnuję przestań koniec konec zastavit ukončit prestanite odjava állj leállítás lemondom"
                    + " стоп стой хватит отписаться отписка отпишите отмена прекратите зупинити відписатися спиране",
            // Greek, Turkish, Indonesian, Vietnamese
            "στοπ σταμάτα διακοπή dur iptal ret durdur berhenti dừng hủy",
            // Hebrew, Arabic, Persian, Hindi, Thai
            "הסר הסירו עצור توقف قف إيقاف إلغاء لغو रुको रोको हटाओ หยุด ยกเลิก",
            // Chinese, Japanese, Korean
            "退订 退訂 停止 停 解除 取消 やめて 止めて ストップ 中止 그만 중지 정지 스톱 수신거부");
    /** Words of courtesy around a word of another language. */
    private static final Set<String> COURTESY =
            squeezed("please pls bitte danke merci svp s il sil te vous plait porfavor por favor"
                    + " gracias obrigado per favore grazie tack takk tak alstublieft aub proszę dziękuję пожалуйста"
                    + " спасибо lütfen ya jetzt sofort ya ahora");
    /** Words of other languages that count anywhere in a message, as STOP does: "стоп, пожалуйста, больше не пишите". */
    private static final Set<String> FOREIGN_WORDS =
            squeezed("стоп отписаться отпишите στοπ arrêtez désabonner désinscrire abbestellen austragen desuscribir");
    /** The like in scripts that part no words. */
    private static final Set<String> UNPARTED =
            squeezed("停止 退订 退訂 取消订阅 取消訂閱 别再发 不要再发 やめて 止めて 配信停止 ストップ 그만 중지 수신거부 보내지마");

    private static final String NOT = "(?:do not|dont|never|please no|pls no)";
    private static final String REACH =
            "(?:text|txt|texting|message|messaging|msg|sms|call|calling|contact|contacting|phone|ring|notify"
                    + "|alert|bother|disturb|write|spam)";
    private static final String THING = "(?:text|txt|message|msg|sms|call|alert|notification)(?:e?s)?";
    private static final String PLEASE = "(?:please |pls |plz )?";
    private static final String THANKS =
            "(?: please| pls| plz| thanks| thank you| thx| any ?more| ever| at all| to me| for me| to this number| here){0,6}";
    /**
     * Wordings without a word of the list. Each asks that messages end; a report about a machine seldom has one. No group repeats
     * without bound, since Java's regular expressions recurse at each turn and a long message would break the stack.
     */
    private static final List<Pattern> WORDINGS = List.of(
            wording("(?:take|get) (?:me|us|my (?:number|phone|name|mobile|cell)|this number) (?:off|out)"),
            wording("leave (?:me|us) (?:alone|off|out)"),
            wording("no (?:more|further) (?:of (?:these|this|your) )?(?:text |sms )?" + THING),
            wording("^" + PLEASE + "no more(?: of (?:this|these|that))?" + THANKS + "$"),
            wording("^" + PLEASE + "no " + THING + THANKS + "$"),
            wording("please no " + THING + "|pls no " + THING),
            wording(NOT + " " + REACH + "(?: me| us| this number| my| again| here| any ?more|$)"),
            wording(NOT + " send (?:me|us|any ?more|more " + THING + "|these|this|" + THING + ")"),
            wording(
                    "(?:do not|dont|no longer) (?:want|wish|like)(?: to (?:get|receive|have|be)| these| those| your| any ?more"
                            + "| more " + THING + "| (?:any )?" + THING + "| contact|$)"),
            wording("(?:do not|dont|no longer) want (?:this|that|it|them|these|those)" + THANKS + "$"),
            wording("^" + PLEASE + "(?:please |pls |plz )(?:do not|dont)" + THANKS + "$"),
            wording("^(?:this is |thats |that is |its |you are |youre )?spam(?:mers?|ming)?" + THANKS + "$"),
            wording("^(?:(?:i|we|you|this|it|have|has|been|was|is|will be) ){0,4}report(?:ed|ing)?"
                    + "(?: (?:you|this|it|them))? (?:as|for) (?:spam|junk)"),
            wording("^" + PLEASE + "(?:(?:i|we|am|im|will|ill) ){0,3}block(?:ing|ed)?(?: (?:this|you|these|all))?"
                    + THANKS + "$"),
            wording("(?:hold|pause|suspend|silence|halt) (?:the |these |those |all |my |your ){0,2}" + THING),
            wording("(?:is not|isnt|not) [^ ]{1,30}s (?:phone|number|mobile|cell)"),
            wording("i (?:do not|dont|no longer) work (?:there|here|for|at|with)|no longer employed"),
            wording("(?:i am|im) no longer (?:with|at|working (?:for|at|with|there|here))"),
            wording(
                    "i (?:have |ve )?(?:left|quit) (?:the|that|this|your|my) (?:company|firm|job|team)|(?:i|im|i am) retired"),
            wording("(?:do not|dont|no longer) need (?:these|those|your|any ?more|(?:any |more )?" + THING + ")"),
            wording("(?:wrong|not my|not the right) (?:number|phone)"),
            wording("(?:have|got|are texting) the wrong (?:person|guy|one)"),
            wording("(?:lose|delete|erase|block|scrub|forget) (?:me|my (?:number|data|contact|details)|this number)"),
            wording("(?:not|no longer) interested"),
            wording("(?:withdraw|take back|rescind|retract|revoking) (?:my |the )?(?:consent|permission)"),
            wording("(?:do not|dont|did not|didnt|no longer) (?:consent|subscribe|sign up|opt in)"),
            wording("never (?:consented|subscribed|signed up|opted in|agreed to this)"),
            wording("(?:turn|switch|shut) (?:off|down) (?:the |these |all |my )?" + THING),
            wording("(?:turn|switch|shut) (?:the |these |all |my )?" + THING + " off"),
            wording("opt(?:ing|ed)? (?:me |us )?out"),
            wording("discontinue (?:the |these |this |all |my |your |sending ){0,4}(?:" + THING + "|texting|service)"
                    + "|^" + PLEASE + "discontinue" + THANKS + "$"),
            wording("(?:knock|cut) it (?:off|out)"),
            wording("^" + PLEASE
                    + "(?:go away|wrong person|enough|shut up|piss off|f off|eff off|f ?u ?c ?k (?:off|you)|dnd|i ?m out"
                    + "|i want out|mute me|unfollow|unenroll|delist|deregister|get lost)" + THANKS
                    + "$"),
            wording("(?:unenroll|delist|deregister|mute|exclude) (?:me|us|my number|this number)"),
            wording("cease|desist"),
            wording("unsub\\p{L}*|unsus?c?r?ibe|unscribe|desubscribe|un subscribe"),
            wording("(?:stopping|ending|cancell?ing|removing|revoked|stopped) (?:the |these |this |my |your )?(?:"
                    + THING + "|subscription)"),
            wording("(?:keine?|nicht mehr|nie wieder) (?:weiteren? |mehr )?"
                    + "(?:sms|nachrichten|anrufe|nachricht|anrufen|schreiben|anschreiben|kontaktieren)"),
            wording(
                    "(?:melden|melde|nehmt|nehmen|streichen|streicht|tragen|tragt) (?:sie )?mich (?:[^ ]+ ){0,4}(?:ab|raus|aus)"),
            wording(
                    "(?:no|nunca) (?:mas|quiero|me) (?:mas |recibir |envien |manden |escriban )?(?:mensajes|sms|llamadas|textos|mas)"),
            wording(
                    "(?:plus de|arretez|ne plus) (?:les |ces |m ?envoyer (?:de |des )?)?(?:sms|messages|appels|textos)"),
            wording("(?:basta|alto|parem?|paren|dejen) (?:de |con |a |los |as |os ){0,4}"
                    + "(?:mensajes|mensagens|sms|llamadas|textos|messaggi|enviar|mandar|escribir)"),
            wording("(?:dar|darse|darme|denme|dame|darnos|date) de baja"),
            wording("(?:geen|niet meer) (?:berichten|sms|bellen|sms jes)|non (?:scrivetemi|chiamatemi|inviatemi)"));

    private OptOutWordings() {}

    /** The first wording that a message has; empty if it has none. */
    static Optional<String> find(MessageWords text) {
        return WORDINGS.stream()
                .map(wording -> wording.matcher(text.phrase()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group().strip())
                .findFirst()
                .or(() -> inAnotherLanguage(text));
    }

    private static Optional<String> inAnotherLanguage(MessageWords text) {
        if (FOREIGN.contains(text.squeezed())) {
            return Optional.of(text.squeezed());
        }
        String bare =
                text.words().stream().filter(word -> !COURTESY.contains(word)).collect(Collectors.joining());
        if (FOREIGN.contains(bare)) {
            return Optional.of(bare);
        }
        return text.words().stream()
                .filter(FOREIGN_WORDS::contains)
                .findFirst()
                .or(() -> UNPARTED.stream()
                        .filter(text.squeezed()::contains)
                        .sorted()
                        .findFirst());
    }

    private static Pattern wording(String expression) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + expression + ")(?![\\p{L}\\p{N}])");
    }

    /** Words as messages have them once they are squeezed; several may stand in one text with blanks between them. */
    static Set<String> squeezed(String... words) {
        return Stream.of(words)
                .flatMap(line -> Stream.of(line.split(" ")))
                .map(word -> MessageWords.of(word).squeezed())
                .collect(Collectors.toUnmodifiableSet());
    }
}

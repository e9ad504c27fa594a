package dev.tocsin.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutWordsTest {
    private static final List<String> LIST = List.of(
            "stop",
            "quit",
            "end",
            "revoke",
            "opt out",
            "cancel",
            "unsubscribe",
            "stopall",
            "stop all",
            "optout",
            "opt-out",
            "remove",
            "unsub",
            "arret");
    private static final CommandGrammar COMMANDS = CommandGrammar.ofCodes(List.of("7Q", "B4"));

    private static InboundMeaning meaning(String message) {
        return OptOutWords.read(message, COMMANDS).meaning();
    }

    @Test
    void everyWordOfTheListActsAtOnceInAnyDress() {
        for (String word : LIST) {
            for (String message : List.of(
                    word,
                    word.toUpperCase(Locale.ROOT),
                    " " + word + "\r\n",
                    word + ".",
                    "\"" + word + "\"!!!",
                    "¡" + word + "!",
                    word + " 🙏🏽",
                    "🛑🛑 " + word + " 👩‍💻",
                    "*" + word + "*",
                    "> " + word,
                    String.join(" ", word.split("")),
                    String.join(".", word.split("")),
                    String.join("\u200B", word.split("")),
                    String.join("\u00AD", word.split("")),
                    word + " " + word + ", " + word,
                    "\uFEFF" + word + "\u2060",
                    "\u202E" + word + "\u202C")) {
                assertThat(meaning(message)).as("'%s' of '%s'", message, word).isEqualTo(InboundMeaning.OPT_OUT);
                assertThat(OptOutWords.read(message, COMMANDS).review()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ＳＴＯＰ",
                "ｓｔｏｐ！",
                "𝐒𝐓𝐎𝐏",
                "𝓼𝓽𝓸𝓹",
                "ⓈⓉⓄⓅ",
                "🅂🅃🄾🄿",
                "ꜱᴛᴏᴘ",
                "ЅТОР",
                "ѕtоp",
                "SΤΟΡ",
                "ſtop",
                "STÖP",
                "s\u0336t\u0336o\u0336p\u0336",
                "S\u0335T\u0334O\u0337P\u0338",
                "arrêt",
                "ARRÊT!",
                "arre\u0302t",
                "ＯＰＴ－ＯＵＴ",
                "QUİT",
                "quıt",
                "Unsubscrıbe",
                "stop\uFE0F",
                "\u3164stop\u3164",
                "STOP\u0000",
                "STOP\uD83D",
                "Stop\u2063\u2063all",
                "STOP, END; QUIT"
            })
    void hostileUnicodeDoesNotHideAWord(String message) {
        assertThat(meaning(message)).as(message).isEqualTo(InboundMeaning.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please stop texting me",
                "STOP PLEASE",
                "take me off",
                "the server will stop at 5",
                "Stop it now",
                "STOP ACK 7Q",
                "s t o p  ACK 7Q",
                "opt out, ACK 7Q",
                "stop 7Q",
                "STOP2",
                "STOP1END",
                "end of shift, bye",
                "cancel that visit",
                "remove the old ticket",
                "I want to opt out",
                "please opt-out my number",
                "I would like to unsubscribe",
                "revoke my consent",
                "this needs to end!",
                "non-stop alerts",
                "'stop'ped",
                "I quit",
                "stoooop",
                "STOPP",
                "Stopp!!!",
                "please s t o p it",
                "s.t.o.p texting",
                "unsuscribe",
                "unsubscribed",
                "stops",
                "cancellation",
                "un subscribe me please",
                "Take my number off your list",
                "get me off this list",
                "leave me alone",
                "no more texts",
                "No more messages please",
                "no further alerts",
                "do not text me",
                "Don't text me again",
                "don’t call me",
                "DONT CONTACT ME",
                "never text this number again",
                "do not send me these",
                "dont send any more",
                "I don't want these",
                "i do not want to receive this",
                "I no longer wish to get alerts",
                "wrong number",
                "You have the wrong person",
                "this is not my number",
                "delete my number",
                "lose my number!",
                "not interested",
                "I withdraw my consent",
                "I did not consent to this",
                "never signed up for this",
                "turn off the alerts",
                "turn these messages off",
                "opt me out",
                "opting out",
                "knock it off",
                "go away",
                "cease and desist",
                "keine SMS mehr",
                "no más mensajes",
                "plus de sms",
                "abmelden",
                "ABMELDEN!",
                "kündigen",
                "baja",
                "стоп",
                "СТОП!",
                "停止",
                "그만",
                "やめて",
                "הסר",
                "🛑",
                "🛑🛑🛑",
                "🇸🇹🇴🇵",
                "🅢🅣🅞🅟",
                "🆂🆃🅾️🅿️ it",
                "help stop texting me",
                "info how do I unsubscribe",
                "start or stop, I do not care",
                "yes stop",
                "ACK 9Z stop",
                "ACK STOP",
                "ACK END",
                "C L O S E  stop"
            })
    void whatAsksForTheEndInOtherWordsEndsItAndIsReviewed(String message) {
        InboundReading reading = OptOutWords.read(message, COMMANDS);

        assertThat(reading.meaning()).as(message).isEqualTo(InboundMeaning.OPT_OUT_TO_REVIEW);
        assertThat(reading.review()).isTrue();
        assertThat(reading.isOptOut()).isTrue();
        assertThat(reading.word()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACK 7Q, ending my shift",
                "ack 7q",
                "Ack 7Q!",
                "  ACK  7Q",
                "ACK #7Q on it",
                "CLOSE 7Q",
                "CLOSE! b4",
                "close b4! fixed",
                "ACK 7Q unstoppable today"
            })
    void aValidCommandIsThatCommand(String message) {
        InboundReading reading = OptOutWords.read(message, COMMANDS);

        assertThat(reading.meaning()).as(message).isEqualTo(InboundMeaning.COMMAND);
        assertThat(reading.review()).isFalse();
    }

    @Test
    void aCommandThatAlsoAsksForTheEndIsThatCommandAndIsReviewed() {
        for (String message :
                List.of("ACK 7Q and stop texting me", "CLOSE 7Q, end of shift", "ACK 7Q leave me alone")) {
            InboundReading reading = OptOutWords.read(message, COMMANDS);

            assertThat(reading.meaning()).as(message).isEqualTo(InboundMeaning.COMMAND);
            assertThat(reading.review()).isTrue();
        }
    }

    @Test
    void aCodeThatIsAWordOfTheListIsNoCode() {
        CommandGrammar codes = CommandGrammar.ofCodes(List.of("END", "Stop", "HELP", "YES", "7Q"));

        assertThat(OptOutWords.read("ACK END", codes).meaning()).isEqualTo(InboundMeaning.OPT_OUT_TO_REVIEW);
        assertThat(OptOutWords.read("ACK STOP", codes).meaning()).isEqualTo(InboundMeaning.OPT_OUT_TO_REVIEW);
        assertThat(OptOutWords.read("ACK 7Q", codes).meaning()).isEqualTo(InboundMeaning.COMMAND);
        assertThat(OptOutWords.read("ACK 7Q", CommandGrammar.none()).meaning()).isEqualTo(InboundMeaning.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unstoppable",
                "I am unstoppable",
                "the endpoint is down",
                "weekend",
                "pending",
                "restopped",
                "endless",
                "the trend is up",
                "Endpunkt",
                "ending my shift",
                "the alert did not go away",
                "I'll take my laptop off the network",
                "do not call the customer",
                "drop me a line",
                "no need to call, fixed it",
                "I have no more ideas",
                "removed it",
                "quite good",
                "revoked the token",
                "on it",
                "ok",
                "1",
                "ACK 9Z",
                "ack",
                "la tension es baja hoy",
                "👍",
                "",
                "   ",
                "\u200B",
                "🇺🇸",
                "not sure what to do",
                "yes please",
                "please start",
                "start over",
                "unstop the service"
            })
    void whatDoesNotAskForItIsLeftAlone(String message) {
        assertThat(meaning(message)).as(message).isEqualTo(InboundMeaning.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELP",
                "help!",
                "Help me",
                "INFO",
                "info?",
                "h e l p",
                "HELP ACK 7Q",
                "Info, who is this",
                "🆘 help"
            })
    void helpAndInfoComeBeforeCommands(String message) {
        assertThat(meaning(message)).as(message).isEqualTo(InboundMeaning.HELP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start.", " Unstop! ", "U N S T O P", "ｕｎｓｔｏｐ", "start 🙂"})
    void startAndUnstopBeginAgain(String message) {
        assertThat(meaning(message)).as(message).isEqualTo(InboundMeaning.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "yes", "Yes!", "y e s", "YES 👍"})
    void yesIsYes(String message) {
        assertThat(meaning(message)).as(message).isEqualTo(InboundMeaning.YES);
    }

    @Test
    void theDefaultLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(meaning("QUIT")).isEqualTo(InboundMeaning.OPT_OUT);
            assertThat(meaning("UNSUBSCRIBE")).isEqualTo(InboundMeaning.OPT_OUT);
            assertThat(meaning("ACK 7Q")).isEqualTo(InboundMeaning.COMMAND);
            assertThat(meaning("INFO")).isEqualTo(InboundMeaning.HELP);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aWordAnywhereInRandomTextIsNeverMissedAndNoTextBreaksTheReader() {
        Random random = new Random(8);
        for (int i = 0; i < 4_000; i++) {
            String noise = noise(random);
            String word = LIST.get(random.nextInt(LIST.size()));
            String message = noise(random) + " " + word + " " + noise;

            assertThat(OptOutWords.read(message, CommandGrammar.none()).isOptOut())
                    .as("'%s' in '%s'", word, message)
                    .isTrue();
            assertThat(OptOutWords.read(noise, COMMANDS)).isNotNull();
        }
    }

    /** Digits, signs, emoji, lone surrogates and control characters: all but letters. */
    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        int length = random.nextInt(12);
        while (noise.length() < length) {
            int point = random.nextInt(4) == 0 ? 0x1F300 + random.nextInt(0x300) : random.nextInt(0x10FFFF);
            if (!Character.isLetter(point) && Character.getType(point) != Character.OTHER_SYMBOL
                    || point >= 0x1F300 && point < 0x1F600) {
                noise.appendCodePoint(point);
            }
        }
        String text = noise.toString();
        return text.codePoints()
                        .anyMatch(point -> java.text.Normalizer.normalize(
                                        Character.toString(point), java.text.Normalizer.Form.NFKD)
                                .codePoints()
                                .anyMatch(Character::isLetter))
                ? ""
                : text;
    }

    @Test
    void anEndlessMessageIsReadInNoTime() {
        String endless = "do not ".repeat(200_000) + "s t o p";
        assertThat(OptOutWords.read(endless, COMMANDS)).isNotNull();
        assertThat(meaning("stop".repeat(2_000))).isEqualTo(InboundMeaning.OPT_OUT);
        assertThat(meaning("stop".repeat(1_900) + "x")).isEqualTo(InboundMeaning.OTHER);
    }
}

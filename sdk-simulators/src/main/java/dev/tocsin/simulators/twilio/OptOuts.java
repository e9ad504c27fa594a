package dev.tocsin.simulators.twilio;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who opted out of what: of one number, or of a whole messaging service where the number belongs to one. Twilio's default words, which
 * count only as the whole message, in any case. Thread-safe.
 */
final class OptOuts {
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private final Set<String> blocked = new HashSet<>();
    private boolean handled;
    private boolean advanced;

    OptOuts(boolean handled, boolean advanced) {
        this.handled = handled;
        this.advanced = advanced;
    }

    /** What a message of a person asks for. */
    enum Wish {
        STOP(
                "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to"
                        + " resubscribe."),
        START(
                "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to"
                        + " unsubscribe. Msg&Data Rates May Apply."),
        HELP("Reply STOP to unsubscribe. Msg&Data Rates May Apply.");

        private final String answer;

        Wish(String answer) {
            this.answer = answer;
        }

        String answer() {
            return answer;
        }
    }

    synchronized void handled(boolean on) {
        handled = on;
    }

    synchronized void advanced(boolean on) {
        advanced = on;
    }

    synchronized boolean advanced() {
        return handled && advanced;
    }

    /** What a text asks for; empty if it is no word of the list, or opt-outs are left to the host. */
    synchronized Optional<Wish> wish(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (!handled) {
            return Optional.empty();
        }
        if (STOP.contains(word)) {
            return Optional.of(Wish.STOP);
        }
        if (START.contains(word)) {
            return Optional.of(Wish.START);
        }
        return HELP.contains(word) ? Optional.of(Wish.HELP) : Optional.empty();
    }

    /** Carries a wish out; whether it changed anything, so that it is confirmed. Help is always given. */
    synchronized boolean carryOut(Wish wish, String scope, String person) {
        return switch (wish) {
            case STOP -> blocked.add(scope + person);
            case START -> blocked.remove(scope + person);
            case HELP -> true;
        };
    }

    synchronized boolean blocks(String scope, String person) {
        return blocked.contains(scope + person);
    }

    synchronized void block(String scope, String person) {
        blocked.add(scope + person);
    }

    synchronized int size() {
        return blocked.size();
    }

    synchronized void clear() {
        blocked.clear();
    }

    /** A number stands for its messaging service, if it has one. */
    static String scope(SimAccount account, String number) {
        return account.serviceOf(number).orElse(number);
    }
}

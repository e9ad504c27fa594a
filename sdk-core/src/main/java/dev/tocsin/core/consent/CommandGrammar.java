package dev.tocsin.core.consent;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says whether a message begins with a command that is valid for its sender now. Implementations are thread-safe. */
@FunctionalInterface
public interface CommandGrammar {
    /** Whether the message begins with a valid command. */
    boolean beginsWithCommand(String message);

    /** No message is a command. */
    static CommandGrammar none() {
        return message -> false;
    }

    /**
     * The commands {@code ACK 7Q}, {@code CLOSE 7Q} and {@code SNOOZE 7Q}, also with an exclamation mark, in any case.
     *
     * @param codes the codes of the sender's open incidents; a code that is a word by which people end messages never counts
     */
    static CommandGrammar ofCodes(Collection<String> codes) {
        Set<String> open = new HashSet<>();
        codes.forEach(code -> open.add(code.strip().toUpperCase(Locale.ROOT)));
        open.removeIf(code -> OptOutWords.read(code, none()).meaning() != InboundMeaning.OTHER);
        Pattern command = Pattern.compile("(?i)^\\s*(?:ACK|CLOSE|SNOOZE)!?\\s+#?([A-Z0-9]{1,8})!?(?![\\p{L}\\p{N}])");
        return message -> {
            Matcher matcher = command.matcher(message);
            return matcher.find() && open.contains(matcher.group(1).toUpperCase(Locale.ROOT));
        };
    }
}

package dev.tocsin.core.consent;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

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
     * The commands {@code ACK 7Q}, {@code CLOSE 7Q} and {@code SNOOZE 7Q} in the forms of {@link CommandForm}; and a lone {@code 1}, if
     * exactly one code is open.
     *
     * @param codes the codes of the sender's open incidents; one that {@link #isCode} refuses never counts
     */
    static CommandGrammar ofCodes(Collection<String> codes) {
        Set<String> open = new HashSet<>();
        codes.forEach(code -> open.add(code.strip().toUpperCase(Locale.ROOT)));
        boolean one = open.size() == 1;
        open.removeIf(code -> !isCode(code));
        return message -> (one && CommandForm.isLoneOne(message))
                || CommandForm.read(message)
                        .map(CommandForm::code)
                        .filter(open::contains)
                        .isPresent();
    }

    /**
     * Whether a code can be typed in a command: one to eight Latin letters and digits that are no word by which people end
     * messages, ask for help or agree. Whoever makes codes asks here.
     */
    static boolean isCode(String code) {
        return code.strip().matches("[A-Za-z0-9]{1,8}")
                && OptOutWords.read(code, none()).meaning() == InboundMeaning.OTHER;
    }
}

package dev.tocsin.core.asset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a configuration type, as the PSA lists it.
 *
 * @param id the PSA's id of it
 * @param text what is asked; unique within the type but for case
 * @param type the kind of answer
 * @param required whether the PSA refuses a configuration without an answer
 * @param decimals the most decimals of a number, or a negative number if the PSA does not say
 * @param choices the only legal answers, in the PSA's order; empty if anything of the type is legal
 */
public record Question(String id, String text, AnswerType type, boolean required, int decimals, List<String> choices) {
    private static final int ANY_DECIMALS = 18;

    /** Copies the choices. */
    public Question {
        choices = List.copyOf(choices);
    }

    /** A question without choices and without a limit of decimals. */
    public static Question of(String id, String text, AnswerType type, boolean required) {
        return new Question(id, text, type, required, -1, List.of());
    }

    /**
     * A value in the form in which this question takes it.
     *
     * @throws IllegalArgumentException if it is not legal; the message says what is
     */
    String canonical(String value) {
        if (choices.isEmpty() || type == AnswerType.PASSWORD) {
            return type.canonical(value, decimals);
        }
        String wanted = comparable(value);
        String choice = null;
        for (String one : choices) {
            if (one.equals(value)) {
                return one;
            }
            choice = choice == null && comparable(one).equals(wanted) ? one : choice;
        }
        if (choice == null) {
            throw AnswerType.illegal(
                    value, "one of " + choices.stream().map(AssetText::quoted).toList() + " is");
        }
        return choice;
    }

    /** Two choices of a question are the same if these are: a PSA may hold {@code 1.5} for the number {@code 1.50}. */
    private String comparable(String choice) {
        if (type != AnswerType.TEXT && type != AnswerType.TEXT_AREA && !choice.isBlank()) {
            try {
                return type.canonical(choice, ANY_DECIMALS);
            } catch (IllegalArgumentException e) {
                return AssetText.folded(choice);
            }
        }
        return AssetText.folded(choice);
    }

    /** The value that the PSA holds, in the form of this question where it is legal, else as it is. */
    @Nullable
    String lenient(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return canonical(value);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}

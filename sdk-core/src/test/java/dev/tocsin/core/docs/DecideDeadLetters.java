package dev.tocsin.core.docs;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.deadletter.DeadLetter;
import dev.tocsin.core.deadletter.DraftEdit;

/** Lists what the PSA refused, gives the notes up and sends the tickets with another priority. */
public final class DecideDeadLetters {
    private DecideDeadLetters() {}

    public static void decide(Tocsin tocsin, String priority, String actor) {
        for (DeadLetter letter : tocsin.deadLetters().list(100)) {
            System.out.println(letter.id() + ": " + letter.error());
            if (letter.draft() != null) {
                tocsin.deadLetters().edit(letter.id(), DraftEdit.none().set("priority", priority), actor);
            } else {
                tocsin.deadLetters().drop(letter.id(), "not needed any more", actor);
            }
        }
    }
}

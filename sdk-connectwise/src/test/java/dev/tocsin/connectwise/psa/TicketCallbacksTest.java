package dev.tocsin.connectwise.psa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.callback.CallbackAction;
import dev.tocsin.connectwise.callback.CallbackMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketCallbacksTest {
    private final List<String> hints = new ArrayList<>();
    private final TicketCallbacks callbacks = new TicketCallbacks(hints::add);

    private static CallbackMessage message(String type, CallbackAction action, int id) {
        return new CallbackMessage("m1", type, action, id, "TrainingCo", "tina", null, "{\"id\":7}", 5);
    }

    @Test
    void whateverHappenedToATicketItsIdIsPassedOn() {
        callbacks.accept(message("ticket", CallbackAction.ADDED, 11));
        callbacks.accept(message("ticket", CallbackAction.UPDATED, 12));
        callbacks.accept(message("Ticket", CallbackAction.DELETED, 13));
        callbacks.accept(message("ticket", new CallbackAction("merged"), 14));
        assertThat(hints).containsExactly("11", "12", "13", "14");
    }

    @Test
    void otherKindsAndWhatIsNoIdArePassedOver() {
        for (String type : List.of("company", "contact", "configuration", "project", "time", "")) {
            callbacks.accept(message(type, CallbackAction.UPDATED, 11));
        }
        callbacks.accept(message("ticket", CallbackAction.UPDATED, 0));
        callbacks.accept(message("ticket", CallbackAction.UPDATED, -3));
        assertThat(hints).isEmpty();
    }

    @Test
    void whatTheReceiverThrowsIsThrownOn() {
        TicketCallbacks failing = new TicketCallbacks(id -> {
            throw new IllegalStateException("store is down");
        });
        assertThatThrownBy(() -> failing.accept(message("ticket", CallbackAction.UPDATED, 11)))
                .hasMessage("store is down");
    }
}

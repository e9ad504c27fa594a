package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import java.time.Clock;
import java.time.Instant;

/** Writes {@code _info}: who entered a record and who touched it last, and when. */
final class Stamps {
    private final Clock clock;

    Stamps(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    String nowText() {
        return Moments.write(now());
    }

    void entered(ObjectNode row, String actor) {
        String now = nowText();
        row.putObject("_info")
                .put("lastUpdated", now)
                .put("updatedBy", actor)
                .put("dateEntered", now)
                .put("enteredBy", actor);
    }

    void updated(ObjectNode row, String actor) {
        ObjectNode info = ((ObjectNode) row.path("_info")).deepCopy();
        info.put("lastUpdated", nowText()).put("updatedBy", actor);
        row.set("_info", info);
    }
}

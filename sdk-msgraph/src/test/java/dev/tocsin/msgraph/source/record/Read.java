package dev.tocsin.msgraph.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.SecurityEvent;
import java.util.List;

/** Readings taken apart, for tests. */
final class Read {
    static final RecordContext CONTEXT = RecordContext.of(MspId.SINGLE);

    private Read() {}

    static List<SecurityEvent> events(List<RecordReading> readings) {
        return readings.stream()
                .flatMap(reading -> reading instanceof RecordReading.Events found
                        ? found.events().stream()
                        : java.util.stream.Stream.empty())
                .toList();
    }

    /** The event of text that holds one record that is one event. */
    static SecurityEvent event(RecordReader reader, String json) {
        List<RecordReading> readings = reader.read(json, CONTEXT);
        assertThat(readings).singleElement().as("reading of " + json).isInstanceOf(RecordReading.Events.class);
        List<SecurityEvent> events = events(readings);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** Why the one record of a text is passed by. */
    static String reason(RecordReader reader, String json) {
        RecordReading reading = reader.read(json, CONTEXT).get(0);
        assertThat(reading).as("reading of " + json).isInstanceOf(RecordReading.PassedBy.class);
        return ((RecordReading.PassedBy) reading).reason();
    }

    /** Why the one record of a text is unread. */
    static RecordReading.Unread unread(RecordReader reader, String json) {
        RecordReading reading = reader.read(json, CONTEXT).get(0);
        assertThat(reading).isInstanceOf(RecordReading.Unread.class);
        return (RecordReading.Unread) reading;
    }
}

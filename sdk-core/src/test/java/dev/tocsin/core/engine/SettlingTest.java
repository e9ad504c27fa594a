package dev.tocsin.core.engine;

import static dev.tocsin.core.fake.Crew.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.Crew;
import dev.tocsin.core.fake.QueueExecutor;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class SettlingTest {
    static IntStream reads() {
        return IntStream.range(0, 40);
    }

    /** The ticket is made, in a thread of its own, while settling looks whether anything is left. */
    @ParameterizedTest
    @MethodSource("reads")
    void whoeverIsToldOnceTheTicketIsThereIsToldWheneverThatIs(int read) throws InterruptedException {
        QueueExecutor requests = new QueueExecutor();
        LateRequests store = new LateRequests(new VolatileStore(), requests, read);
        Crew crew = new Crew(Settings.builder().build(), store, builder -> builder.executor(requests));
        crew.technician("ada", "+4915123451001");
        crew.policy(step(Duration.ZERO, List.of("ada"), ChannelKind.SMS));
        requests.hold();

        crew.host.ingest(crew.host.problem("pc-1", "pc-1").severity(Severity.HIGH));
        assertThat(crew.host.tocsin().settle(true)).isEmpty();

        assertThat(crew.host.latest().ticketId()).isNotNull();
        assertThat(crew.sms.texts())
                .singleElement()
                .asString()
                .contains("#" + crew.host.latest().ticketId());
    }

    /** A store at whose reads, from a certain one on, a request comes to its end that is under way. */
    private static final class LateRequests implements Store {
        private final Store store;
        private final QueueExecutor requests;
        private int reads;

        private LateRequests(Store store, QueueExecutor requests, int reads) {
            this.store = store;
            this.requests = requests;
            this.reads = reads;
        }

        @Override
        public <R> R write(Function<StoreSession, R> work) {
            return store.write(work);
        }

        @Override
        public <R> R read(Function<StoreSession, R> work) {
            if (requests.waiting() > 0 && reads-- <= 0) {
                requests.letGoOne();
            }
            return store.read(work);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}

package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.http.Transport;
import dev.tocsin.http.TransportRequest;
import dev.tocsin.http.TransportResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelReadTest {
    private static final Pattern ABOVE = Pattern.compile("id > (\\d+)");
    private static final Pattern UP_TO = Pattern.compile("id <= (\\d+)");

    private final FakeServer server = new FakeServer().answering(this::answer);
    private final NavigableSet<Integer> ids = new ConcurrentSkipListSet<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Runnable meanwhile = () -> {};

    @AfterEach
    void stop() {
        server.close();
    }

    /** Answers as the server does: conditions on ids, order, pages by number, count. */
    private Reply answer(Received request) {
        requests.incrementAndGet();
        String conditions = String.valueOf(request.parameter("conditions"));
        Matcher above = ABOVE.matcher(conditions);
        Matcher upTo = UP_TO.matcher(conditions);
        List<Integer> found = new ArrayList<>(ids.subSet(
                above.find() ? Integer.parseInt(above.group(1)) : 0,
                false,
                upTo.find() ? Integer.parseInt(upTo.group(1)) : Integer.MAX_VALUE,
                true));
        if (request.path().endsWith("/count")) {
            return Reply.json(200, "{\"count\":" + found.size() + "}");
        }
        if ("id desc".equals(request.parameter("orderBy"))) {
            found.sort(Comparator.reverseOrder());
        }
        int size = Integer.parseInt(String.valueOf(request.parameter("pageSize")));
        int page = Integer.parseInt(String.valueOf(request.parameter("page")));
        String rows = found.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .map(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(",", "[", "]"));
        meanwhile.run();
        return Reply.json(200, rows);
    }

    private List<Integer> read(int pageSize) {
        return server.client().companies().readAll(Query.all().pageSize(pageSize)).stream()
                .map(Company::id)
                .toList();
    }

    private void fill(IntStream all) {
        all.forEach(ids::add);
    }

    @Test
    void aShortListTakesOneRequest() {
        fill(IntStream.rangeClosed(1, 9));
        assertThat(read(10)).containsExactlyElementsOf(ids);
        assertThat(server.calls()).hasSize(1);
        ids.clear();
        assertThat(read(10)).isEmpty();
    }

    @Test
    void idsWithoutGapsAreReadInAsManyRequestsAsThereArePagesAndTwoMore() {
        fill(IntStream.rangeClosed(1, 1000));
        assertThat(read(50)).containsExactlyElementsOf(ids);
        assertThat(server.calls()).hasSize(20 + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10, 11, 20, 21, 99, 100, 101})
    void everyLengthIsReadWhole(int length) {
        fill(IntStream.rangeClosed(1, length).map(i -> i * 3));
        assertThat(read(10)).containsExactlyElementsOf(ids);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void crowdedAndEmptyRegionsOfIdsAreReadWhole(long seed) {
        Random random = new Random(seed);
        for (int cluster = 0; cluster < 5; cluster++) {
            int start = random.nextInt(2_000_000_000);
            int step = 1 + random.nextInt(3);
            fill(IntStream.range(0, 200).map(i -> start + i * step));
        }
        ids.add(Integer.MAX_VALUE);
        assertThat(read(10)).containsExactlyElementsOf(ids);
        assertThat(server.calls().size()).isLessThan(3 * ids.size() / 10);
    }

    @Test
    void recordsThatStayAreNotLostWhenOthersAreDeletedOrCreatedMeanwhile() {
        for (int seed = 1; seed <= 20; seed++) {
            ids.clear();
            fill(IntStream.rangeClosed(1, 500));
            Random random = new Random(seed);
            List<Integer> deleted = new ArrayList<>();
            meanwhile = () -> {
                synchronized (random) {
                    int victim = 1 + random.nextInt(500);
                    if (ids.remove(victim)) {
                        deleted.add(victim);
                    }
                    ids.add(500 + random.nextInt(1_000));
                }
            };
            List<Integer> read = read(10);
            assertThat(read).as("seed " + seed).doesNotHaveDuplicates().isSorted();
            assertThat(read)
                    .as("seed " + seed)
                    .containsAll(IntStream.rangeClosed(1, 500)
                            .boxed()
                            .filter(id -> !deleted.contains(id))
                            .toList());
        }
    }

    @Test
    void theCallersOwnConditionIsKeptInEachRequest() {
        fill(IntStream.rangeClosed(1, 100));
        Query query = Query.where(Conditions.field("name")
                        .eq("a")
                        .or(Conditions.field("name").eq("b")))
                .pageSize(10);
        assertThat(server.client().companies().readAll(query)).hasSize(100);
        assertThat(server.calls())
                .allSatisfy(
                        call -> assertThat(call.parameter("conditions")).contains("(name = \"a\" or name = \"b\")"));
    }

    @Test
    void noMoreRequestsAreInFlightThanAskedFor() {
        fill(IntStream.rangeClosed(1, 300));
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Transport counting = new Transport() {
            private final Transport wire = new PlainTransport();

            @Override
            public TransportResult send(TransportRequest request) throws InterruptedException {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                try {
                    return wire.send(request);
                } finally {
                    inFlight.decrementAndGet();
                }
            }
        };
        ConnectWise client =
                ConnectWise.connect(server.connection().transport(counting).build());
        assertThat(client.companies().readAll(Query.all().pageSize(10), 3)).hasSize(300);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void aFailureInTheMiddleLosesNothingSilently() {
        fill(IntStream.rangeClosed(1, 300));
        server.answering(request -> requests.get() == 7 ? failure() : answer(request));
        assertThatThrownBy(() -> read(10)).isInstanceOf(ApiException.class).hasMessageContaining("500");
    }

    private Reply failure() {
        requests.incrementAndGet();
        return Reply.json(500, "{\"message\":\"Query read timeout\"}");
    }

    @Test
    void aServerThatIgnoresTheOrderIsFoundOut() {
        server.answering(Reply.json(200, "[{\"id\":2},{\"id\":1}]"));
        assertThatThrownBy(() -> read(2)).hasMessageContaining("order of ids");
    }

    @Test
    void whatCannotBeReadInParallelIsRefused() {
        Companies companies = server.client().companies();
        assertThatThrownBy(() -> companies.readAll(Query.all().orderBy("name")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> companies.readAll(Query.all(), 9)).hasMessageContaining("between 1 and 8");
        assertThat(server.all).isEmpty();
    }
}

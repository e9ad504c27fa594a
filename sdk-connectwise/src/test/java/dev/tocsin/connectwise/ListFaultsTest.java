package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.company.CompanyField;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.system.Document;
import dev.tocsin.connectwise.system.DocumentOwner;
import dev.tocsin.core.base.TransportException;
import dev.tocsin.http.Transport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists on servers that behave oddly, and in the middle of faults and changes. */
class ListFaultsTest {
    private static final Pattern ABOVE = Pattern.compile("id > (\\d+)");
    private static final Pattern UP_TO = Pattern.compile("id <= (\\d+)");

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private static Reply rows(List<Integer> ids) {
        return Reply.json(200, ids.stream().map(i -> "{\"id\":" + i + "}").collect(Collectors.joining(",", "[", "]")));
    }

    /** An endpoint without forward-only: pages by number shift when records are deleted meanwhile. */
    @Test
    void aStreamOnAnEndpointWithoutForwardOnlyLosesNothing() {
        NavigableSet<Integer> ids = new ConcurrentSkipListSet<>(
                IntStream.rangeClosed(1, 2500).boxed().toList());
        AtomicInteger asked = new AtomicInteger();
        server.answering(r -> {
            Matcher above = ABOVE.matcher(String.valueOf(r.parameter("conditions")));
            int after = above.find() ? Integer.parseInt(above.group(1)) : 0;
            int page = r.parameter("page") == null ? 1 : Integer.parseInt(r.parameter("page"));
            Reply reply = rows(ids.tailSet(after, false).stream()
                    .skip((page - 1) * 1000L)
                    .limit(1000)
                    .toList());
            if (asked.incrementAndGet() == 2) {
                for (int i = 1; i <= 10; i++) {
                    ids.remove(i);
                }
            }
            return reply;
        });
        List<Integer> read =
                server.client().companies().stream(Query.all()).map(Company::id).toList();
        assertThat(read).containsAll(ids);
    }

    /** Javadoc and docs: "in the order of ids". */
    @Test
    void readAllOfASplitQueryIsInTheOrderOfIds() {
        List<String> names =
                IntStream.range(0, 300).mapToObj(i -> "company-" + i).toList();
        AtomicInteger next = new AtomicInteger(9);
        server.answering(r -> rows(List.of(next.getAndDecrement())));
        List<Integer> read = server.client().companies().readAll(Query.where(CompanyField.NAME.in(names))).stream()
                .map(Company::id)
                .toList();
        assertThat(read).hasSizeGreaterThan(1).isSorted();
    }

    /** A record that changes from one part's value to another's while the parts are read must not come twice. */
    @Test
    void aRecordThatMovesBetweenThePartsComesOnce() {
        List<String> names =
                IntStream.range(0, 300).mapToObj(i -> "company-" + i).toList();
        server.answering(r -> rows(List.of(7)));
        List<Integer> read = server.client().companies().readAll(Query.where(CompanyField.NAME.in(names))).stream()
                .map(Company::id)
                .toList();
        assertThat(read).containsExactly(7);
    }

    /** The issue: on a 429, a 500 or a reset in the middle nothing is lost. A search changes nothing. */
    @Test
    void aSearchGoesOnAfterAFaultInTheMiddle() {
        AtomicInteger posts = new AtomicInteger();
        server.answering(r -> {
            int n = posts.incrementAndGet();
            if (n == 2) {
                return Reply.json(502, "{}");
            }
            return n == 1 ? rows(List.of(1, 2)) : n == 3 ? rows(List.of(3)) : rows(List.of());
        });
        ConnectWise client =
                ConnectWise.connect(server.bareConnection().sleeper(d -> {}).build());
        assertThat(client.tickets().search(Query.all()).map(Ticket::id).toList())
                .containsExactly(1, 2, 3);
    }

    @Test
    void aRawListWithoutIdsIsRead() {
        server.answering(Reply.json(200, "[{\"name\":\"a\"},{\"name\":\"b\"}]"));
        assertThat(server.client().raw().records("/system/timeZones").readAll()).hasSize(2);
    }

    @Test
    void aMomentThatNoServerKnowsIsRefused() {
        assertThatThrownBy(() -> Conditions.LAST_UPDATED.since(Instant.MIN))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void halfAnEmojiIsRefused() {
        assertThatThrownBy(() -> Conditions.field("name").eq("a\uD83D")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aShorterPageThanAskedForIsNotTheEndIfTheServerSaysSo() {
        NavigableSet<Integer> ids = new ConcurrentSkipListSet<>(
                IntStream.rangeClosed(1, 600).boxed().toList());
        server.answering(r -> {
            Matcher above = ABOVE.matcher(String.valueOf(r.parameter("conditions")));
            int after = above.find() ? Integer.parseInt(above.group(1)) : 0;
            int from = Math.max(after, r.parameter("pageId") == null ? 0 : Integer.parseInt(r.parameter("pageId")));
            Matcher upTo = UP_TO.matcher(String.valueOf(r.parameter("conditions")));
            int last = upTo.find() ? Integer.parseInt(upTo.group(1)) : Integer.MAX_VALUE;
            List<Integer> left = ids.subSet(from, false, last, true).stream().toList();
            if (r.path().endsWith("/count")) {
                return Reply.json(200, "{\"count\":" + left.size() + "}");
            }
            if ("id desc".equals(r.parameter("orderBy"))) {
                return rows(List.of(600));
            }
            List<Integer> page = left.stream().limit(250).toList();
            return rows(page)
                    .with("Link", page.size() < left.size() ? "<http://elsewhere/?pageId=9>; rel=\"next\"" : "");
        });
        assertThat(server.client().companies().stream(Query.all()).map(Company::id))
                .containsExactlyElementsOf(ids);
        assertThat(server.client().companies().readAll())
                .extracting(Company::id)
                .containsAll(ids);
    }

    @Test
    void anEndpointThatIgnoresForwardOnlyButSendsLinksIsReadWhole() {
        List<Integer> ids = IntStream.rangeClosed(1, 2500).boxed().toList();
        server.answering(r -> {
            Matcher above = ABOVE.matcher(String.valueOf(r.parameter("conditions")));
            int after = above.find() ? Integer.parseInt(above.group(1)) : 0;
            List<Integer> page =
                    ids.stream().filter(id -> id > after).limit(1000).toList();
            return rows(page).with("Link", "<http://elsewhere/?page=2>; rel=\"next\"");
        });
        assertThat(server.client().companies().stream(Query.all()).limit(2500).map(Company::id))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void aNumberOfAbsurdLengthIsRefused() {
        assertThatThrownBy(() -> Conditions.field("n").eq(new BigDecimal("1E+999999999")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void anErrorInAThreadOfAParallelReadReachesTheCaller() {
        AtomicInteger calls = new AtomicInteger();
        server.answering(r -> r.path().endsWith("/count")
                ? Reply.json(200, "{\"count\":50}")
                : "id desc".equals(r.parameter("orderBy"))
                        ? rows(List.of(60))
                        : rows(IntStream.rangeClosed(1, 10).boxed().toList()));
        Transport failing = request -> {
            if (calls.incrementAndGet() > 4) {
                throw new NoClassDefFoundError("broken on purpose");
            }
            return new PlainTransport().send(request);
        };
        ConnectWise client =
                ConnectWise.connect(server.connection().transport(failing).build());
        assertThatThrownBy(() -> client.companies().readAll(Query.all().pageSize(10)))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void anExecutorThatTakesNoMoreWorkEndsTheRead() {
        server.answering(r -> r.path().endsWith("/count")
                ? Reply.json(200, "{\"count\":50}")
                : "id desc".equals(r.parameter("orderBy"))
                        ? rows(List.of(60))
                        : rows(IntStream.rangeClosed(1, 10).boxed().toList()));
        ConnectWise client = ConnectWise.connect(server.connection()
                .executor(task -> {
                    throw new RejectedExecutionException("closed");
                })
                .build());
        assertThatThrownBy(() -> client.companies().readAll(Query.all().pageSize(10)))
                .isInstanceOf(TransportException.class);
    }

    @Test
    void aLongQueryOfTicketsThatCannotBeSplitGoesByPost() {
        AtomicInteger posts = new AtomicInteger();
        server.answering(r -> rows(posts.incrementAndGet() % 2 == 1 ? List.of(1, 2) : List.of()));
        Query query = Query.where(Conditions.any(IntStream.range(0, 300)
                .mapToObj(i -> TicketField.SUMMARY.eq("summary " + i))
                .toList()));
        Tickets tickets = server.client().tickets();
        assertThat(tickets.readAll(query)).hasSize(2);
        assertThat(tickets.count(query)).isEqualTo(2);
        assertThat(tickets.stream(query)).hasSize(2);
        assertThat(server.calls())
                .allMatch(call -> call.method().equals("POST") && call.path().endsWith("/search"));
    }

    @Test
    void documentsInShorterPagesThanAskedForAreReadToTheEnd() {
        server.answering(r -> "1".equals(r.parameter("page"))
                ? rows(List.of(1, 2)).with("Link", "<http://elsewhere/?page=2>; rel=\"next\"")
                : rows(List.of(3)));
        assertThat(server.client().documents().of(DocumentOwner.ticket(5)))
                .extracting(Document::id)
                .containsExactly(1, 2, 3);
        assertThat(server.calls()).allMatch(call -> "5".equals(call.parameter("recordId")));
    }
}

package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.company.Company;
import dev.tocsin.connectwise.record.Condition;
import dev.tocsin.connectwise.record.Conditions;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.core.base.ApiException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {
    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStreamPagesByIdAndReadsNoFurtherThanItIsRead() {
        server.answering(request -> byId(request, 25));
        Query query = Query.all().pageSize(10);

        assertThat(server.client().companies().stream(query).limit(10).map(Company::id))
                .hasSize(10);
        assertThat(server.calls()).hasSize(1);
        assertThat(server.client().companies().stream(query).map(Company::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());

        assertThat(server.calls().subList(1, 4))
                .extracting(request -> request.uri().getRawQuery())
                .containsExactly("pageSize=10", "pageSize=10&pageId=10", "pageSize=10&pageId=20");
        assertThat(server.calls())
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("pagination-type", "forward-only"));
    }

    @Test
    void aStreamEndsWithAnEmptyPageAfterAFullOne() {
        server.answering(request -> byId(request, 20));
        assertThat(server.client().companies().stream(Query.all().pageSize(10))).hasSize(20);
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aStreamAsksForAThousandAtATime() {
        server.answering(Reply.json(200, "[]"));
        assertThat(server.client().members().stream(Query.all())).isEmpty();
        assertThat(server.onlyCall().parameter("pageSize")).isEqualTo("1000");
    }

    @Test
    void linksAreNeverFollowed() {
        try (FakeServer foreign = new FakeServer()) {
            server.answering(
                    request -> byId(request, 25).with("Link", "<" + foreign.site() + "/x?pageId=3>; rel=\"next\""));
            assertThat(server.client().companies().stream(Query.all().pageSize(10)))
                    .hasSize(25);
            assertThat(foreign.all).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotPageByIdIsReadByAConditionOnTheId() {
        server.answering(request -> {
            String condition = request.parameter("conditions");
            int after = condition == null ? 0 : Integer.parseInt(condition.replaceAll("\\D", ""));
            return Reply.json(200, ids(after + 1, Math.min(after + 10, 25)));
        });
        assertThat(server.client().companies().stream(Query.all().pageSize(10)).map(Company::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(server.calls())
                .extracting(request -> request.parameter("conditions"))
                .containsExactly(null, null, "id > 10", "id > 20");
        assertThat(server.calls().get(1).parameter("orderBy")).isEqualTo("id asc");
        assertThat(server.calls().get(1).parameter("page")).isEqualTo("1");
    }

    @Test
    void aServerThatRepeatsAPageIsFoundOut() {
        server.answering(request -> Reply.json(200, ids(1, 10)).with("Link", ""));
        assertThatThrownBy(() -> server.client().companies().stream(Query.all().pageSize(10))
                        .toList())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("repeats");
        Query ordered = Query.all().orderBy("name").pageSize(10);
        assertThatThrownBy(() -> server.client().companies().stream(ordered).toList())
                .hasMessageContaining("page 2 repeats");
        assertThatThrownBy(() -> server.client().tickets().search(Query.all()).toList())
                .hasMessageContaining("repeats");
    }

    @Test
    void anOrderOfItsOwnPagesByNumber() {
        server.answering(request -> byNumber(request, 15));
        Query query = Query.where(Conditions.field("name").contains("a b+c"))
                .orderByDescending("lastUpdated")
                .orderBy("id")
                .pageSize(10);
        assertThat(server.client().companies().stream(query)).hasSize(15);
        assertThat(server.calls()).hasSize(2).allSatisfy(request -> {
            assertThat(request.headers()).doesNotContainKey("pagination-type");
            assertThat(request.parameter("orderBy")).isEqualTo("lastUpdated desc,id asc");
            assertThat(request.uri().getRawQuery()).doesNotContain("+").contains("%22a%20b%2Bc%22");
        });
    }

    @Test
    void aSinglePageSaysWhetherMoreMayFollow() {
        server.answering(request -> byNumber(request, 15));
        Query query = Query.all().pageSize(10);
        assertThat(server.client().companies().list(query, 1).mayHaveNext()).isTrue();
        Page<Company> second = server.client().companies().list(query, 2);
        assertThat(second.mayHaveNext()).isFalse();
        assertThat(second.items()).hasSize(5);
        assertThatThrownBy(() -> server.client().companies().list(query, 0)).hasMessageContaining("count from 1");
    }

    @Test
    void aQueryTooLongForAnAddressGoesBySearchForTickets() {
        server.answering(request -> Reply.json(
                200,
                request.body().contains("id > 0")
                        ? ids(1, 25)
                        : request.body().contains("id > 25") ? ids(26, 30) : "[]"));
        Query query =
                Query.where(Conditions.field("id").in(LongStream.range(1, 900).toArray()));

        assertThat(server.client().tickets().stream(query).map(Ticket::id)).hasSize(30);

        assertThat(server.calls()).hasSize(3).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).endsWith("/service/tickets/search");
            assertThat(request.uri().getRawQuery()).isNull();
        });
        assertThat(server.calls().get(0).body()).contains("\"orderBy\":\"id asc\"");
    }

    @Test
    void aLongListIsSentInPartsThatEachFitAnAddressAndSelectEachRecordOnce() {
        Query query = Query.where(Conditions.field("id")
                .in(LongStream.range(1, 900).toArray())
                .and(Conditions.field("x").eq(1)));
        List<String> asked = new CopyOnWriteArrayList<>();
        server.answering(request -> {
            String condition = String.valueOf(request.parameter("conditions"));
            asked.addAll(
                    List.of(condition.replaceAll(".*\\((\\d[\\d,]*)\\).*", "$1").split(",")));
            assertThat(condition).contains("x = 1");
            assertThat(server.site() + request.uri()).hasSizeLessThanOrEqualTo(2000);
            return request.path().endsWith("/count") ? Reply.json(200, "{\"count\":2}") : Reply.json(200, "[]");
        });
        List<String> each = LongStream.range(1, 900).mapToObj(Long::toString).toList();
        ConnectWise client = server.client();

        assertThat(client.companies().stream(query)).isEmpty();
        assertThat(asked).containsExactlyElementsOf(each);
        int parts = server.calls().size();
        assertThat(parts).isGreaterThan(1);

        asked.clear();
        assertThat(client.tickets().count(query)).isEqualTo(2L * parts);
        assertThat(asked).containsExactlyElementsOf(each);

        asked.clear();
        assertThat(client.companies().readAll(query)).isEmpty();
        assertThat(asked).containsExactlyElementsOf(each);
    }

    @Test
    void aLongQueryThatCannotBeSplitIsRefused() {
        Condition list = Conditions.field("id").in(LongStream.range(1, 900).toArray());
        Query query = Query.where(list);
        ConnectWise client = server.client();
        assertThatThrownBy(() -> client.tickets().list(query, 1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("2000");
        for (Query refused : List.of(
                query.orderBy("name"),
                Query.where(list.not()),
                Query.where(list.or(Conditions.field("x").eq(1))),
                Query.where(Conditions.field("name").eq("n".repeat(2000))))) {
            assertThatThrownBy(() -> client.companies().stream(refused).toList())
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("2000");
        }
        assertThatThrownBy(() -> client.tickets().stream(query.orderBy("id")).toList())
                .isInstanceOf(InvalidRequestException.class);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void findsByReferenceAndIdentifierCompareHere() {
        server.answering(Reply.json(
                200, "[{\"id\":1,\"externalXRef\":\"x1-a\"},{\"id\":2,\"externalXRef\":\"X1-a\"},{\"id\":3}]"));
        assertThat(server.client().tickets().findByExternalXRef("X1-a"))
                .extracting(Ticket::id)
                .containsExactly(2);
        assertThat(server.onlyCall().parameter("conditions")).isEqualTo("externalXRef = \"X1-a\"");
        server.answering(Reply.json(200, "[{\"id\":1,\"identifier\":\"other\"},{\"id\":2,\"identifier\":\"ACME\"}]"));
        assertThat(server.client()
                        .companies()
                        .findByIdentifier("acme")
                        .orElseThrow()
                        .id())
                .isEqualTo(2);
        assertThat(server.calls().get(1).parameter("conditions"))
                .isEqualTo("(identifier = \"acme\" and deletedFlag = false)");
    }

    /** A server that pages by id: it ignores page, and a Link header is always there. */
    private static Reply byId(Received request, int total) {
        String pageId = request.parameter("pageId");
        int from = (pageId == null ? 0 : Integer.parseInt(pageId)) + 1;
        return Reply.json(200, ids(from, Math.min(total, from - 1 + size(request))))
                .with("Link", "");
    }

    /** A server that ignores the wish to page by id, and sends no Link header at all. */
    private static Reply byNumber(Received request, int total) {
        String page = request.parameter("page");
        int from = ((page == null ? 1 : Integer.parseInt(page)) - 1) * size(request) + 1;
        return Reply.json(200, ids(from, Math.min(total, from - 1 + size(request))));
    }

    private static int size(Received request) {
        String size = request.parameter("pageSize");
        return size == null ? 25 : Integer.parseInt(size);
    }

    private static String ids(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}

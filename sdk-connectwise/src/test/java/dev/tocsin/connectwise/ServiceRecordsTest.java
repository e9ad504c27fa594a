package dev.tocsin.connectwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.connectwise.FakeServer.Received;
import dev.tocsin.connectwise.FakeServer.Reply;
import dev.tocsin.connectwise.configuration.ConfigurationReference;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardField;
import dev.tocsin.connectwise.service.BoardInfoField;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.BoardStatusField;
import dev.tocsin.connectwise.service.BoardSubType;
import dev.tocsin.connectwise.service.BoardSubTypeField;
import dev.tocsin.connectwise.service.BoardTeam;
import dev.tocsin.connectwise.service.BoardTeamField;
import dev.tocsin.connectwise.service.ItemAssociation;
import dev.tocsin.connectwise.service.ItemAssociationField;
import dev.tocsin.connectwise.service.Priority;
import dev.tocsin.connectwise.service.Severity;
import dev.tocsin.connectwise.service.SeverityField;
import dev.tocsin.connectwise.service.Task;
import dev.tocsin.connectwise.service.TaskField;
import dev.tocsin.connectwise.service.Ticket;
import dev.tocsin.connectwise.service.TicketField;
import dev.tocsin.connectwise.service.TicketNote;
import dev.tocsin.connectwise.service.TicketNoteField;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.base.OutcomeUnknownException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRecordsTest {
    private static final String ROOT = "/v2026_4/apis/3.0/service";

    private final FakeServer server = new FakeServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private Tickets tickets() {
        return server.client().tickets();
    }

    @Test
    void aTicketHasItsAddressItsWorkAndItsGoals() {
        server.answering(Reply.json(
                200,
                "{\"id\":1,\"summary\":\"s\",\"siteName\":\"Main\",\"addressLine1\":\"1 Street\",\"city\":\"Town\","
                        + "\"stateIdentifier\":\"FL\",\"zip\":\"123\",\"country\":{\"id\":1,\"name\":\"US\"},"
                        + "\"contactEmailAddress\":\"a@example.com\",\"workRole\":{\"id\":4,\"name\":\"Engineer\"},"
                        + "\"workType\":{\"id\":5},\"sla\":{\"id\":6},\"isInSla\":true,\"location\":{\"id\":7},"
                        + "\"resolutionGoalUTC\":\"2026-11-22T00:00:00Z\",\"budgetHours\":1.5,\"billTime\":\"NoCharge\","
                        + "\"integratorTags\":[\"t\"],\"dateResolved\":\"2026-11-21T09:00:00Z\"}"));
        Ticket ticket = tickets().get(1).orElseThrow();
        assertThat(ticket.addressLine1()).isEqualTo("1 Street");
        assertThat(ticket.addressLine2()).isNull();
        assertThat(ticket.stateIdentifier()).isEqualTo("FL");
        assertThat(ticket.country()).isEqualTo(new Reference(1, "US", null));
        assertThat(ticket.workRole()).isEqualTo(new Reference(4, "Engineer", null));
        assertThat(ticket.sla()).isEqualTo(Reference.id(6));
        assertThat(ticket.inSla()).isTrue();
        assertThat(ticket.resolveBy()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(ticket.respondBy()).isNull();
        assertThat(ticket.budgetHours()).isEqualTo(1.5);
        assertThat(ticket.billTime()).isEqualTo("NoCharge");
        assertThat(ticket.integratorTags()).containsExactly("t");
        assertThat(ticket.dateResolved()).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(ticket.contactEmailAddress()).isEqualTo("a@example.com");
    }

    @Test
    void aTicketsLimitsAreChecked() {
        assertThat(Ticket.edit()
                        .set(TicketField.SITE_NAME, "s".repeat(157))
                        .set(TicketField.ZIP, "1".repeat(13))
                        .set(TicketField.CONTACT_PHONE_EXTENSION, "1".repeat(16))
                        .set(TicketField.IN_SLA, true)
                        .faults(null))
                .extracting(FieldError::field)
                .containsExactly("siteName", "zip", "contactPhoneExtension", "isInSla");
    }

    @Test
    void notesTellWhereTheyComeFrom() {
        server.answering(Reply.json(
                200,
                "[{\"id\":1,\"text\":\"t\",\"issueFlag\":true,\"customerUpdatedFlag\":true,\"sentimentScore\":0.5,"
                        + "\"bundledFlag\":true,\"isMarkdownFlag\":true}]"));
        TicketNote note = tickets().notes(3).list(Query.all(), 1).items().get(0);
        assertThat(note.issue()).isTrue();
        assertThat(note.customerUpdated()).isTrue();
        assertThat(note.sentimentScore()).isEqualTo(0.5);
        assertThat(note.bundled()).isTrue();
        assertThat(note.merged()).isFalse();
        assertThat(note.markdown()).isTrue();
        server.answering(Reply.json(200, "{\"id\":1,\"text\":\"new\"}"));
        tickets().notes(3).edit(1, TicketNote.edit().set(TicketNoteField.TEXT, "new"));
        assertThat(server.calls().get(1).path()).isEqualTo(ROOT + "/tickets/3/notes/1");
    }

    @Test
    void tasksAreRecordsOfTheirTicket() {
        server.answering(request -> Reply.json(
                request.method().equals("DELETE") ? 204 : 201, body(request, "{\"id\":8,\"closedFlag\":true}")));
        tickets()
                .tasks(3)
                .create(Task.draft().set(TaskField.NOTES, "call\nthem").set(TaskField.PRIORITY, 1));
        assertThat(tickets()
                        .tasks(3)
                        .edit(8, Task.edit().set(TaskField.CLOSED, true))
                        .closed())
                .isTrue();
        assertThat(tickets().tasks(3).delete(8)).isTrue();
        assertThat(server.calls())
                .extracting(call -> call.method() + " " + call.path() + " " + call.body())
                .containsExactly(
                        "POST " + ROOT + "/tickets/3/tasks {\"notes\":\"call\\nthem\",\"priority\":1}",
                        "PATCH " + ROOT
                                + "/tickets/3/tasks/8 [{\"op\":\"replace\",\"path\":\"closedFlag\",\"value\":true}]",
                        "DELETE " + ROOT + "/tickets/3/tasks/8 ");
    }

    private static String body(Received request, String json) {
        return request.method().equals("DELETE") ? "" : json;
    }

    @Test
    void aConfigurationIsAttachedAndDetached() {
        server.answering(request -> Reply.json(
                request.method().equals("DELETE") ? 204 : 201,
                body(request, "{\"id\":77,\"deviceIdentifier\":\"srv1\"}")));
        assertThat(tickets().configurations(3).attach(77)).isTrue();
        assertThat(tickets().configurations(3).detach(77)).isTrue();
        assertThat(server.calls())
                .extracting(call -> call.method() + " " + call.path() + " " + call.body())
                .containsExactly(
                        "POST " + ROOT + "/tickets/3/configurations {\"id\":77}",
                        "DELETE " + ROOT + "/tickets/3/configurations/77 ");
    }

    @Test
    void whatIsAttachedAlreadyIsSaidSo() {
        server.answering(Reply.json(
                400,
                "{\"code\":\"InvalidObject\",\"message\":\"x\",\"errors\":[{\"code\":\"ObjectExists\",\"field\":\"id\","
                        + "\"message\":\"exists\"}]}"));
        assertThat(tickets().configurations(3).attach(77)).isFalse();
        server.answering(Reply.json(409, "{\"code\":\"ObjectExists\",\"message\":\"x\"}"));
        assertThat(tickets().configurations(3).attach(77)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"InvalidObject\",\"message\":\"x\"}",
                "{\"code\":\"InvalidObject\",\"message\":\"x\",\"errors\":[{\"code\":\"ObjectExists\",\"field\":\"id\","
                        + "\"message\":\"e\"},{\"code\":\"NotFound\",\"field\":\"ticket\",\"message\":\"n\"}]}"
            })
    void anyOtherRefusalToAttachIsThrown(String body) {
        server.answering(Reply.json(400, body));
        assertThatThrownBy(() -> tickets().configurations(3).attach(77)).isInstanceOf(ApiException.class);
    }

    @Test
    void anAttachmentThatIsNotTheOneAskedForIsTold() {
        server.answering(Reply.json(201, "{\"id\":78}"));
        assertThatThrownBy(() -> tickets().configurations(3).attach(77))
                .isInstanceOf(UnappliedEditException.class)
                .hasMessageContaining("asked for configuration 77, the answer is 78");
        server.answering(Reply.json(500, ""));
        assertThatThrownBy(() -> tickets().configurations(3).attach(77)).isInstanceOf(OutcomeUnknownException.class);
        server.answering(Reply.json(404, "{\"code\":\"NotFound\",\"message\":\"x\"}"));
        assertThat(tickets().configurations(3).detach(77)).isFalse();
    }

    @Test
    void attachmentsAreListedAndCounted() {
        server.answering(request -> Reply.json(
                200,
                request.path().endsWith("/count")
                        ? "{\"count\":1}"
                        : request.path().endsWith("/77")
                                ? "{\"id\":77}"
                                : "[{\"id\":77,\"deviceIdentifier\":\"srv1\"}]"));
        assertThat(tickets().configurations(3).readAll())
                .extracting(ConfigurationReference::id, ConfigurationReference::deviceIdentifier)
                .containsExactly(tuple(77, "srv1"));
        assertThat(tickets().configurations(3).count(Query.all())).isEqualTo(1);
        assertThat(tickets().configurations(3).get(77)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"success\":true,\"message\":\"\"}", "", "{}"})
    void ticketsAreMergedAndBundled(String answer) {
        server.answering(Reply.json(200, answer));
        tickets().merge(1, List.of(2, 3), Reference.id(9));
        tickets().attachChildren(1, List.of(4));
        assertThat(server.calls())
                .extracting(call -> call.method() + " " + call.path() + " " + call.body())
                .containsExactly(
                        "POST " + ROOT + "/tickets/1/merge {\"mergeTicketIds\":[2,3],\"status\":{\"id\":9}}",
                        "POST " + ROOT + "/tickets/1/attachChildren {\"childTicketIds\":[4]}");
    }

    @Test
    void aMergeThatDidNotSucceedIsOpen() {
        server.answering(Reply.json(200, "{\"success\":false,\"message\":\"ticket 3 is closed\"}"));
        assertThatThrownBy(() -> tickets().merge(1, List.of(3), Reference.id(9)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("ticket 3 is closed");
        assertThatThrownBy(() -> tickets().attachChildren(1, List.of(3))).isInstanceOf(OutcomeUnknownException.class);
        server.answering(Reply.json(400, "{\"code\":\"InvalidObject\",\"message\":\"no\"}"));
        assertThatThrownBy(() -> tickets().merge(1, List.of(3), Reference.id(9)))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void whatCannotBeMergedIsNotSent() {
        Reference status = Reference.id(9);
        assertThatThrownBy(() -> tickets().merge(1, List.of(), status)).hasMessageContaining("at least one ticket");
        assertThatThrownBy(() -> tickets().merge(1, List.of(2, 1), status)).hasMessageContaining("itself");
        assertThatThrownBy(() -> tickets().merge(1, List.of(2, 2), status)).hasMessageContaining("twice");
        assertThatThrownBy(() -> tickets().attachChildren(1, List.of(0)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("childTicketIds: an id is positive, not 0");
        assertThat(server.all).isEmpty();
    }

    @Test
    void aTicketIsCopied() {
        server.answering(Reply.json(201, "{\"id\":12,\"summary\":\"s\"}"));
        assertThat(tickets().copy(1).id()).isEqualTo(12);
        assertThat(server.onlyCall().path()).isEqualTo(ROOT + "/tickets/1/copy");
        assertThat(server.onlyCall().body()).isEmpty();
        server.answering(Reply.json(200, "{}"));
        assertThatThrownBy(() -> tickets().copy(1)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void whatABoardNeedsIsRequired() {
        assertThat(Board.draft().faults(null))
                .extracting(FieldError::field)
                .containsExactly("name", "location", "department");
        assertThat(BoardTeam.draft().set(BoardTeamField.NAME, "n".repeat(31)).faults(null))
                .extracting(FieldError::toString)
                .containsExactly("teamLeader: is required", "name: at most 30 characters, not 31");
        assertThat(Priority.draft().faults(null)).extracting(FieldError::field).containsExactly("name", "color");
        assertThat(BoardStatus.draft()
                        .set(BoardStatusField.NAME, "n")
                        .set(BoardStatusField.BOARD, Reference.id(1))
                        .set(BoardStatusField.CUSTOM_STATUS_INDICATOR_NAME, "c".repeat(31))
                        .faults(null))
                .extracting(FieldError::field)
                .containsExactly("board", "customStatusIndicatorName");
        assertThat(Board.edit().clear(BoardField.LOCATION).faults(null))
                .extracting(FieldError::field)
                .containsExactly("location");
    }

    @Test
    void typesOfASubTypeAreWrittenAsAWholeAndFlagsAreNotCompared() {
        server.answering(Reply.json(200, "{\"id\":5,\"typeAssociationIds\":[3,2]}"));
        server.client()
                .boards()
                .subTypes(1)
                .edit(
                        5,
                        BoardSubType.edit()
                                .set(BoardSubTypeField.TYPE_IDS, List.of(2, 3))
                                .set(BoardSubTypeField.ADD_ALL_TYPES, true));
        assertThat(server.onlyCall().body())
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"typeAssociationIds\",\"value\":[2,3]},"
                        + "{\"op\":\"replace\",\"path\":\"addAllTypesFlag\",\"value\":true}]");
        assertThatThrownBy(() -> server.client()
                        .boards()
                        .subTypes(1)
                        .edit(5, BoardSubType.edit().set(BoardSubTypeField.TYPE_IDS, List.of(2))))
                .isInstanceOf(UnappliedEditException.class);
    }

    @Test
    void whatBelongsToABoardLiesBelowIt() {
        server.answering(request -> Reply.json(
                200,
                request.method().equals("PATCH")
                        ? "{\"id\":6,\"subTypeAssociationIds\":[1]}"
                        : "[{\"id\":6,\"name\":\"n\",\"members\":[1,2]}]"));
        Boards boards = server.client().boards();
        assertThat(boards.teams(1).list(Query.all(), 1).items().get(0).memberIds())
                .containsExactly(1, 2);
        boards.itemAssociations(1, 2).list(Query.all(), 1);
        boards.itemAssociations(1, 2)
                .edit(6, ItemAssociation.edit().set(ItemAssociationField.SUB_TYPE_IDS, List.of(1)));
        boards.visible().list(Query.where(BoardInfoField.INACTIVE.isFalse()), 1);
        assertThat(server.calls())
                .extracting(call -> call.method() + " " + call.path())
                .containsExactly(
                        "GET " + ROOT + "/boards/1/teams",
                        "GET " + ROOT + "/boards/1/items/2/associations",
                        "PATCH " + ROOT + "/boards/1/items/2/associations/6",
                        "GET " + ROOT + "/info/boards");
    }

    @Test
    void fixedRowsCanBeDescribed() {
        server.answering(Reply.json(200, "{\"id\":1,\"name\":\"High\",\"description\":\"It burns\"}"));
        Severity severity =
                server.client().severities().edit(1, Severity.edit().set(SeverityField.DESCRIPTION, "It burns"));
        assertThat(severity.name()).isEqualTo("High");
        assertThat(server.client().impacts().get(1).orElseThrow().description()).isEqualTo("It burns");
        assertThat(server.calls())
                .extracting(call -> call.method() + " " + call.path())
                .containsExactly("PATCH " + ROOT + "/severities/1", "GET " + ROOT + "/impacts/1");
        assertThat(Severity.edit()
                        .set(SeverityField.DESCRIPTION, "d".repeat(201))
                        .faults(null))
                .extracting(FieldError::toString)
                .containsExactly("description: at most 200 characters, not 201");
    }
}

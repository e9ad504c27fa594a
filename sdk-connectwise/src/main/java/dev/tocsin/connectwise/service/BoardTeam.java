package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.internal.JsonRecord;
import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.Edit;
import dev.tocsin.connectwise.record.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team of one board.
 *
 * @param id the id
 * @param name the name, unique on its board
 * @param teamLeader the member who leads it; null if the answer omits it
 * @param memberIds the ids of its members; empty if there is none
 * @param boardId the id of its board; null if unset
 * @param locationId the id of its location; null if unset
 * @param departmentId the id of its department; null if unset
 * @param defaultTeam whether new tickets get it when they name none
 * @param notifyOnTicketDelete whether it is told when a ticket is deleted
 * @param roundRobin whether its members get tickets in turn
 * @param defaultRoundRobin whether it is the team that gets tickets in turn by default
 * @param lastUpdated when it last changed; null if the answer omits it
 */
public record BoardTeam(
        int id,
        String name,
        @Nullable Reference teamLeader,
        List<Integer> memberIds,
        @Nullable Integer boardId,
        @Nullable Integer locationId,
        @Nullable Integer departmentId,
        boolean defaultTeam,
        boolean notifyOnTicketDelete,
        boolean roundRobin,
        boolean defaultRoundRobin,
        @Nullable Instant lastUpdated) {
    /** Copies the list. */
    public BoardTeam {
        memberIds = List.copyOf(memberIds);
    }

    /** An empty draft; name and teamLeader are required. */
    public static Draft<BoardTeam> draft() {
        return BoardTeamField.TYPE.draft();
    }

    /** An empty edit. */
    public static Edit<BoardTeam> edit() {
        return BoardTeamField.TYPE.edit();
    }

    static BoardTeam from(JsonRecord f) {
        return new BoardTeam(
                f.id(),
                f.textOrEmpty("name"),
                Reference.in(f, "teamLeader"),
                f.integers("members"),
                f.integer("boardId"),
                f.integer("locationId"),
                f.integer("businessUnitId"),
                f.flag("defaultFlag"),
                f.flag("notifyOnTicketDelete"),
                f.flag("roundRobinFlag"),
                f.flag("defaultRoundRobinFlag"),
                f.info().instant("lastUpdated"));
    }
}

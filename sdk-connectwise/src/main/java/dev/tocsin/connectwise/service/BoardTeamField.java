package dev.tocsin.connectwise.service;

import dev.tocsin.connectwise.record.FieldRule;
import dev.tocsin.connectwise.record.FlagField;
import dev.tocsin.connectwise.record.ListField;
import dev.tocsin.connectwise.record.MomentField;
import dev.tocsin.connectwise.record.NumberField;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.connectwise.record.ReferenceField;
import dev.tocsin.connectwise.record.TextField;

/** The fields of teams of a board, for conditions, drafts and edits. Lengths are the vendor's, of version 2026.4. */
public final class BoardTeamField {
    /** The kind of records. */
    public static final RecordType<BoardTeam> TYPE = RecordType.of("board team", BoardTeam::from);
    /** The id. Set by the server. */
    public static final NumberField<BoardTeam> ID = TYPE.integer("id", FieldRule.READ_ONLY);
    /** The name, unique on its board; required, at most 30 characters. */
    public static final TextField<BoardTeam> NAME = TYPE.text("name", 30, FieldRule.REQUIRED);
    /** The member who leads it; required. */
    public static final ReferenceField<BoardTeam> TEAM_LEADER = TYPE.reference("teamLeader", FieldRule.REQUIRED);
    /** The ids of its members. */
    public static final ListField<BoardTeam, Integer> MEMBERS = TYPE.integers("members");
    /** The id of its board. Set by the server. */
    public static final NumberField<BoardTeam> BOARD_ID = TYPE.integer("boardId", FieldRule.READ_ONLY);
    /** The id of its location. */
    public static final NumberField<BoardTeam> LOCATION_ID = TYPE.integer("locationId");
    /** The id of its department. */
    public static final NumberField<BoardTeam> DEPARTMENT_ID = TYPE.integer("businessUnitId");
    /** Whether new tickets get it when they name none. */
    public static final FlagField<BoardTeam> DEFAULT = TYPE.flag("defaultFlag");
    /** Whether it is told when a ticket is deleted. */
    public static final FlagField<BoardTeam> NOTIFY_ON_TICKET_DELETE = TYPE.flag("notifyOnTicketDelete");
    /** Whether its members get tickets in turn. */
    public static final FlagField<BoardTeam> ROUND_ROBIN = TYPE.flag("roundRobinFlag");
    /** Whether it is the team that gets tickets in turn by default. */
    public static final FlagField<BoardTeam> DEFAULT_ROUND_ROBIN = TYPE.flag("defaultRoundRobinFlag");
    /** When it last changed; for conditions only. */
    public static final MomentField<BoardTeam> LAST_UPDATED = TYPE.moment("lastUpdated", FieldRule.READ_ONLY);

    private BoardTeamField() {}
}

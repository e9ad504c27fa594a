package dev.tocsin.connectwise;

import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardField;
import dev.tocsin.connectwise.service.BoardInfo;
import dev.tocsin.connectwise.service.BoardInfoField;
import dev.tocsin.connectwise.service.BoardItem;
import dev.tocsin.connectwise.service.BoardItemField;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.BoardStatusField;
import dev.tocsin.connectwise.service.BoardSubType;
import dev.tocsin.connectwise.service.BoardSubTypeField;
import dev.tocsin.connectwise.service.BoardTeam;
import dev.tocsin.connectwise.service.BoardTeamField;
import dev.tocsin.connectwise.service.BoardType;
import dev.tocsin.connectwise.service.BoardTypeField;
import dev.tocsin.connectwise.service.ItemAssociation;
import dev.tocsin.connectwise.service.ItemAssociationField;
import dev.tocsin.connectwise.service.TypeAssociation;
import dev.tocsin.connectwise.service.TypeAssociationField;

/** Service and project boards and what belongs to each; inactive records are listed too. Thread-safe. */
public final class Boards extends Records<Board> {
    Boards(Gateway gateway) {
        super(gateway, "/service/boards", BoardField.TYPE);
    }

    /** The statuses of a board. */
    public Records<BoardStatus> statuses(int boardId) {
        return new Records<>(gateway(), path(boardId) + "/statuses", BoardStatusField.TYPE);
    }

    /** The types of a board. */
    public Records<BoardType> types(int boardId) {
        return new Records<>(gateway(), path(boardId) + "/types", BoardTypeField.TYPE);
    }

    /** The subtypes of a board. */
    public Records<BoardSubType> subTypes(int boardId) {
        return new Records<>(gateway(), path(boardId) + "/subtypes", BoardSubTypeField.TYPE);
    }

    /** The items of a board. */
    public Records<BoardItem> items(int boardId) {
        return new Records<>(gateway(), path(boardId) + "/items", BoardItemField.TYPE);
    }

    /** The teams of a board. */
    public Records<BoardTeam> teams(int boardId) {
        return new Records<>(gateway(), path(boardId) + "/teams", BoardTeamField.TYPE);
    }

    /** The subtypes under which an item of a board is legal, type by type. */
    public EditableRecords<ItemAssociation> itemAssociations(int boardId, int itemId) {
        String path = path(boardId) + "/items/" + itemId + "/associations";
        return new EditableRecords<>(gateway(), path, ItemAssociationField.TYPE);
    }

    /** The boards that the API member may see tickets of: this needs no right to setup tables, as the boards do. */
    public ReadableRecords<BoardInfo> visible() {
        return new ReadableRecords<>(gateway(), "/service/info/boards", BoardInfoField.TYPE);
    }

    /** Which type, subtype and item may stand together on a board; the server refuses other combinations. */
    public ReadableRecords<TypeAssociation> associations(int boardId) {
        return new ReadableRecords<>(
                gateway(), path(boardId) + "/typeSubTypeItemAssociations", TypeAssociationField.TYPE);
    }
}

package dev.tocsin.connectwise;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Service boards and what belongs to each: statuses, types, subtypes, items and their legal combinations. All lists are
 * whole and hold inactive records too. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}.
 */
public final class Boards {
    private static final String PATH = "/service/boards";

    private final Gateway gateway;
    private final Listing<Board> listing;

    Boards(Gateway gateway) {
        this.gateway = gateway;
        this.listing = new Listing<>(gateway, PATH, Board::from);
    }

    /** All boards, project boards included. */
    public List<Board> list() {
        return listing.all();
    }

    /** A board; empty if there is none with the id, or the role may not see it. */
    public Optional<Board> get(int id) {
        return listing.get(id);
    }

    /** The statuses of a board. */
    public List<BoardStatus> statuses(int boardId) {
        return below(boardId, "statuses", BoardStatus::from);
    }

    /** The types of a board. */
    public List<BoardType> types(int boardId) {
        return below(boardId, "types", BoardType::from);
    }

    /** The subtypes of a board. */
    public List<BoardSubType> subTypes(int boardId) {
        return below(boardId, "subtypes", BoardSubType::from);
    }

    /** The items of a board. */
    public List<BoardItem> items(int boardId) {
        return below(boardId, "items", BoardItem::from);
    }

    /** Which type, subtype and item may stand together on a board; the server refuses other combinations. */
    public List<TypeAssociation> associations(int boardId) {
        return below(boardId, "typeSubTypeItemAssociations", TypeAssociation::from);
    }

    private <T> List<T> below(int boardId, String what, Function<Fields, T> reader) {
        return new Listing<>(gateway, PATH + "/" + boardId + "/" + what, reader).all();
    }
}

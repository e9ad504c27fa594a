package dev.tocsin.connectwise.psa;

import dev.tocsin.connectwise.ConnectWise;
import dev.tocsin.connectwise.record.Reference;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardItem;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.BoardSubType;
import dev.tocsin.connectwise.service.BoardType;
import dev.tocsin.connectwise.service.Priority;
import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.TypeAssociation;
import dev.tocsin.core.base.FieldError;
import dev.tocsin.core.rule.IntegrationRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks up every name of a rule where it belongs: statuses, types, subtypes and items on their board, and the three
 * associated with each other. Names are compared as the server does, without regard to case.
 */
final class RuleCheck {
    private final ConnectWise client;

    RuleCheck(ConnectWise client) {
        this.client = client;
    }

    List<FieldError> faults(IntegrationRule rule) {
        List<FieldError> faults = new ArrayList<>();
        String boardName = rule.psaFields().get(ConnectWiseRule.BOARD);
        List<Board> boards = activeBoards();
        Board board = boards.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(boardName))
                .findFirst()
                .orElse(null);
        if (board == null) {
            faults.add(unknown(
                    rule,
                    ConnectWiseRule.BOARD,
                    boardName,
                    "",
                    boards.stream().map(Board::name).toList()));
        } else {
            statuses(rule, board, faults);
            types(rule, board, faults);
        }
        List<String> priorities = priorities();
        Map<String, String> named = new LinkedHashMap<>();
        named.put("priority", rule.priority());
        rule.priorities().forEach((severity, priority) -> named.put("priorities." + severity, priority));
        named.forEach((field, priority) -> {
            if (!contains(priorities, priority)) {
                faults.add(unknown(rule, field, priority, "", priorities));
            }
        });
        String source = rule.psaFields().get(ConnectWiseRule.SOURCE);
        if (source != null && !contains(sources(), source)) {
            faults.add(unknown(rule, ConnectWiseRule.SOURCE, source, "", sources()));
        }
        return faults;
    }

    private void statuses(IntegrationRule rule, Board board, List<FieldError> faults) {
        List<BoardStatus> statuses = activeStatuses(board);
        List<String> open = names(statuses, false);
        List<String> closing = names(statuses, true);
        if (!contains(open, rule.openStatus())) {
            faults.add(
                    contains(closing, rule.openStatus())
                            ? new FieldError(
                                    field(rule, "openStatus"),
                                    null,
                                    "'" + rule.openStatus() + "' closes a ticket; legal are " + open)
                            : unknown(rule, "openStatus", rule.openStatus(), onBoard(board), open));
        }
        if (!contains(closing, rule.closedStatus())) {
            faults.add(
                    contains(open, rule.closedStatus())
                            ? new FieldError(
                                    field(rule, "closedStatus"),
                                    null,
                                    "'" + rule.closedStatus() + "' does not close a ticket; legal are " + closing)
                            : unknown(rule, "closedStatus", rule.closedStatus(), onBoard(board), closing));
        }
    }

    private void types(IntegrationRule rule, Board board, List<FieldError> faults) {
        String type = rule.psaFields().get(ConnectWiseRule.TYPE);
        String subType = rule.psaFields().get(ConnectWiseRule.SUB_TYPE);
        String item = rule.psaFields().get(ConnectWiseRule.ITEM);
        require(rule, ConnectWiseRule.TYPE, type, board, types(board), faults);
        require(rule, ConnectWiseRule.SUB_TYPE, subType, board, subTypes(board, type), faults);
        require(rule, ConnectWiseRule.ITEM, item, board, items(board, type, subType), faults);
        // The server accepts a subtype only with its type, and an item only with both.
        if (type == null && subType != null) {
            faults.add(unknown(rule, ConnectWiseRule.TYPE, null, "", typesOf(board, subType)));
        }
        if (subType == null && item != null) {
            faults.add(unknown(rule, ConnectWiseRule.SUB_TYPE, null, "", subTypes(board, type)));
        }
    }

    private static void require(
            IntegrationRule rule,
            String field,
            @Nullable String value,
            Board board,
            List<String> legal,
            List<FieldError> faults) {
        if (value != null && !contains(legal, value)) {
            faults.add(unknown(rule, field, value, onBoard(board), legal));
        }
    }

    private static String onBoard(Board board) {
        return " on board '" + board.name() + "'";
    }

    private static FieldError unknown(
            IntegrationRule rule, String field, @Nullable String value, String where, List<String> legal) {
        return new FieldError(
                field(rule, field),
                null,
                (value == null ? "is missing" : "'" + value + "' does not exist" + where) + "; legal are " + legal);
    }

    private static String field(IntegrationRule rule, String field) {
        return "rules[" + rule.id() + "]." + field;
    }

    /** The legal values of a field, in the server's order; empty if what it depends on is not chosen or unknown. */
    List<String> legalValues(String field, Map<String, String> chosen) {
        switch (field) {
            case ConnectWiseRule.BOARD:
                return activeBoards().stream().map(Board::name).toList();
            case ConnectWiseRule.SOURCE:
                return sources();
            case "priority":
                return priorities();
            default:
        }
        Optional<Board> board = activeBoards().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(chosen.get(ConnectWiseRule.BOARD)))
                .findFirst();
        if (board.isEmpty()) {
            return List.of();
        }
        String type = chosen.get(ConnectWiseRule.TYPE);
        return switch (field) {
            case "openStatus" -> names(activeStatuses(board.get()), false);
            case "closedStatus" -> names(activeStatuses(board.get()), true);
            case ConnectWiseRule.TYPE -> types(board.get());
            case ConnectWiseRule.SUB_TYPE -> subTypes(board.get(), type);
            case ConnectWiseRule.ITEM -> items(board.get(), type, chosen.get(ConnectWiseRule.SUB_TYPE));
            default -> throw new IllegalArgumentException("'" + field + "' is not a field of a ConnectWise rule");
        };
    }

    /**
     * The status that closes tickets on a board: the preferred one if it is one there, else the first in the board's order.
     *
     * @return its name as the server has it; empty if there is no such board, or none of its active statuses closes
     */
    Optional<String> closingStatus(String boardName, String preferred) {
        // An inactive board still has tickets.
        Optional<Board> board = client.boards().readAll().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(boardName))
                .findFirst();
        if (board.isEmpty()) {
            return Optional.empty();
        }
        List<BoardStatus> closing = activeStatuses(board.get()).stream()
                .filter(BoardStatus::closed)
                .sorted(Comparator.comparing((BoardStatus status) ->
                                Objects.requireNonNullElse(status.sortOrder(), Integer.MAX_VALUE))
                        .thenComparing(BoardStatus::id))
                .toList();
        return closing.stream()
                .map(BoardStatus::name)
                .filter(preferred::equalsIgnoreCase)
                .findFirst()
                .or(() -> closing.stream().map(BoardStatus::name).findFirst());
    }

    private List<Board> activeBoards() {
        return client.boards().readAll().stream()
                .filter(board -> !board.inactive() && !board.project())
                .toList();
    }

    private List<BoardStatus> activeStatuses(Board board) {
        return client.boards().statuses(board.id()).readAll().stream()
                .filter(status -> !status.inactive())
                .toList();
    }

    private static List<String> names(List<BoardStatus> statuses, boolean closing) {
        return statuses.stream()
                .filter(status -> status.closed() == closing)
                .map(BoardStatus::name)
                .toList();
    }

    private List<String> types(Board board) {
        return client.boards().types(board.id()).readAll().stream()
                .filter(type -> !type.inactive())
                .map(BoardType::name)
                .toList();
    }

    private List<String> typesOf(Board board, String subType) {
        List<Integer> typeIds = client.boards().subTypes(board.id()).readAll().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(subType))
                .flatMap(candidate -> candidate.typeIds().stream())
                .toList();
        return client.boards().types(board.id()).readAll().stream()
                .filter(type -> !type.inactive() && typeIds.contains(type.id()))
                .map(BoardType::name)
                .toList();
    }

    private List<String> subTypes(Board board, @Nullable String type) {
        List<Integer> typeIds = client.boards().types(board.id()).readAll().stream()
                .filter(candidate -> type == null || candidate.name().equalsIgnoreCase(type))
                .map(BoardType::id)
                .toList();
        return client.boards().subTypes(board.id()).readAll().stream()
                .filter(subType -> !subType.inactive())
                .filter(subType -> type == null || subType.typeIds().stream().anyMatch(typeIds::contains))
                .map(BoardSubType::name)
                .toList();
    }

    private List<String> items(Board board, @Nullable String type, @Nullable String subType) {
        List<TypeAssociation> associations =
                client.boards().associations(board.id()).readAll();
        return client.boards().items(board.id()).readAll().stream()
                .filter(item -> !item.inactive())
                .map(BoardItem::name)
                .filter(item -> (type == null && subType == null)
                        || associations.stream()
                                .anyMatch(association -> is(association.item(), item)
                                        && (type == null || is(association.type(), type))
                                        && (subType == null || is(association.subType(), subType))))
                .toList();
    }

    private static boolean is(@Nullable Reference reference, String name) {
        return reference != null && name.equalsIgnoreCase(reference.name());
    }

    private List<String> sources() {
        return client.sources().readAll().stream().map(Source::name).toList();
    }

    /** The priorities, the most urgent first. */
    List<String> priorities() {
        return client.priorities().readAll().stream()
                .sorted(Comparator.comparing(priority -> Objects.requireNonNullElse(priority.sortOrder(), 10_000)))
                .map(Priority::name)
                .toList();
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}

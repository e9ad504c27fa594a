package dev.tocsin.connectwise;

import dev.tocsin.connectwise.company.CompanyStatus;
import dev.tocsin.connectwise.company.CompanyType;
import dev.tocsin.connectwise.configuration.ConfigurationStatus;
import dev.tocsin.connectwise.configuration.ConfigurationType;
import dev.tocsin.connectwise.service.Board;
import dev.tocsin.connectwise.service.BoardItem;
import dev.tocsin.connectwise.service.BoardStatus;
import dev.tocsin.connectwise.service.BoardSubType;
import dev.tocsin.connectwise.service.BoardType;
import dev.tocsin.connectwise.service.Priority;
import dev.tocsin.connectwise.service.PriorityField;
import dev.tocsin.connectwise.service.Source;
import dev.tocsin.connectwise.service.SourceField;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The pick lists of a server, kept for a while (10 minutes unless the connection says otherwise) and searched by name,
 * without regard to case. Only what may be chosen is in them: no inactive records. Statuses, types, subtypes and items are
 * looked up on their board, since the same name means another record on another board.
 *
 * <p>A name that is not there is looked up once more on the server before it is refused, with
 * {@link dev.tocsin.connectwise.record.InvalidRequestException} that names the legal ones. So is a name that fits several
 * records and none of them exactly. Thread-safe.
 */
public final class Catalogue {
    private final Gateway gateway;
    private final Boards boards;
    private final Companies companies;
    private final Configurations configurations;
    private final Map<String, CachedList<?>> lists = new ConcurrentHashMap<>();

    Catalogue(Gateway gateway) {
        this.gateway = gateway;
        this.boards = new Boards(gateway);
        this.companies = new Companies(gateway);
        this.configurations = new Configurations(gateway);
    }

    /** The boards that take service tickets. */
    public List<Board> boards() {
        return boardList().items();
    }

    /** A board by its name. */
    public Board board(String name) {
        return boardList().require(name);
    }

    private CachedList<Board> boardList() {
        return list("board", boards::readAll, Board::id, Board::name, board -> !board.inactive() && !board.project());
    }

    /** The statuses of a board. */
    public List<BoardStatus> statuses(Board board) {
        return statusList(board).items();
    }

    /** A status of a board by its name. */
    public BoardStatus status(Board board, String name) {
        return statusList(board).require(name);
    }

    private CachedList<BoardStatus> statusList(Board board) {
        return list(
                "status" + on(board),
                boards.statuses(board.id())::readAll,
                BoardStatus::id,
                BoardStatus::name,
                status -> !status.inactive());
    }

    /** The types of a board. */
    public List<BoardType> types(Board board) {
        return typeList(board).items();
    }

    /** A type of a board by its name. */
    public BoardType type(Board board, String name) {
        return typeList(board).require(name);
    }

    private CachedList<BoardType> typeList(Board board) {
        return list(
                "type" + on(board),
                boards.types(board.id())::readAll,
                BoardType::id,
                BoardType::name,
                type -> !type.inactive());
    }

    /** The subtypes of a board that are legal under any of its types. */
    public List<BoardSubType> subTypes(Board board) {
        return subTypeList(board).items();
    }

    /** A subtype of a board by its name. */
    public BoardSubType subType(Board board, String name) {
        return subTypeList(board).require(name);
    }

    private CachedList<BoardSubType> subTypeList(Board board) {
        return list(
                "subtype" + on(board),
                boards.subTypes(board.id())::readAll,
                BoardSubType::id,
                BoardSubType::name,
                subType -> !subType.inactive());
    }

    /** The items of a board. */
    public List<BoardItem> items(Board board) {
        return itemList(board).items();
    }

    /** An item of a board by its name. */
    public BoardItem item(Board board, String name) {
        return itemList(board).require(name);
    }

    private CachedList<BoardItem> itemList(Board board) {
        return list(
                "item" + on(board),
                boards.items(board.id())::readAll,
                BoardItem::id,
                BoardItem::name,
                item -> !item.inactive());
    }

    /** The priorities, the same on all boards. */
    public List<Priority> priorities() {
        return priorityList().items();
    }

    /** A priority by its name. */
    public Priority priority(String name) {
        return priorityList().require(name);
    }

    private CachedList<Priority> priorityList() {
        return list(
                "priority",
                new Records<>(gateway, "/service/priorities", PriorityField.TYPE)::readAll,
                Priority::id,
                Priority::name,
                priority -> true);
    }

    /** The sources of tickets. */
    public List<Source> sources() {
        return sourceList().items();
    }

    /** A source of tickets by its name. */
    public Source source(String name) {
        return sourceList().require(name);
    }

    private CachedList<Source> sourceList() {
        return list(
                "source",
                new Records<>(gateway, "/service/sources", SourceField.TYPE)::readAll,
                Source::id,
                Source::name,
                source -> true);
    }

    /** The statuses that companies can have. */
    public List<CompanyStatus> companyStatuses() {
        return companyStatusList().items();
    }

    /** A status of companies by its name. */
    public CompanyStatus companyStatus(String name) {
        return companyStatusList().require(name);
    }

    private CachedList<CompanyStatus> companyStatusList() {
        return list(
                "company status",
                companies.statuses()::readAll,
                CompanyStatus::id,
                CompanyStatus::name,
                status -> !status.inactive());
    }

    /** The statuses that companies can have or have had, inactive ones included. */
    public List<CompanyStatus> allCompanyStatuses() {
        return list(
                        "company status, active or not",
                        companies.statuses()::readAll,
                        CompanyStatus::id,
                        CompanyStatus::name,
                        status -> true)
                .items();
    }

    /** The types that companies can have. */
    public List<CompanyType> companyTypes() {
        return companyTypeList().items();
    }

    /** A type of companies by its name. */
    public CompanyType companyType(String name) {
        return companyTypeList().require(name);
    }

    private CachedList<CompanyType> companyTypeList() {
        return list("company type", companies.types()::readAll, CompanyType::id, CompanyType::name, type -> true);
    }

    /** The types that configurations can have. */
    public List<ConfigurationType> configurationTypes() {
        return configurationTypeList().items();
    }

    /** A type of configurations by its name. */
    public ConfigurationType configurationType(String name) {
        return configurationTypeList().require(name);
    }

    private CachedList<ConfigurationType> configurationTypeList() {
        return list(
                "configuration type",
                configurations.types()::readAll,
                ConfigurationType::id,
                ConfigurationType::name,
                type -> !type.inactive());
    }

    /** The statuses that configurations can have. */
    public List<ConfigurationStatus> configurationStatuses() {
        return configurationStatusList().items();
    }

    /** A status of configurations by its description, which references call its name. */
    public ConfigurationStatus configurationStatus(String description) {
        return configurationStatusList().require(description);
    }

    private CachedList<ConfigurationStatus> configurationStatusList() {
        return list(
                "configuration status",
                configurations.statuses()::readAll,
                ConfigurationStatus::id,
                ConfigurationStatus::description,
                status -> true);
    }

    /** Forgets all lists, so that each is read anew when it is next asked for. */
    public void forget() {
        lists.clear();
    }

    private static String on(Board board) {
        return " on board '" + board.name() + "' (" + board.id() + ")";
    }

    @SuppressWarnings("unchecked")
    private <T> CachedList<T> list(
            String what, Supplier<List<T>> source, ToIntFunction<T> id, Function<T, String> name, Predicate<T> active) {
        ConnectWiseConnection connection = gateway.connection();
        // One key has one type of list: the key begins with the kind.
        return (CachedList<T>) lists.computeIfAbsent(
                what,
                key -> new CachedList<>(
                        what, source, id, name, active, connection.clock(), connection.catalogueTimeToLive()));
    }
}

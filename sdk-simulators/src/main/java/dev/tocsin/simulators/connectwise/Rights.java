package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Call;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API member's security role does not allow, row by row of the vendor's table. Thread-safe. */
final class Rights {
    private static final Pattern TICKET = Pattern.compile("(?i)/service/tickets/(\\d{1,9})(/.*)?");
    private static final Pattern SEARCH = Pattern.compile("(?i).*/search");
    private static final String TICKETS = "/service/tickets";

    private final Set<Denied> denied = ConcurrentHashMap.newKeySet();

    void deny(SecurityRight right, RightLevel level) {
        denied.add(new Denied(right, level));
    }

    void allowAll() {
        denied.clear();
    }

    /** @throws ApiError 403 if the row of the path is denied; before anything else is looked at */
    void check(Call call, String path) {
        if (denied.isEmpty()) {
            return;
        }
        SecurityRight.of(path).ifPresent(right -> require(right, level(call.method(), path)));
    }

    private void require(SecurityRight right, RightLevel level) {
        if (denied.contains(new Denied(right, level))) {
            throw ApiError.forbidden();
        }
    }

    private static RightLevel level(String method, String path) {
        return switch (method) {
            case "POST" -> {
                if (SEARCH.matcher(path).matches()) {
                    yield RightLevel.INQUIRE;
                }
                yield TICKET.matcher(path).matches() ? RightLevel.EDIT : RightLevel.ADD;
            }
            case "PATCH", "PUT" -> RightLevel.EDIT;
            case "DELETE" -> TICKET.matcher(path).matches() && !isTicket(path) ? RightLevel.EDIT : RightLevel.DELETE;
            default -> RightLevel.INQUIRE;
        };
    }

    private static boolean isTicket(String path) {
        Matcher matcher = TICKET.matcher(path);
        return matcher.matches() && matcher.group(2) == null;
    }

    /**
     * The row for closed tickets, which needs a look at the ticket and at the body. The caller holds the state's lock.
     *
     * @throws ApiError 403 if it is denied
     */
    void checkClosing(Call call, String path, Manage manage) {
        if (denied.stream().noneMatch(d -> d.right == SecurityRight.CLOSE_SERVICE_TICKETS)) {
            return;
        }
        Matcher matcher = TICKET.matcher(path);
        if (matcher.matches()) {
            Optional<ObjectNode> ticket = manage.tickets().table().get(Integer.parseInt(matcher.group(1)));
            boolean closed =
                    ticket.filter(t -> t.path("closedFlag").asBoolean()).isPresent();
            boolean reads = call.method().equals("GET");
            if (closed || (!reads && closes(call, ticket, manage))) {
                require(SecurityRight.CLOSE_SERVICE_TICKETS, reads ? RightLevel.INQUIRE : RightLevel.EDIT);
            }
        } else if (path.equalsIgnoreCase(TICKETS)
                && call.method().equals("POST")
                && closes(call, Optional.empty(), manage)) {
            require(SecurityRight.CLOSE_SERVICE_TICKETS, RightLevel.ADD);
        }
    }

    /** Whether any status that the body names is a closing one. A body that cannot be read closes nothing. */
    private static boolean closes(Call call, Optional<ObjectNode> ticket, Manage manage) {
        if (call.body().length == 0) {
            return false;
        }
        JsonNode body;
        try {
            body = Json.parse(call.body());
        } catch (ApiError unreadable) {
            return false;
        }
        if (body.isArray()) {
            for (JsonNode operation : body) {
                if (operation.path("path").asText("").replace("/", "").equals("status")
                        && isClosing(operation.path("value"), ticket, manage)) {
                    return true;
                }
            }
            return false;
        }
        return isClosing(body.path("status"), ticket, manage);
    }

    private static boolean isClosing(JsonNode status, Optional<ObjectNode> ticket, Manage manage) {
        int board = ticket.map(t -> t.path("board").path("id").asInt()).orElse(0);
        return manage.catalog().statuses().rows().stream()
                .filter(row -> row.path("closedStatus").asBoolean())
                .filter(row -> board == 0 || row.path("board").path("id").asInt() == board)
                .anyMatch(row -> status.path("id").asInt() != 0
                        ? status.path("id").asInt() == row.path("id").asInt()
                        : status.path("name")
                                .asText("")
                                .equalsIgnoreCase(row.path("name").asText()));
    }

    private record Denied(SecurityRight right, RightLevel level) {}
}

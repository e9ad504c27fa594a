package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who answers a path. A {@code {}} in a pattern stands for a number; the rest is compared in any case. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    void add(String method, String pattern, Function<Target, Answer> handler) {
        routes.add(new Route(method, pattern.split("/", -1), handler));
    }

    /** @throws ApiError 404 if no route has the path, 405 if none has it with this method */
    Answer answer(Call call, String path) {
        String[] segments = path.split("/", -1);
        boolean known = false;
        for (Route route : routes) {
            List<Integer> ids = route.ids(segments);
            if (ids != null) {
                known = true;
                if (route.method.equals(call.method())) {
                    return route.handler.apply(new Target(call, path, ids));
                }
            }
        }
        throw known
                ? ApiError.connectWiseApi(
                        405, "The requested resource does not support http method '" + call.method() + "'.")
                : ApiError.noSuchEndpoint();
    }

    private record Route(String method, String[] pattern, Function<Target, Answer> handler) {
        @Nullable
        List<Integer> ids(String[] segments) {
            if (segments.length != pattern.length) {
                return null;
            }
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < pattern.length; i++) {
                if (pattern[i].equals("{}")) {
                    if (!segments[i].matches("\\d{1,9}")) {
                        return null;
                    }
                    ids.add(Integer.parseInt(segments[i]));
                } else if (!pattern[i].equalsIgnoreCase(segments[i])) {
                    return null;
                }
            }
            return ids;
        }
    }
}

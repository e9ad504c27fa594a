package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.graph.internal.login.AccessTokens;
import dev.tocsin.simulators.graph.internal.login.AccessTokens.Access;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.records.Tenants;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.Responder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The way of one call: login service or Graph, token, limits, route; the route alone runs under the tenant's lock. */
final class GraphResponder implements Responder {
    static final String VERSION = "/v1.0";
    private static final String HTML = "<!DOCTYPE html><html><head><title>Service unavailable</title></head>"
            + "<body><h2>Our services aren't available right now</h2></body></html>";

    private final Tenants tenants;
    private final AccessTokens tokens;
    private final LoginRoutes login;
    private final ConsentRoutes consent;
    private final GraphRoutes routes;
    private final BatchRoutes batch;
    private final Limits limits;
    private final GraphAdminRoutes admin;
    private final ErrorAnswers errors;
    private final Supplier<URI> site;

    GraphResponder(
            Tenants tenants,
            AccessTokens tokens,
            LoginRoutes login,
            ConsentRoutes consent,
            GraphRoutes routes,
            BatchRoutes batch,
            Limits limits,
            GraphAdminRoutes admin,
            ErrorAnswers errors,
            Supplier<URI> site) {
        this.tenants = tenants;
        this.tokens = tokens;
        this.login = login;
        this.consent = consent;
        this.routes = routes;
        this.batch = batch;
        this.limits = limits;
        this.admin = admin;
        this.errors = errors;
        this.site = site;
    }

    @Override
    public boolean isService(Call call) {
        return !call.path().startsWith(GraphAdminRoutes.PATH);
    }

    /** Graph's paths without the version; those of the login service as they are. */
    @Override
    public String servicePath(Call call) {
        return isGraph(call) ? below(call) : call.path();
    }

    private static boolean isGraph(Call call) {
        return call.path().equals(VERSION) || call.path().startsWith(VERSION + "/");
    }

    private static String below(Call call) {
        return call.path().length() == VERSION.length() ? "/" : call.path().substring(VERSION.length());
    }

    @Override
    public Answer answer(Call call) {
        if (!isService(call)) {
            return admin.answer(call);
        }
        return isGraph(call) ? errors.stamped(call, graph(call)) : login(call);
    }

    private Answer login(Call call) {
        String[] parts = call.path().substring(1).split("/", 2);
        String tenant = Call.decode(parts[0]);
        return switch (parts.length < 2 ? "" : parts[1]) {
            case "oauth2/v2.0/token" -> login.token(call, tenant);
            case "adminconsent" -> consent.page(call, tenant, false);
            case "v2.0/adminconsent" -> consent.page(call, tenant, true);
            case "v2.0/.well-known/openid-configuration" -> login.metadata(tenant);
            default -> Answer.text(404, "text/html", "<html><body>Not found</body></html>");
        };
    }

    private Answer graph(Call call) {
        String path = below(call);
        if (!path.equals("/$batch") && !path.equals("/%24batch")) {
            return execute(call, path);
        }
        try {
            Access access = tokens.check(call.header("Authorization").orElse(""));
            limits.global(access.clientId());
            return batch.batch(call, item -> errors.stamped(item, execute(item, item.path())));
        } catch (GraphError refused) {
            return errors.refused(call, refused);
        }
    }

    private Answer execute(Call call, String path) {
        try {
            Access access = tokens.check(call.header("Authorization").orElse(""));
            limits.global(access.clientId());
            Tenant tenant = tenants.find(access.tenantId())
                    .orElseThrow(() -> GraphError.invalidToken("Access token validation failure. Invalid tenant."));
            GraphCall asked = new GraphCall(call, path, site.get() + VERSION, tenant, access);
            Answer answer;
            try {
                synchronized (tenant) {
                    answer = routes.answer(asked);
                }
            } catch (GraphError refused) {
                answer = errors.refused(call, refused);
            }
            for (Map.Entry<String, String> header : asked.told().entrySet()) {
                answer = answer.with(header.getKey(), header.getValue());
            }
            return answer;
        } catch (GraphError refused) {
            return errors.refused(call, refused);
        }
    }

    @Override
    public Answer wordsOf(Fault fault) {
        Call nobody = new Call("GET", "/", "", Map.of(), new byte[0]);
        return switch (fault.kind()) {
            case TOO_MANY_REQUESTS -> errors.refused(nobody, throttled(fault.delay()));
            case PROXY_TOO_MANY_REQUESTS ->
                Answer.text(429, "text/html", "<html><body>Too many requests</body></html>")
                        .with("Retry-After", String.valueOf(fault.delay().toSeconds()));
            case HTML_BEFORE_COMMIT, HTML_AFTER_COMMIT -> Answer.text(200, "text/html; charset=utf-8", HTML);
            default -> errors.refused(nobody, unavailable(fault.status()));
        };
    }

    private static GraphError throttled(Duration wait) {
        return GraphError.tooManyRequests("TooManyRequests", "Too many requests.", wait);
    }

    private static GraphError unavailable(int status) {
        return switch (status) {
            case 503 ->
                GraphError.of(503, "serviceNotAvailable", "The service is temporarily unavailable. Try again later.");
            case 504 -> GraphError.of(504, "UnknownError", "The gateway did not receive a timely response.");
            default -> GraphError.of(status, "generalException", "General exception while processing.");
        };
    }
}

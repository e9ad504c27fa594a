package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.Responder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of one call: address, rate limit, log-in, right, route; the route alone runs under the state's lock. */
final class ConnectWiseResponder implements Responder {
    private static final Pattern SERVICE_TICKET = Pattern.compile("(?i)/service/tickets/(\\d{1,9})(/.*)?");
    private static final String COMPANY_INFO = "/login/companyinfo/";
    private static final int MAX_URI = 10_000;
    private static final String HTML = "<!DOCTYPE html><html><head><title>ConnectWise</title></head>"
            + "<body><h1>We'll be right back</h1><p>The site is under maintenance.</p></body></html>";

    private final Manage manage;
    private final Codebase codebase;
    private final AccessControl access;
    private final RateLimit limit;
    private final Router router = new Router();
    private final AdminRoutes admin;
    private final ServerVersion version;
    private final SimCallbacks callbacks;
    private final String member;
    private final AtomicLong requests = new AtomicLong();

    ConnectWiseResponder(
            Manage manage,
            Codebase codebase,
            AccessControl access,
            RateLimit limit,
            AdminRoutes admin,
            SimCallbacks callbacks,
            String member,
            ServerVersion version) {
        this.version = version;
        this.manage = manage;
        this.codebase = codebase;
        this.access = access;
        this.limit = limit;
        this.admin = admin;
        this.callbacks = callbacks;
        this.member = member;
        Answers answers = new Answers(codebase::baseUrl, manage.behaviour());
        RegisterRoutes registers = new RegisterRoutes(router, answers, member);
        new SetupRoutes(registers, router, answers, manage);
        new CompanyRoutes(registers, router, answers, manage, member);
        new ContactRoutes(registers, router, answers, manage, member);
        new ConfigurationRoutes(router, answers, manage, member);
        new TicketPartRoutes(router, answers, manage, member);
        new DocumentRoutes(router, answers, manage, member);
        new CallbackRoutes(router, answers, manage, member);
        new AgreementRoutes(router, answers, manage, member);
        new TimeRoutes(router, answers, manage, member);
        new RecordRoutes(router, answers, manage, member).system(codebase, manage);
    }

    @Override
    public boolean isService(Call call) {
        return !call.path().startsWith(AdminRoutes.PATH);
    }

    @Override
    public String servicePath(Call call) {
        return codebase.pathOf(call).orElse(call.path());
    }

    @Override
    public Answer answer(Call call) {
        if (!isService(call)) {
            return admin.answer(call);
        }
        Answer answer;
        try {
            answer = serve(call);
        } catch (ApiError error) {
            answer = Answers.json(error.status(), error.body());
        }
        return stamped(answer);
    }

    private Answer stamped(Answer answer) {
        String type = answer.headers().getOrDefault("Content-Type", "");
        Answer typed = type.equals(Answers.JSON)
                ? answer.with("Content-Type", type + "; version=" + version.number())
                : answer;
        return typed.with("x-cw-request-id", new UUID(0x70c51L, requests.incrementAndGet()).toString())
                .with("x-server-name", "simulator")
                .with("api-current-version", version.number());
    }

    private Answer serve(Call call) {
        if (call.path().length() + call.rawQuery().length() > MAX_URI) {
            return Answer.text(414, "text/html", "<html><body>Request-URI Too Long</body></html>");
        }
        if (call.path().toLowerCase(Locale.ROOT).startsWith(COMPANY_INFO)) {
            String company = Call.decode(call.path().substring(COMPANY_INFO.length()));
            return new Answer(
                    200, Map.of("Content-Type", "application/json; charset=utf-8"), codebase.companyInfo(company));
        }
        if (codebase.isCallbackKey(call)) {
            return callbackKey(call);
        }
        String path = codebase.pathOf(call).orElse("");
        if (!codebase.isCurrent(call)) {
            throw ApiError.noSuchEndpoint();
        }
        Optional<Duration> wait = limit.take();
        if (wait.isPresent()) {
            return tooManyRequests(wait.get());
        }
        access.check(call, path);
        if (!path.toLowerCase(Locale.ROOT).startsWith(DocumentRoutes.ROOT)) {
            requireJson(call);
        }
        return manage.carryOut(member, () -> {
            access.rights().checkClosing(call, path, manage);
            requireNotApart(path);
            return router.answer(call, path);
        });
    }

    /** Whatever is asked of a service ticket, one that became a project's is not there any more. */
    private void requireNotApart(String path) {
        Matcher ticket = SERVICE_TICKET.matcher(path);
        if (ticket.matches()) {
            manage.tickets().requireNotApart(Integer.parseInt(ticket.group(1)));
        }
    }

    /** Answered without credentials: receivers of callbacks have none to show. */
    private Answer callbackKey(Call call) {
        String id = call.query().getOrDefault("id", "");
        boolean known = call.method().equals("GET")
                && codebase.serves(call.query().getOrDefault("companyName", ""))
                && id.matches("\\d{1,9}");
        if (!known) {
            throw ApiError.noSuchEndpoint();
        }
        synchronized (manage) {
            manage.callbacks().entries().table().require(Integer.parseInt(id));
        }
        return Answer.text(
                200,
                "application/json; charset=utf-8",
                Json.object()
                        .put("signing_key", callbacks.signingKey(Integer.parseInt(id)))
                        .toString());
    }

    private static void requireJson(Call call) {
        String type = call.header("Content-Type").orElse("application/json");
        if (call.body().length > 0 && !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw ApiError.connectWiseApi(
                    415, "The request entity's media type '" + type + "' is not supported for this resource.");
        }
    }

    private static Answer tooManyRequests(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
        // Not the usual error body: the member is "error", not "code" [OFFICIAL].
        return Answers.json(
                        429,
                        Json.object()
                                .put("error", "ConnectWiseAPI")
                                .put("message", "Too many requests. Please try again in " + seconds + " seconds."))
                .with("Retry-After", String.valueOf(seconds));
    }

    @Override
    public Answer wordsOf(Fault fault) {
        return stamped(
                switch (fault.kind()) {
                    case TOO_MANY_REQUESTS -> tooManyRequests(fault.delay());
                    case PROXY_TOO_MANY_REQUESTS ->
                        Answer.text(
                                        429,
                                        "text/html; charset=UTF-8",
                                        "<!DOCTYPE html><html><body>error code: 1015. You are being rate limited."
                                                + "</body></html>")
                                .with(
                                        "Retry-After",
                                        String.valueOf(fault.delay().toSeconds()));
                    case HTML_BEFORE_COMMIT, HTML_AFTER_COMMIT -> Answer.text(200, "text/html; charset=utf-8", HTML);
                    default ->
                        Answers.json(
                                fault.status(),
                                Json.object()
                                        .put("code", "ConnectWiseApi")
                                        .put(
                                                "message",
                                                "Query read timeout: an unexpected database error has occured"));
                });
    }
}

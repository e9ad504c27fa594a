package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.Responder;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of one call: account and keys, then what is asked of the account. */
final class TwilioResponder implements Responder {
    private static final Pattern PATH = Pattern.compile("/2010-04-01/Accounts/([^/]+)(/.*)");
    private static final Pattern ACCOUNT = Pattern.compile("/2010-04-01/Accounts/([^/]+)\\.json");
    private static final Pattern SERVICE = Pattern.compile("/v1/Services/([^/]+)");
    private static final String HTML = "<!DOCTYPE html><html><head><title>Service Unavailable</title></head>"
            + "<body><h1>Service Unavailable</h1></body></html>";

    private final List<SimAccount> accounts;
    private final AccountRoutes owned;
    private final MessageRoutes messages;
    private final CallRoutes calls;
    private final TwilioAdminRoutes admin;

    TwilioResponder(
            List<SimAccount> accounts,
            AccountRoutes owned,
            MessageRoutes messages,
            CallRoutes calls,
            TwilioAdminRoutes admin) {
        this.accounts = accounts;
        this.owned = owned;
        this.messages = messages;
        this.calls = calls;
        this.admin = admin;
    }

    @Override
    public boolean isService(Call call) {
        return !call.path().startsWith(TwilioAdminRoutes.PATH);
    }

    /** The API's path below the account, such as {@code /Messages.json}. */
    @Override
    public String servicePath(Call call) {
        Matcher path = PATH.matcher(call.path());
        return path.matches() ? path.group(2) : call.path();
    }

    @Override
    public Answer answer(Call call) {
        if (!isService(call)) {
            return admin.answer(call);
        }
        try {
            return route(call);
        } catch (TwilioError refused) {
            return refused.answer();
        }
    }

    private Answer route(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return aboutAccount(call);
        }
        SimAccount account = authenticated(call, Call.decode(path.group(1)));
        String below = path.group(2);
        String sid = below.replaceFirst("^/(?:Messages|Calls)/([^/]+)\\.json$", "$1");
        return switch (call.method() + " " + below.replace("/" + sid + ".json", "/*")) {
            case "POST /Messages.json" -> messages.create(account, call);
            case "GET /Messages.json" -> messages.list(account, call);
            case "GET /Messages/*" -> messages.read(account, call, sid);
            case "GET /IncomingPhoneNumbers.json" -> owned.numbers(account, call);
            case "POST /Calls.json" -> calls.create(account, call);
            case "GET /Calls.json" -> calls.list(account, call);
            case "GET /Calls/*" -> calls.read(account, call, sid);
            case "POST /Calls/*" -> calls.update(account, call, sid);
            default -> throw TwilioError.notFound(call.path());
        };
    }

    private Answer aboutAccount(Call call) {
        Matcher account = ACCOUNT.matcher(call.path());
        Matcher service = SERVICE.matcher(call.path());
        if (call.method().equals("GET") && account.matches()) {
            return owned.account(authenticated(call, Call.decode(account.group(1))));
        }
        if (call.method().equals("GET") && service.matches()) {
            String user = login(call).map(login -> login[0]).orElse("");
            String sid = accounts.stream()
                    .filter(one -> one.isOf(user))
                    .findFirst()
                    .map(SimAccount::sid)
                    .orElse("");
            return owned.service(authenticated(call, sid), call, Call.decode(service.group(1)));
        }
        throw TwilioError.notFound(call.path());
    }

    private SimAccount authenticated(Call call, String accountSid) {
        SimAccount account = accounts.stream()
                .filter(one -> one.sid().equals(accountSid))
                .findFirst()
                .orElseThrow(TwilioError::unauthenticated);
        return login(call)
                .filter(login -> account.admits(login[0], login[1]))
                .map(login -> account)
                .orElseThrow(TwilioError::unauthenticated);
    }

    /** User and password; empty if there are none. */
    private static Optional<String[]> login(Call call) {
        String header = call.header("Authorization").orElse("");
        Optional<String> pair =
                header.regionMatches(true, 0, "Basic ", 0, 6) ? decoded(header.substring(6)) : Optional.empty();
        return pair.map(text -> text.split(":", 2)).filter(login -> login.length == 2);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    @Override
    public Answer wordsOf(Fault fault) {
        return switch (fault.kind()) {
            case TOO_MANY_REQUESTS -> waiting(TwilioError.tooManyRequests().answer(), fault);
            case PROXY_TOO_MANY_REQUESTS ->
                waiting(Answer.text(429, "text/html", "<html><body>Too many requests</body></html>"), fault);
            case HTML_BEFORE_COMMIT, HTML_AFTER_COMMIT -> Answer.text(200, "text/html; charset=utf-8", HTML);
            default ->
                TwilioError.of(fault.status(), 20_000 + fault.status(), "Service unavailable")
                        .answer();
        };
    }

    /** A delay of zero stands for a refusal without Retry-After. */
    private static Answer waiting(Answer answer, Fault fault) {
        return fault.delay().isZero()
                ? answer
                : answer.with("Retry-After", String.valueOf(fault.delay().toSeconds()));
    }
}

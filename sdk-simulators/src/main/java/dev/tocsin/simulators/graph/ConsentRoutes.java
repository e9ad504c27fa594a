package dev.tocsin.simulators.graph;

import dev.tocsin.simulators.graph.internal.login.AppRegistration;
import dev.tocsin.simulators.graph.internal.login.LoginError;
import dev.tocsin.simulators.graph.internal.records.Consent;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.records.Tenants;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The page on which an administrator grants the app its permissions, as v1 ({@code /adminconsent}) and v2
 * ({@code /v2.0/adminconsent}) (entra-docs docs/identity-platform/v2-admin-consent.md). Nobody logs in: what the
 * administrator does is set beforehand, or asked for on the page. Thread-safe.
 */
final class ConsentRoutes {
    private static final Set<String> ANY_TENANT = Set.of("organizations", "common");
    private static final String CHOSEN_TENANT = "simulated_tenant";
    private static final String CHOSEN_ANSWER = "simulated_answer";

    private final Tenants tenants;
    private final AppRegistration app;
    private final Clock clock;
    private volatile ConsentAnswer answer;
    private volatile String administrator = "";
    private volatile String claimedTenant = "";
    private volatile Duration delay;
    private volatile boolean refusalsCarryState = true;

    ConsentRoutes(Tenants tenants, AppRegistration app, Clock clock, ConsentAnswer answer, Duration delay) {
        this.tenants = tenants;
        this.app = app;
        this.clock = clock;
        this.answer = answer;
        this.delay = delay;
    }

    void answer(ConsentAnswer newAnswer) {
        answer = newAnswer;
    }

    void administrator(String idOrDomain) {
        administrator = idOrDomain;
    }

    void claimedTenant(String id) {
        claimedTenant = id;
    }

    void delay(Duration newDelay) {
        delay = newDelay;
    }

    void refusalsCarryState(boolean carry) {
        refusalsCarryState = carry;
    }

    /** Grants a tenant's consent as of now; it takes effect after the delay. */
    void grant(Tenant tenant, Set<String> permissions) {
        synchronized (tenant) {
            tenant.consent(new Consent(permissions, clock.instant().plus(delay)));
        }
    }

    Answer page(Call call, String tenantName, boolean v2) {
        Map<String, String> asked = call.query();
        try {
            if (!call.method().equals("GET")) {
                throw LoginError.of("invalid_request", 900561, "The endpoint only accepts GET requests.");
            }
            String client = required(asked, "client_id");
            String redirect = required(asked, "redirect_uri");
            if (v2) {
                required(asked, "scope");
            }
            Tenant tenant = tenant(asked.getOrDefault(CHOSEN_TENANT, tenantName));
            if (!client.equals(app.clientId())) {
                throw LoginRoutes.notInstalled(client, tenant.id());
            }
            // Never sent back to an address that the app has not registered: the error stays on the page.
            if (!app.allowsRedirect(redirect)) {
                throw LoginError.of(
                        "invalid_request",
                        50011,
                        "The redirect URI '" + redirect + "' specified in the request does not match the redirect URIs"
                                + " configured for the application '" + client + "'.");
            }
            ConsentAnswer given = asked.containsKey(CHOSEN_ANSWER)
                    ? ConsentAnswer.valueOf(asked.getOrDefault(CHOSEN_ANSWER, ""))
                    : answer;
            return given == ConsentAnswer.ASK ? question(call) : decided(tenant, given, asked, v2);
        } catch (LoginError refused) {
            return html(400, "Sorry, but we're having trouble signing you in.", refused.description());
        } catch (IllegalArgumentException unknown) {
            return html(400, "Unknown answer", asked.getOrDefault(CHOSEN_ANSWER, ""));
        }
    }

    private static String required(Map<String, String> asked, String name) {
        String value = asked.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw LoginError.of(
                    "invalid_request",
                    900144,
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    private Tenant tenant(String name) {
        String meant = ANY_TENANT.contains(name) ? administrator : name;
        List<Tenant> all = tenants.all();
        if (meant.isEmpty() && !all.isEmpty()) {
            return all.get(0);
        }
        return tenants.find(meant)
                .orElseThrow(() -> LoginError.of("invalid_request", 90002, "Tenant '" + meant + "' not found."));
    }

    private Answer decided(Tenant tenant, ConsentAnswer given, Map<String, String> asked, boolean v2) {
        String claimed = claimedTenant.isEmpty() ? tenant.id() : claimedTenant;
        Map<String, String> back = new LinkedHashMap<>();
        switch (given) {
            case REFUSE -> {
                back.put("error", "permission_denied");
                back.put("error_description", "The admin canceled the request");
            }
            case CONSENT_REQUIRED -> {
                back.put("admin_consent", "True");
                back.put("error", "consent_required");
                back.put(
                        "error_description",
                        "AADSTS65004: The resource owner or authorization server denied the request.");
            }
            default -> {
                if (given == ConsentAnswer.GRANT) {
                    grant(tenant, app.permissions());
                }
                back.put("admin_consent", "True");
                back.put("tenant", claimed);
                if (v2) {
                    back.put("scope", asked.getOrDefault("scope", ""));
                }
            }
        }
        if (asked.containsKey("state") && (refusalsCarryState || !back.containsKey("error"))) {
            back.put("state", asked.getOrDefault("state", ""));
        }
        String redirect = asked.getOrDefault("redirect_uri", "");
        StringJoiner pairs = new StringJoiner("&", redirect + (redirect.contains("?") ? "&" : "?"), "");
        back.forEach((name, value) -> pairs.add(name + "=" + GraphCall.encoded(value)));
        return Answer.empty(302).with("Location", pairs.toString());
    }

    private Answer question(Call call) {
        StringBuilder choices = new StringBuilder("<ul>");
        for (Tenant tenant : tenants.all()) {
            choices.append("<li>")
                    .append(escaped(
                            tenant.organization().path("displayName").asText() + " (" + tenant.domain() + "): "));
            for (ConsentAnswer one : List.of(ConsentAnswer.GRANT, ConsentAnswer.REFUSE)) {
                String link = call.path() + "?" + call.rawQuery() + "&" + CHOSEN_TENANT + "=" + tenant.id() + "&"
                        + CHOSEN_ANSWER + "=" + one;
                choices.append("<a href=\"")
                        .append(escaped(link))
                        .append("\">")
                        .append(one)
                        .append("</a> ");
            }
            choices.append("</li>");
        }
        String asks = "The app asks for: " + escaped(String.join(", ", new java.util.TreeSet<>(app.permissions())));
        return page(200, "Permissions requested", "<p>" + asks + "</p>" + choices + "</ul>");
    }

    private static Answer html(int status, String title, String text) {
        return page(status, title, "<p>" + escaped(text) + "</p>");
    }

    private static Answer page(int status, String title, String content) {
        return Answer.text(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><h1>" + escaped(title)
                        + "</h1>" + content + "</body></html>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package dev.tocsin.notify.webhook;

import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.ActionResult;
import dev.tocsin.core.escalation.IncidentAction;
import dev.tocsin.core.escalation.LinkView;
import dev.tocsin.core.escalation.OpenIncident;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages that links in messages lead to: GET shows and POST acts, since mail scanners and previews follow links. No script, no picture, and
 * nothing from elsewhere; the address, which holds the token, is not told to anybody.
 */
final class LinkPages {
    private static final String CONFIRMED = "confirmed";
    private static final Map<String, String> HEADERS = Map.of(
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Robots-Tag",
            "noindex, nofollow");
    private static final String STYLE = "body{font:1.1em/1.5 sans-serif;max-width:34em;margin:2em auto;padding:0 1em}"
            + "button{font:inherit;padding:.6em 1.4em}dt{font-weight:bold}";

    private final WebhookTarget target;
    private final String path;

    /** @param path the page's own path as browsers see it */
    LinkPages(WebhookTarget target, String path) {
        this.target = target;
        this.path = path;
    }

    WebhookResponse handled(WebhookRequest request) {
        return switch (request.method()) {
            case "GET" -> shown(request);
            case "HEAD" -> {
                WebhookResponse page = shown(request);
                yield new WebhookResponse(page.status(), page.contentType(), "", page.headers());
            }
            case "POST" -> acted(request);
            default -> WebhookResponse.notAllowed("GET, HEAD, POST");
        };
    }

    private WebhookResponse shown(WebhookRequest request) {
        String token = FormFields.of(request.publicUri().getRawQuery()).text(ActionLinks.PARAMETER);
        LinkView view = target.view(token);
        int status = switch (view.kind()) {
            case READY, OVER -> 200;
            case EXPIRED -> 410;
            case NOT_VALID -> 403;
        };
        boolean ready = view.kind() == LinkView.Kind.READY && view.action() != null;
        StringBuilder content = new StringBuilder();
        if (ready && !view.technicianName().isBlank()) {
            content.append("<p>").append(escaped(view.technicianName())).append("</p>");
        }
        content.append("<p>").append(escaped(view.words())).append("</p>");
        if (view.incident() != null) {
            content.append(facts(view.incident()));
        }
        boolean taken = view.action() == IncidentAction.ACKNOWLEDGE
                && view.incident() != null
                && view.incident().acknowledged();
        if (taken && ready) {
            content.append("<p>It is acknowledged already.</p>");
        } else if (ready) {
            content.append(form(token, false, view.action() == IncidentAction.CLOSE ? "Close" : "Acknowledge"));
        }
        return page(status, title(view.incident()), content.toString());
    }

    private WebhookResponse acted(WebhookRequest request) {
        String type = request.header("content-type").orElse("").split(";", 2)[0].trim();
        if (!type.equalsIgnoreCase("application/x-www-form-urlencoded")) {
            return WebhookResponse.empty(415);
        }
        FormFields form = FormFields.of(request.body());
        String token = form.text(ActionLinks.PARAMETER);
        ActionResult result = target.act(token, form.text(CONFIRMED).equals("1"));
        int status = switch (result.kind()) {
            case DONE, ALREADY, CLOSED_ALREADY, NEEDS_CONFIRMATION -> 200;
            case UNKNOWN_INCIDENT -> 404;
            case NOT_A_TECHNICIAN, NOT_VALID -> 403;
            case EXPIRED -> 410;
        };
        String words = "<p>" + escaped(result.words()) + "</p>";
        return page(
                status,
                "Alert",
                result.kind() == ActionResult.Kind.NEEDS_CONFIRMATION
                        ? words + form(token, true, "Close nevertheless")
                        : words);
    }

    private String form(String token, boolean confirmed, String label) {
        return "<form method=\"post\" action=\"" + escaped(path) + "\">" + hidden(ActionLinks.PARAMETER, token)
                + (confirmed ? hidden(CONFIRMED, "1") : "") + "<button type=\"submit\">" + label + "</button></form>";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
    }

    private static String facts(OpenIncident incident) {
        return "<dl>" + fact("Code", incident.code()) + fact("What", incident.title())
                + fact("Company", incident.company())
                + fact("Severity", incident.severity().name())
                + (incident.ticketId() == null ? "" : fact("Ticket", incident.ticketId()))
                + fact("Acknowledged", incident.acknowledged() ? "yes" : "no") + "</dl>";
    }

    private static String fact(String name, String value) {
        return "<dt>" + name + "</dt><dd>" + escaped(value) + "</dd>";
    }

    private static String title(@Nullable OpenIncident incident) {
        return incident == null ? "Alert" : "Alert " + escaped(incident.code());
    }

    /** @param title and content, both escaped already */
    private static WebhookResponse page(int status, String title, String content) {
        return new WebhookResponse(
                status,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><title>" + title + "</title><style>" + STYLE
                        + "</style></head><body><h1>" + title + "</h1>" + content + "</body></html>",
                HEADERS);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // Turns round what is read after it, so that a name looks like another.
                case 0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068 -> escaped.append('\uFFFD');
                default -> escaped.appendCodePoint(Character.isISOControl(c) && c != '\n' ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }
}

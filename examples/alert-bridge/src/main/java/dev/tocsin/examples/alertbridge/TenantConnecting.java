package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.examples.alertbridge.Microsoft.Tenant;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess;
import dev.tocsin.msgraph.Organization;
import dev.tocsin.msgraph.source.OnboardingResult;
import dev.tocsin.msgraph.source.OnboardingStart;
import dev.tocsin.msgraph.source.TenantOnboarding;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Connects the tenant of a company. First the text is shown and accepted; only then the address of Microsoft's consent page is handed
 * out; and what comes back from it proves nothing until a token and the organisation do.
 */
final class TenantConnecting {
    /** The administrator may be somebody else, who is sent the address. */
    private static final Duration STATE_LIFETIME = Duration.ofHours(1);

    private static final Pattern ADMIN = Pattern.compile("\\S[^<>]*<[^<>@\\s]+@[^<>@\\s]+>");
    private static final String ANEW = "; run `microsoft connect` with --accept again for a new address";

    private static final String MAC = "HmacSHA256";

    private final Host host;
    private final Surroundings around;
    private final String companyId;
    private final ConnectOptions options;
    private final Microsoft microsoft;
    private final ConsentText text;
    private final URI redirectUri;
    private final EnrolmentPolicy policy;
    private final TenantOnboarding onboarding;
    /** Why the tenant that came back is not the company's; empty if it may be. */
    private String stranger = "";

    /**
     * A connecting.
     *
     * @throws dev.tocsin.examples.alertbridge.config.FaultyConfigurationException if the file lacks what it needs
     * @throws dev.tocsin.core.base.ConfigurationException if there is no such company
     */
    TenantConnecting(Host host, Surroundings around, String companyId, ConnectOptions options) {
        this.host = host;
        this.around = around;
        this.companyId = companyId;
        this.options = options;
        microsoft = host.microsoft();
        MicrosoftAccess access = microsoft.access();
        Microsoft.requireCompany(host, companyId);
        text = microsoft.needed(
                "programme",
                access.consent(),
                "what the administrator accepts names the sender: programme: { name, contact } is legal");
        redirectUri = microsoft.needed(
                "redirectUri",
                access.redirectUri(),
                "the address that is registered with the app is legal, such as http://localhost:8400/consent");
        Secret key = microsoft.needed("stateKey", access.stateKey(), "a secret of 32 characters or more is legal");
        onboarding = new TenantOnboarding(
                host.tocsin(),
                MspId.SINGLE,
                microsoft.graph(),
                microsoft.graph().adminConsent(redirectUri),
                new StateSigner(keys(key, options.tenant())),
                access.permissions(),
                this::belongs);
        policy = access.of(companyId).enrolment();
    }

    /**
     * The keys of states. A tenant that is meant has one of its own, which signs in place of the file's: an address that was made for it
     * only counts for whoever means it again. An address that was made for no tenant counts with the file's key in either case.
     */
    private static SigningKeys keys(Secret key, @Nullable String tenant) {
        SigningKeys any = SigningKeys.of("1", key);
        if (tenant == null) {
            return any;
        }
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), MAC));
            byte[] bound = mac.doFinal(("tenant:" + tenant).getBytes(StandardCharsets.UTF_8));
            return any.rotatedTo("tenant", Secret.of(Base64.getEncoder().encodeToString(bound)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** Goes as far as what was given allows; the exit code. */
    int run() throws InterruptedException {
        URI callback = options.callback();
        Duration wait = options.timeout(); // so that nothing is kept if it is not legal
        if (callback != null) {
            return sameAddress(callback)
                    ? complete(callback)
                    : refused("--callback: is not the address of microsoft.redirectUri; the whole address that the"
                            + " browser showed is legal");
        }
        // exactly as it is hashed
        around.out().print(text.text());
        around.out().println(text.text().endsWith("\n") ? "" : "\n");
        around.out().println("text '" + text.name() + "' (" + text.language() + "), version " + text.hash());
        if (!options.accept()) {
            around.err()
                    .println("nothing was kept; if the administrator accepts the text: microsoft connect "
                            + ShownText.inLine(companyId) + " --admin \"Name <mail>\" --accept"
                            + (policy == EnrolmentPolicy.ADMIN_ATTESTED ? " --attest" : ""));
            return AlertBridge.INCOMPLETE;
        }
        if (!attestationFits()) {
            return AlertBridge.UNUSABLE;
        }
        return accept() ? handOut(wait) : AlertBridge.UNUSABLE;
    }

    private boolean attestationFits() {
        boolean attested = policy == EnrolmentPolicy.ADMIN_ATTESTED;
        if (attested != options.attest()) {
            around.err()
                    .println(
                            attested
                                    ? "--attest: is missing; the file says ADMIN_ATTESTED for the company, so its"
                                            + " administrator attests that the users agreed"
                                    : "--attest: the file does not say enrolment: ADMIN_ATTESTED for the company, so"
                                            + " there is nothing to attest");
        }
        return attested == options.attest();
    }

    private boolean accept() {
        String admin = options.admin();
        if (admin == null || !ADMIN.matcher(admin.strip()).matches()) {
            around.err()
                    .println("--admin: " + (admin == null ? "is missing" : ShownText.quoted(admin) + " is not legal")
                            + "; \"Name <mail address>\" of the administrator who accepts is");
            return false;
        }
        try {
            AdminAcceptance kept =
                    host.tocsin().consent().accept(companyId, policy, text, admin.strip(), options.from());
            around.out()
                    .println("accepted by " + ShownText.inLine(kept.administrator()) + " from "
                            + ShownText.inLine(kept.from()) + " at " + kept.at().truncatedTo(ChronoUnit.SECONDS)
                            + (policy == EnrolmentPolicy.ADMIN_ATTESTED ? ", who attests that the users agreed" : ""));
            return true;
        } catch (IllegalArgumentException e) {
            around.err().println(ShownText.inLine(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private int handOut(Duration wait) throws InterruptedException {
        List<String> tied = tied();
        String meant = options.tenant();
        String tenant = meant != null ? meant : tied.size() == 1 ? tied.get(0) : null;
        OnboardingStart start = onboarding.begin(companyId, policy, text, tenant, STATE_LIFETIME);
        if (!(start instanceof OnboardingStart.Ready ready)) {
            return refused("the text must be accepted first: " + ((OnboardingStart.AcceptanceNeeded) start).reason());
        }
        if (!microsoft.access().returnsHere()) {
            tell(ready);
            around.err().println("then run: " + secondCall());
            return AlertBridge.INCOMPLETE;
        }
        Optional<URI> came;
        try (CallbackListener listener = CallbackListener.at(redirectUri)) {
            tell(ready);
            around.err().println("waiting " + wait + " for the browser at " + redirectUri);
            came = listener.await(wait);
        } catch (IOException e) {
            return refused("microsoft.redirectUri: nobody can listen at " + redirectUri + " (" + e.getMessage()
                    + "); another port that is registered with the app is legal, or --callback");
        }
        return came.isPresent()
                ? complete(came.get())
                : refused("nobody came back within " + wait
                        + "; the address counts until " + ready.expiresAt().truncatedTo(ChronoUnit.SECONDS)
                        + "; if the browser came back later: " + secondCall());
    }

    /** What takes the answer by a call of its own; it must mean the same tenant. */
    private String secondCall() {
        return "microsoft connect " + ShownText.inLine(companyId)
                + (options.tenant() == null ? "" : " --tenant " + ShownText.inLine(options.tenant()))
                + " --callback \"the address that the browser shows\"";
    }

    private void tell(OnboardingStart.Ready ready) {
        around.out().println("the administrator opens, before " + ready.expiresAt() + ":");
        around.out().println(ready.address());
        around.out().flush();
    }

    private List<String> tied() {
        return Microsoft.tenants(host).stream()
                .filter(tenant -> tenant.companyId().equals(companyId))
                .map(Tenant::id)
                .toList();
    }

    /** Whether the browser was at our address, whatever stands behind it. */
    private boolean sameAddress(URI callback) {
        String shown = callback.toString();
        int query = shown.indexOf('?');
        return query > 0 && shown.substring(0, query).equals(redirectUri.toString());
    }

    private int complete(URI callback) {
        OnboardingResult result = onboarding.complete(callback.getRawQuery());
        if (result instanceof OnboardingResult.Connected connected) {
            return connected(connected);
        } else if (result instanceof OnboardingResult.Refused refused) {
            return refused("consent was refused: " + refused.error()
                    + (refused.description().isBlank() ? "" : ": " + ShownText.inLine(refused.description())) + ANEW);
        } else if (result instanceof OnboardingResult.StateInvalid invalid) {
            return refused("the answer does not count: " + invalid.reason()
                    + "; an address that was made with --tenant counts with the same --tenant alone"
                    + ANEW);
        } else if (result instanceof OnboardingResult.NotProven not) {
            Duration again = not.retryAfter();
            return refused("access is not proven, so no tenant is tied: " + ShownText.inLine(not.message())
                    + (again == null ? "" : " Try again after " + again + ".") + ANEW);
        }
        OnboardingResult.NotTied not = (OnboardingResult.NotTied) result;
        return refused(named(not.organization()) + " has consented, but is not tied: "
                + (stranger.isEmpty() ? ShownText.inLine(not.message()) : stranger));
    }

    private static String named(Organization organization) {
        return "tenant " + organization.id() + " (" + ShownText.quoted(organization.displayName()) + ", "
                + ShownText.inLine(String.join(", ", organization.verifiedDomains())) + ")";
    }

    /**
     * Whether a tenant may be the company's; if not, why is kept. Whoever has a good address could come back with the name of any tenant
     * that has consented.
     */
    private boolean belongs(String company, Organization organization) {
        stranger = stranger(company, organization);
        return stranger.isEmpty();
    }

    private String stranger(String company, Organization organization) {
        String meant = options.tenant();
        List<String> before = tied();
        if (!company.equals(companyId)) {
            return "the address was made for company " + ShownText.quoted(company) + ", not for this one" + ANEW;
        } else if (organization.id().equals(microsoft.access().tenant())) {
            return "it is your own tenant";
        } else if (meant != null
                && !meant.equals(organization.id())
                && organization.verifiedDomains().stream().noneMatch(meant::equalsIgnoreCase)) {
            return "it is not " + ShownText.inLine(meant);
        } else if (!before.isEmpty() && !before.contains(organization.id())) {
            return "it is another one: company " + ShownText.quoted(companyId) + " is tied to " + before
                    + "; `microsoft disconnect " + ShownText.inLine(companyId) + "` unties that";
        }
        return "";
    }

    private int connected(OnboardingResult.Connected proven) {
        Organization organization = proven.organization();
        around.out()
                .println("proven: a token of tenant " + organization.id() + ", organisation "
                        + ShownText.quoted(organization.displayName()) + " with "
                        + ShownText.inLine(String.join(", ", organization.verifiedDomains())));
        around.out()
                .println("permissions missing: "
                        + (proven.missingPermissions().isEmpty()
                                ? "none"
                                : String.join(", ", proven.missingPermissions())
                                        + "; add them to the app and connect again"));
        around.out()
                .println("tied to company " + ShownText.quoted(companyId)
                        + "; `microsoft sync` reads its users and logs");
        host.tocsin().feeds().wake(organization.id());
        int replayed = host.tocsin().replayParked();
        if (replayed > 0) {
            around.out().println(Words.count(replayed, "event") + " that waited for the company: taken up");
        }
        return AlertBridge.DONE;
    }

    private int refused(String message) {
        around.err().println(message);
        return AlertBridge.INCOMPLETE;
    }
}

package dev.tocsin.msgraph.source;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.consent.AddressState;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.StateRedemption;
import dev.tocsin.core.consent.StateSigner;
import dev.tocsin.core.store.Stored;
import dev.tocsin.msgraph.MicrosoftGraph;
import dev.tocsin.msgraph.Organization;
import dev.tocsin.msgraph.TenantProof;
import dev.tocsin.msgraph.login.AdminConsent;
import dev.tocsin.msgraph.login.ConsentCallback;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Ties a company to its tenant: its administrator accepts the company's text, consents on Microsoft's page and comes back with our state; then
 * access is proved, and the tenant is the company's. Thread-safe.
 *
 * <p>Access proves that the tenant let the app in, not that it is this company's: an administrator with a good state could name any tenant
 * that has consented and is not tied yet. So the host is asked whether a tenant belongs to a company, such as by its verified domains.
 */
public final class TenantOnboarding {
    /** As what the tenant's audits and sign-ins come in. */
    private static final String ENTRA = "entra";

    /** As what its alerts come in. */
    private static final String SECURITY = "microsoft-security";

    private final Tocsin tocsin;
    private final MspId msp;
    private final MicrosoftGraph graph;
    private final AdminConsent page;
    private final StateSigner signer;
    private final Set<String> wanted;
    private final BiPredicate<String, Organization> belongs;

    /**
     * For an MSP.
     *
     * @param tocsin the engine
     * @param msp the MSP that the engine is for
     * @param graph the app
     * @param page the consent page with the host's address back
     * @param signer signs and verifies the state
     * @param wanted the application permissions that the host needs
     * @param belongs whether a tenant may be that of the company with this id
     */
    public TenantOnboarding(
            Tocsin tocsin,
            MspId msp,
            MicrosoftGraph graph,
            AdminConsent page,
            StateSigner signer,
            Set<String> wanted,
            BiPredicate<String, Organization> belongs) {
        this.tocsin = Objects.requireNonNull(tocsin, "tocsin");
        this.msp = Objects.requireNonNull(msp, "msp");
        this.graph = Objects.requireNonNull(graph, "graph");
        this.page = Objects.requireNonNull(page, "page");
        this.signer = Objects.requireNonNull(signer, "signer");
        this.wanted = Set.copyOf(wanted);
        this.belongs = Objects.requireNonNull(belongs, "belongs");
    }

    /**
     * The page for a company's administrator.
     *
     * @param companyId the local company
     * @param policy how its users come to their consent
     * @param text what the administrator accepts, as it is now
     * @param tenant the tenant's id or domain if it is known, or null for whichever the administrator signs in to
     * @param lifetime how long the page leads back, more than a second and at most {@link StateSigner#MAX_LIFETIME}
     * @throws ConfigurationException if there is no such company
     */
    public OnboardingStart begin(
            String companyId, EnrolmentPolicy policy, ConsentText text, @Nullable String tenant, Duration lifetime) {
        boolean known = tocsin.configuration().of(msp).companies().stream()
                .anyMatch(company -> company.item().id().equals(companyId));
        if (!known) {
            throw new ConfigurationException("companyId", "there is no company '" + companyId + "'");
        }
        AddressState state = tocsin.consent().addressState(companyId, policy, text, signer, lifetime);
        if (state instanceof AddressState.AcceptanceNeeded needed) {
            return new OnboardingStart.AcceptanceNeeded(needed.reason(), needed.text());
        }
        AddressState.Ready ready = (AddressState.Ready) state;
        return new OnboardingStart.Ready(page.address(tenant, ready.state()), ready.expiresAt());
    }

    /**
     * Takes what the browser brought back. While a fresh consent does not work yet this waits, at the longest as
     * {@link MicrosoftGraph#prove} says.
     *
     * @param query the raw query of the request to the host's address
     */
    public OnboardingResult complete(@Nullable String query) {
        ConsentCallback callback = page.read(query);
        if (callback instanceof ConsentCallback.Malformed malformed) {
            return new OnboardingResult.StateInvalid(malformed.reason());
        }
        if (callback instanceof ConsentCallback.Refused refused) {
            return new OnboardingResult.Refused(refused.error(), refused.description());
        }
        ConsentCallback.Granted granted = (ConsentCallback.Granted) callback;
        StateRedemption redemption = tocsin.consent().redeem(granted.state(), signer);
        if (!(redemption instanceof StateRedemption.Redeemed redeemed)) {
            return new OnboardingResult.StateInvalid(reason(redemption));
        }
        String companyId = redeemed.companyId();
        TenantProof proof = graph.prove(granted.claimedTenant(), wanted);
        if (proof instanceof TenantProof.NotProven not) {
            return new OnboardingResult.NotProven(companyId, not.problem(), not.message(), not.retryAfter());
        }
        return tie(companyId, (TenantProof.Proven) proof);
    }

    private static String reason(StateRedemption redemption) {
        if (redemption instanceof StateRedemption.Malformed malformed) {
            return malformed.message();
        }
        if (redemption instanceof StateRedemption.Used) {
            return "its state was used before";
        }
        if (redemption instanceof StateRedemption.Expired) {
            return "its state has expired";
        }
        return redemption instanceof StateRedemption.Forged
                ? "its state is not signed by us"
                : "its state is another MSP's";
    }

    private OnboardingResult tie(String companyId, TenantProof.Proven proof) {
        Organization organization = proof.organization();
        if (!belongs.test(companyId, organization)) {
            return new OnboardingResult.NotTied(
                    companyId,
                    organization,
                    "the host says that the tenant is not that of company '" + companyId + "'");
        }
        for (SourceLink link : links()) {
            if (link.sourceCompanyId().equals(organization.id())
                    && !link.companyId().equals(companyId)) {
                return new OnboardingResult.NotTied(
                        companyId, organization, "the tenant is that of company '" + link.companyId() + "' already");
            }
        }
        try {
            for (String source : List.of(ENTRA, SECURITY)) {
                tocsin.configuration().save(new SourceLink(msp, source, organization.id(), companyId));
            }
        } catch (ConfigurationException refused) {
            // Somebody else tied it, or removed the company, a moment ago.
            return new OnboardingResult.NotTied(companyId, organization, String.valueOf(refused.getMessage()));
        }
        return new OnboardingResult.Connected(companyId, organization, proof.missingPermissions());
    }

    private List<SourceLink> links() {
        return tocsin.configuration().of(msp).links().stream()
                .map(Stored::item)
                .filter(link -> link.source().equals(ENTRA) || link.source().equals(SECURITY))
                .toList();
    }

    /** The tenants that are tied to a company, by their ids. */
    public Set<String> tenants(String companyId) {
        Set<String> tenants = new TreeSet<>();
        links().stream()
                .filter(link -> link.companyId().equals(companyId))
                .forEach(link -> tenants.add(link.sourceCompanyId()));
        return tenants;
    }

    /**
     * Unties a company's tenants and drops their tokens. The host ends its runs for them, and their administrators take the app away in
     * the Entra admin centre. {@link dev.tocsin.core.Directories#disconnect} forgets the users, and
     * {@link dev.tocsin.core.ConsentLedger#withdraw} takes back what was attested. What comes in of the tenants from then on waits until
     * a company is connected to them.
     *
     * @return the tenants, for the host's runs
     */
    public Set<String> disconnect(String companyId) {
        Set<String> tenants = new TreeSet<>();
        for (SourceLink link : links()) {
            if (link.companyId().equals(companyId)) {
                tenants.add(link.sourceCompanyId());
                tocsin.configuration().removeLink(msp, link.source(), link.sourceCompanyId());
            }
        }
        tenants.forEach(graph::forget);
        return tenants;
    }
}

package dev.tocsin.simulators.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.simulators.graph.Client.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTest {
    private final TestClock clock = new TestClock();
    private final GraphSimulator simulator = GraphSimulator.builder()
            .clock(clock)
            .tenant(TenantSeed.of("contoso.example").users(3).consented())
            .tenant(TenantSeed.of("fabrikam.example").users(3))
            .start();
    private final SimTenant contoso = simulator.tenant("contoso.example");
    private final Client client = new Client(simulator, "contoso.example");

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static void refused(Reply reply, int status, String error, int code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        assertThat(reply.json().path("error_codes").path(0).asInt()).isEqualTo(code);
        assertThat(reply.json().path("error_description").asText()).startsWith("AADSTS" + code + ": ");
        assertThat(reply.json().path("trace_id").asText()).isNotEmpty();
    }

    @Test
    void aTokenIsIssuedByIdAndByDomainAndLivesAnHour() {
        for (String tenant : new String[] {contoso.id(), "CONTOSO.example"}) {
            JsonNode answer =
                    Client.token(simulator, tenant, client.tokenForm()).json();
            assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(answer.path("expires_in").asInt()).isEqualTo(3_599);
        }
        client.login();
        assertThat(client.get("/users").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(3_598));
        assertThat(client.get("/users").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        Reply expired = client.get("/users");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.code()).isEqualTo("InvalidAuthenticationToken");
        assertThat(expired.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void withoutOrWithAForeignOrARevokedTokenGraphAnswers401() {
        assertThat(client.get("/users").status()).isEqualTo(401);
        assertThat(client.request("/users").build().headers().map()).isEmpty();
        assertThat(Client.send(client.request("/users")
                                .header("Authorization", "Bearer a.b.c")
                                .build())
                        .status())
                .isEqualTo(401);
        client.login();
        simulator.revokeTokens();
        assertThat(client.get("/users").status()).isEqualTo(401);
        client.login();
        assertThat(client.get("/users").status()).isEqualTo(200);
    }

    @Test
    void aTokenReadsItsOwnTenantOnly() {
        client.login();
        assertThat(client.get("/organization").rows().get(0).path("id").asText())
                .isEqualTo(contoso.id());
        String stranger = simulator.tenant("fabrikam.example").users().get(0).id();
        assertThat(client.get("/users/" + stranger).code()).isEqualTo("Request_ResourceNotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.example, invalid_request, 90002",
        "00000000-0000-4000-8000-000000000099, invalid_request, 90002",
        "notatenant, invalid_request, 900023",
        "fabrikam.example, unauthorized_client, 700016"
    })
    void aTenantThatIsNotThereOrHasNotConsentedIsRefused(String tenant, String error, int code) {
        refused(Client.token(simulator, tenant, client.tokenForm()), 400, error, code);
    }

    @ParameterizedTest
    @EnumSource
    void eachReasonOfATenantHasItsCode(TokenRefusal reason) {
        contoso.refuseTokens(reason);
        Reply reply = client.token();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error_description").asText()).startsWith("AADSTS" + reason.code() + ": ");
        contoso.allowTokens();
        assertThat(client.token().status()).isEqualTo(200);
    }

    @Test
    void theFormIsCheckedFieldByField() {
        for (String field : new String[] {"grant_type", "client_id", "scope"}) {
            Map<String, String> form = client.tokenForm();
            form.remove(field);
            refused(Client.token(simulator, contoso.id(), form), 400, "invalid_request", 900144);
        }
        Map<String, String> form = client.tokenForm();
        form.remove("client_secret");
        refused(Client.token(simulator, contoso.id(), form), 401, "invalid_client", 7000218);
        form = client.tokenForm();
        form.put("client_id", "11111111-0000-4000-8000-000000000000");
        refused(Client.token(simulator, contoso.id(), form), 400, "unauthorized_client", 700016);
        form = client.tokenForm();
        form.put("grant_type", "password");
        refused(Client.token(simulator, contoso.id(), form), 400, "unsupported_grant_type", 70003);
        form = client.tokenForm();
        form.put("scope", "User.Read.All");
        refused(Client.token(simulator, contoso.id(), form), 400, "invalid_scope", 1002012);
        form = client.tokenForm();
        form.put("scope", "https://graph.microsoft.us/.default");
        refused(Client.token(simulator, contoso.id(), form), 400, "invalid_resource", 500011);
    }

    @Test
    void aWrongAndAnExpiredSecretAreToldApart() {
        Map<String, String> form = client.tokenForm();
        form.put("client_secret", "wrong");
        Reply wrong = Client.token(simulator, contoso.id(), form);
        refused(wrong, 401, "invalid_client", 7000215);
        assertThat(wrong.text()).doesNotContain("wrong\"");
        simulator.addSecret("second", clock.instant().plusSeconds(60));
        form.put("client_secret", "second");
        assertThat(Client.token(simulator, contoso.id(), form).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        refused(Client.token(simulator, contoso.id(), form), 401, "invalid_client", 7000222);
        simulator.removeSecrets();
        refused(client.token(), 401, "invalid_client", 7000215);
    }

    @Test
    void aPermissionThatIsMissingIsMissingInTheTokenAndRefusedByEndpoint() {
        contoso.grantConsent(Set.of("Organization.Read.All"));
        client.login();
        assertThat(client.get("/organization").status()).isEqualTo(200);
        String user = contoso.users().get(0).id();
        for (String path : new String[] {
            "/users",
            "/users/" + user,
            "/users/delta",
            "/users/" + user + "/authentication/phoneMethods",
            "/security/alerts_v2"
        }) {
            Reply reply = client.get(path);
            assertThat(reply.status()).as(path).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("Authorization_RequestDenied");
        }
        assertThat(client.get("/auditLogs/signIns").code()).isEqualTo("Authentication_MSGraphPermissionMissing");
        Reply mail = client.post("/users/" + user + "/sendMail", "{}");
        assertThat(mail.status()).isEqualTo(403);
        assertThat(mail.code()).isEqualTo("ErrorAccessDenied");
        contoso.grantConsent(Set.of("User.Read.All"));
        assertThat(client.get("/users").status())
                .as("the token is as it was issued")
                .isEqualTo(403);
        client.login();
        assertThat(client.get("/users").status()).isEqualTo(200);
        assertThat(client.get("/organization").status()).isEqualTo(403);
    }

    @Test
    void theMetadataOfATenantTellItsIdByItsDomain() {
        Reply reply = client.get(simulator.loginUri() + "/contoso.example/v2.0/.well-known/openid-configuration");
        assertThat(reply.json().path("token_endpoint").asText())
                .isEqualTo(simulator.loginUri() + "/" + contoso.id() + "/oauth2/v2.0/token");
    }

    // ------------------------------------------------------------------ certificates

    private final SimCertificate certificate = SimCertificate.selfSigned(
            "tocsin test", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

    private Map<String, String> asserted(String assertion) {
        Map<String, String> form = client.tokenForm();
        form.remove("client_secret");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return form;
    }

    private String assertion(SimCertificate signer, String algorithm, Map<String, Object> otherClaims)
            throws GeneralSecurityException {
        boolean pss = algorithm.equals("PS256");
        byte[] thumbprint = MessageDigest.getInstance(pss ? "SHA-256" : "SHA-1")
                .digest(signer.certificate().getEncoded());
        var header = Client.JSON.createObjectNode().put("alg", algorithm).put("typ", "JWT");
        header.put(pss ? "x5t#S256" : "x5t", encode(thumbprint));
        var claims = Client.JSON
                .createObjectNode()
                .put("aud", simulator.loginUri() + "/" + contoso.id() + "/oauth2/v2.0/token")
                .put("iss", simulator.clientId())
                .put("sub", simulator.clientId())
                .put("jti", "1")
                .put("nbf", clock.instant().getEpochSecond())
                .put("exp", clock.instant().getEpochSecond() + 300);
        otherClaims.forEach((name, value) -> claims.putPOJO(name, value));
        String signed = encode(header.toString().getBytes(StandardCharsets.UTF_8))
                + "."
                + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance(pss ? "RSASSA-PSS" : "SHA256withRSA");
        if (pss) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(signer.privateKey());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encode(signature.sign());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @ParameterizedTest
    @CsvSource({"RS256", "PS256"})
    void aSignedAssertionOfARegisteredCertificateProvesTheApp(String algorithm) throws Exception {
        simulator.addCertificate(certificate.certificate());
        assertThat(Client.token(simulator, contoso.id(), asserted(assertion(certificate, algorithm, Map.of())))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAssertionThatProvesNothingIsRefusedWithItsReason() throws Exception {
        String unregistered = assertion(certificate, "RS256", Map.of());
        refused(Client.token(simulator, contoso.id(), asserted(unregistered)), 401, "invalid_client", 700027);
        simulator.addCertificate(certificate.certificate());
        String[] parts = unregistered.split("\\.");
        String forged = parts[0] + "." + parts[1] + "." + encode(new byte[256]);
        refused(Client.token(simulator, contoso.id(), asserted(forged)), 401, "invalid_client", 700027);
        refused(Client.token(simulator, contoso.id(), asserted("a.b")), 401, "invalid_client", 50027);
        Map<Map<String, Object>, Integer> cases = Map.of(
                Map.of("iss", "someone"), 700021,
                Map.of("aud", "https://elsewhere.example"), 700023,
                Map.of("exp", clock.instant().getEpochSecond()), 700024,
                Map.of("nbf", clock.instant().getEpochSecond() + 3_600), 700024);
        for (Map.Entry<Map<String, Object>, Integer> one : cases.entrySet()) {
            String assertion = assertion(certificate, "RS256", one.getKey());
            refused(Client.token(simulator, contoso.id(), asserted(assertion)), 401, "invalid_client", one.getValue());
        }
        clock.advance(Duration.ofDays(400));
        String late = assertion(certificate, "RS256", Map.of());
        refused(Client.token(simulator, contoso.id(), asserted(late)), 401, "invalid_client", 700027);
    }

    @Test
    void theCertificateIsWrittenAsPem() {
        assertThat(certificate.pem())
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END CERTIFICATE-----\n");
        assertThat(certificate.toString()).contains("CN=tocsin test").doesNotContain("PRIVATE");
    }
}

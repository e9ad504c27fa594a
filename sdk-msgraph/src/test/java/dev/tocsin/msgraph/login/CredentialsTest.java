package dev.tocsin.msgraph.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.Stage;
import dev.tocsin.simulators.graph.SimCertificate;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class CredentialsTest {
    @TempDir
    Path folder;

    private final Stage stage = new Stage();
    private final SimCertificate certificate = SimCertificate.selfSigned(
            "tocsin",
            stage.clock.instant().minus(Duration.ofDays(1)),
            stage.clock.instant().plus(Duration.ofDays(30)));

    @AfterEach
    void stop() {
        stage.close();
    }

    private GraphTenant contoso(AppCredential credential) {
        return stage.graph(credential).tenant(stage.contoso().id());
    }

    @Test
    void aCertificateProvesTheApp() {
        stage.simulator.addCertificate(certificate.certificate());
        AppCredential credential = AppCredential.certificate(certificate.privateKey(), certificate.certificate());
        assertThat(contoso(credential).organization().id())
                .isEqualTo(stage.contoso().id());
    }

    @Test
    void aCertificateThatIsNotRegisteredIsABadCredential() {
        AppCredential credential = AppCredential.certificate(certificate.privateKey(), certificate.certificate());
        assertThatThrownBy(contoso(credential)::organization)
                .isInstanceOfSatisfying(
                        GraphAccessException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(AccessProblem.BAD_CREDENTIAL));
    }

    @Test
    void aPemFileIsReadAndItsReplacementToo() throws Exception {
        Path file = folder.resolve("app.pem");
        Files.writeString(file, certificate.pem());
        stage.simulator.addCertificate(certificate.certificate());
        GraphTenant contoso = contoso(AppCredential.certificateFile(file, null));
        contoso.organization();
        SimCertificate next = SimCertificate.selfSigned(
                "next", stage.clock.instant(), stage.clock.instant().plus(Duration.ofDays(30)));
        Files.writeString(file, next.pem());
        stage.clock.advance(Duration.ofHours(2));
        assertThatThrownBy(contoso::organization).isInstanceOf(GraphAccessException.class);
        stage.simulator.addCertificate(next.certificate());
        stage.clock.advance(Duration.ofMinutes(2));
        contoso.organization();
    }

    @Test
    void aPkcs12FileIsRead() throws Exception {
        Path file = folder.resolve("app.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "app", certificate.privateKey(), "pw".toCharArray(), new Certificate[] {certificate.certificate()});
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "pw".toCharArray());
        }
        stage.simulator.addCertificate(certificate.certificate());
        contoso(AppCredential.certificateFile(file, Secret.of("pw"))).organization();
        assertThatThrownBy(() -> AppCredential.certificateFile(file, Secret.of("wrong")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("certificateFile")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        SimCertificate other = SimCertificate.selfSigned(
                "other", stage.clock.instant(), stage.clock.instant().plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> AppCredential.certificate(other.privateKey(), certificate.certificate()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("another certificate");
    }

    @Test
    void aFileWithoutKeyIsRefusedWithoutItsContent() throws Exception {
        Path file = folder.resolve("bad.pem");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----");
        assertThatThrownBy(() -> AppCredential.certificateFile(file, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void aSecretCanBeChangedWithoutARestart() {
        AtomicReference<Secret> current = new AtomicReference<>(Secret.of(stage.simulator.clientSecret()));
        GraphTenant contoso = contoso(AppCredential.rotatingSecret(current::get));
        contoso.organization();
        stage.simulator.removeSecrets();
        stage.simulator.addSecret("second", stage.clock.instant().plus(Duration.ofDays(1)));
        current.set(Secret.of("second"));
        stage.clock.advance(Duration.ofHours(2));
        contoso.organization();
    }

    @Test
    void theHostsOwnTokensAreAskedForTheTenantAndKept() {
        String token = "a.b.c";
        List<String> asked = new CopyOnWriteArrayList<>();
        GraphTenant contoso = contoso(AppCredential.tokens(request -> {
            asked.add(request.getTenantId() + " " + request.getScopes());
            return Mono.just(
                    new AccessToken(token, OffsetDateTime.now(stage.clock).plusHours(1)));
        }));
        assertThat(contoso.grantedPermissions()).isEmpty();
        contoso.grantedPermissions();
        assertThat(asked).containsExactly(stage.contoso().id() + " [https://graph.microsoft.com/.default]");
    }

    @Test
    void nothingSecretIsInTheTextForms() {
        assertThat(AppCredential.secret(Secret.of("hush")).toString()).doesNotContain("hush");
        assertThat(AppCredential.certificate(certificate.privateKey(), certificate.certificate())
                        .toString())
                .isEqualTo("AppCredential[certificate]");
        assertThat(stage.graph(AppCredential.secret(Secret.of("hush"))).toString())
                .doesNotContain("hush");
    }
}

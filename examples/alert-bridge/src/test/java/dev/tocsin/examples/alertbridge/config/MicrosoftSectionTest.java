package dev.tocsin.examples.alertbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.company.SourceLink;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.PhoneReading;
import dev.tocsin.core.sync.SyncSchedule;
import dev.tocsin.simulators.graph.SimCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file says of Microsoft 365. */
class MicrosoftSectionTest {
    private static final String TENANT = "7D0C1F9E-0000-4000-8000-00000000C0DE";

    @TempDir
    Path directory;

    private BridgeConfiguration read(String yaml) {
        return new ConfigurationReader(
                        Map.of("SECRET", "s3cret-of-env", "STATE", "k3y-k3y-k3y-k3y-k3y-k3y-k3y-k3y!")::get, directory)
                .read("t.yaml", yaml);
    }

    private MicrosoftAccess access(String yaml) {
        return Objects.requireNonNull(read(yaml).microsoft());
    }

    private List<String> faults(String yaml) {
        try {
            read(yaml);
            return List.of();
        } catch (FaultyConfigurationException e) {
            return e.faults().stream().map(Fault::toString).toList();
        }
    }

    @Test
    void withoutTheSectionThereIsNoApp() {
        assertThat(read("companies: [ { id: contoso } ]").microsoft()).isNull();
    }

    @Test
    void littleIsNeededAndTheRestHasDefaults() {
        MicrosoftAccess access =
                access("microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: \"${SECRET}\" }");

        assertThat(access.place()).isEqualTo(new MicrosoftAccess.Place.Of(MicrosoftAccess.Cloud.GLOBAL));
        assertThat(access.signInPhones()).isEqualTo(MicrosoftAccess.SignInPhones.NEVER);
        assertThat(access.feeds()).containsExactlyInAnyOrder(MicrosoftAccess.Feed.values());
        assertThat(access.consent()).as("a text that names no sender is none").isNull();
        assertThat(access.every()).isNull();
        assertThat(access.of("contoso").enrolment()).isEqualTo(EnrolmentPolicy.NONE);
        assertThat(access.phones().region()).isEmpty();
        assertThat(access.toString()).doesNotContain("s3cret");
    }

    @Test
    void allOfItIsRead() throws IOException {
        Files.writeString(
                directory.resolve("app.pem"),
                SimCertificate.selfSigned("app", Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"))
                        .pem());
        Files.writeString(directory.resolve("text.txt"), "Zustimmung\n");
        BridgeConfiguration read = read("""
                companies:
                  - { id: contoso, tenant: %s, region: gb, enrolment: admin_attested }
                  - { id: fabrikam }
                microsoft:
                  clientId: 00000000-0000-4000-8000-0000000000a1
                  certificateFile: app.pem
                  tenant: %s
                  region: US
                  loginUrl: http://127.0.0.1:1
                  graphUrl: https://graph.example
                  redirectUri: http://127.0.0.1:8400/consent
                  stateKey: ${STATE}
                  signInPhones: if-no-other
                  feeds: [ audits, alerts ]
                  overlap: PT10M
                  firstReading: PT2H
                  consent: { name: sms, language: de-AT, textFile: text.txt }
                  programme: { id: p, name: Example IT, contact: help@example.com }
                  every: PT5M
                """.formatted(TENANT, TENANT.replace("C0DE", "0001")));
        MicrosoftAccess access = Objects.requireNonNull(read.microsoft());

        assertThat(read.links())
                .containsExactly(
                        new SourceLink(MspId.SINGLE, "entra", TENANT.toLowerCase(java.util.Locale.ROOT), "contoso"),
                        new SourceLink(
                                MspId.SINGLE,
                                "microsoft-security",
                                TENANT.toLowerCase(java.util.Locale.ROOT),
                                "contoso"));
        assertThat(access.credential())
                .isInstanceOfSatisfying(
                        MicrosoftAccess.Credential.Certificate.class,
                        one -> assertThat(one.file()).isEqualTo(directory.resolve("app.pem")));
        assertThat(access.tenant()).isEqualTo("7d0c1f9e-0000-4000-8000-000000000001");
        assertThat(access.place())
                .isEqualTo(new MicrosoftAccess.Place.At(
                        URI.create("https://graph.example"), URI.create("http://127.0.0.1:1")));
        assertThat(access.feeds()).containsExactlyInAnyOrder(MicrosoftAccess.Feed.AUDITS, MicrosoftAccess.Feed.ALERTS);
        assertThat(access.overlap()).isEqualTo(Duration.ofMinutes(10));
        assertThat(access.firstReading()).isEqualTo(Duration.ofHours(2));
        assertThat(access.consent()).isEqualTo(new ConsentText("sms", "de-AT", "Zustimmung\n"));
        assertThat(access.programme()).isEqualTo(new Programme("p", "Example IT", "help@example.com"));
        assertThat(access.every()).isEqualTo(new SyncSchedule.Every(Duration.ofMinutes(5)));
        assertThat(access.of("contoso").enrolment()).isEqualTo(EnrolmentPolicy.ADMIN_ATTESTED);
        assertThat(access.phones("contoso").region()).contains("GB");
        assertThat(access.phones("fabrikam").region()).contains("US");
        assertThat(access.toString()).doesNotContain("s3cret", "k3y");
    }

    @Test
    void theTextOfTheBridgeNamesSenderAndHelpAndHowToEndIt() {
        ConsentText text = Objects.requireNonNull(access("""
                microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: s, programme: { name: Example IT, contact: help@example.com } }
                """).consent());

        assertThat(text.text())
                .contains("Example IT", "help@example.com", "STOP", "HELP", "no marketing", "rates", "not shared");
        assertThat(text.language()).isEqualTo("en");
    }

    @Test
    void aRegionIsOneThatHasPhones() {
        assertThat(access("microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: s, region: us }")
                        .phones()
                        .read("(206) 555-0100", "phone"))
                .isInstanceOf(PhoneReading.class);
        assertThat(faults("microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: s, region: XX }"))
                .singleElement()
                .asString()
                .startsWith("t.yaml:1: microsoft.region: 'XX' is not legal; two letters");
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirLines() {
        assertThat(faults("""
                companies:
                  - { id: contoso, tenant: contoso.com }
                  - { id: a, tenant: %s }
                  - { id: b, tenant: %s, enrolment: SOME }
                microsoft:
                  certificatePassword: x
                  tenant: common
                  cloud: moon
                  redirectUri: http://example.com/consent
                  stateKey: short
                  signInPhones: maybe
                  feeds: [ audits, rumours ]
                  overlap: -PT1S
                  firstReading: P31D
                  consent: { text: x, textFile: absent, language: "?" }
                  programme: { name: x }
                  every: PT1S
                  colour: blue
                """.formatted(TENANT, TENANT)))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith(
                                        "t.yaml:2: companies[0].tenant: 'contoso.com' is not legal; the tenant's id"),
                        fault -> assertThat(fault).startsWith("t.yaml:4: companies[2].enrolment: 'SOME' is not legal"),
                        fault -> assertThat(fault).contains("t.yaml:4: companies[2].tenant: ", "company 'a' already"),
                        fault -> assertThat(fault).startsWith("t.yaml:6: microsoft.clientId: is missing"),
                        fault -> assertThat(fault)
                                .startsWith("t.yaml:6: microsoft.certificatePassword: is given without"),
                        fault -> assertThat(fault).startsWith("t.yaml:6: microsoft.clientSecret: is missing"),
                        fault -> assertThat(fault).startsWith("t.yaml:7: microsoft.tenant: 'common' is not legal"),
                        fault -> assertThat(fault)
                                .isEqualTo("t.yaml:8: microsoft.cloud: 'moon' is not legal; global, us-gov, us-gov-dod"
                                        + " or china is"),
                        fault -> assertThat(fault).startsWith("t.yaml:9: microsoft.redirectUri: 'http://example.com"),
                        fault -> assertThat(fault).startsWith("t.yaml:10: microsoft.stateKey: is too short"),
                        fault -> assertThat(fault).startsWith("t.yaml:11: microsoft.signInPhones: 'maybe' is not"),
                        fault -> assertThat(fault)
                                .isEqualTo("t.yaml:12: microsoft.feeds: 'rumours' is not legal; audits, sign-ins and"
                                        + " alerts are"),
                        fault -> assertThat(fault).startsWith("t.yaml:13: microsoft.overlap: PT-1S is not legal"),
                        fault -> assertThat(fault).startsWith("t.yaml:14: microsoft.firstReading: PT744H is not legal"),
                        fault ->
                                assertThat(fault).startsWith("t.yaml:15: microsoft.consent.language: '?' is not legal"),
                        fault -> assertThat(fault).startsWith("t.yaml:15: microsoft.consent.textFile: is given beside"),
                        fault -> assertThat(fault).startsWith("t.yaml:15: microsoft.consent.textFile: cannot be read"),
                        fault -> assertThat(fault).startsWith("t.yaml:16: microsoft.programme.contact: is missing"),
                        fault -> assertThat(fault).startsWith("t.yaml:17: microsoft.every: PT1S is not legal"),
                        fault -> assertThat(fault).startsWith("t.yaml:18: microsoft.colour: is not known here; legal"));
    }

    @Test
    void aCertificateThatCannotWorkIsToldWithItsLine() throws IOException {
        Files.writeString(directory.resolve("app.pem"), "no certificate");
        assertThat(faults("""
                microsoft:
                  clientId: 00000000-0000-4000-8000-0000000000a1
                  certificateFile: app.pem
                """)).singleElement().asString().startsWith("t.yaml:3: microsoft.certificateFile: ");
        assertThat(faults("""
                microsoft:
                  clientId: not one
                  certificateFile: absent.pem
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("t.yaml:2: microsoft.clientId: is no GUID"),
                        fault -> assertThat(fault).startsWith("t.yaml:3: microsoft.certificateFile: there is no such"));
    }

    @Test
    void aSecretThatTheEnvironmentLacksIsToldBesideACertificate() {
        assertThat(faults("""
                microsoft:
                  clientId: 00000000-0000-4000-8000-0000000000a1
                  clientSecret: ${NOBODY_SET_THIS}
                  certificateFile: absent.pem
                """))
                .anySatisfy(fault -> assertThat(fault).contains("microsoft.clientSecret: ", "NOBODY_SET_THIS"))
                .anySatisfy(fault -> assertThat(fault).contains("certificateFile: is given beside clientSecret"))
                .anySatisfy(fault -> assertThat(fault).contains("certificateFile: there is no such"));
    }

    @Test
    void attestedUsersNeedAProgramme() {
        assertThat(faults("""
                companies: [ { id: contoso, enrolment: ADMIN_ATTESTED } ]
                microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: s }
                """))
                .singleElement()
                .asString()
                .contains("microsoft.programme: is missing; the users of contoso are");
    }

    @Test
    void aSecretThatTheEnvironmentDoesNotHaveIsToldByItsName() {
        assertThat(
                        faults(
                                "microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: \"${NOPE}\", stateKey: \"${SECRET}\" }"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .contains("microsoft.clientSecret: the environment variable NOPE is not set"),
                        fault -> assertThat(fault)
                                .contains("microsoft.stateKey: is too short")
                                .doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud: china, loginUrl: https://l, graphUrl: https://g",
                "loginUrl: https://l",
                "graphUrl: http://graph.example, loginUrl: https://l",
                "graphUrl: https://g/v1.0, loginUrl: https://l",
                "graphUrl: https://g, loginUrl: 'https://u:p@l'",
                "graphUrl: https://g, loginUrl: 'https://l?x=1'",
                "graphUrl: https://g, loginUrl: file:///etc",
                "graphUrl: https://g, loginUrl: 'http://127.0.0.1.example.com'"
            })
    void addressesThatCannotBeSafeOrCompleteAreRefused(String fields) {
        assertThat(faults("microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: s, " + fields
                        + " }"))
                .singleElement()
                .asString()
                .startsWith("t.yaml:1: microsoft.");
    }
}

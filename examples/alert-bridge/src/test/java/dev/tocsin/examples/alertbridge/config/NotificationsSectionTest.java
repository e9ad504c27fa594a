package dev.tocsin.examples.alertbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.Tocsin;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.store.VolatileStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file says of who is told of incidents, and by what. */
class NotificationsSectionTest {
    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final String SERVICE = "MG" + "0123456789abcdef".repeat(2);
    private static final String ON_CALL = """
            notifications:
              onCall:
                - id: team
                  zone: Europe/London
                  shifts:
                    - { from: friday 18:00, to: MONDAY 08:00, technicians: [ ann, bob ], rotationStart: 2026-01-05 }
                    - { from: MONDAY 08:00, to: FRIDAY 18:00, technicians: ann }
              escalations:
                - { id: urgent, steps: [ { onCall: team, channels: [ SMS, voice ] } ] }
            """;

    @TempDir
    Path directory;

    private BridgeConfiguration read(String yaml) {
        return new ConfigurationReader(
                        Map.of("TOKEN", "s3cret-of-env", "LINK", "k3y-k3y-k3y-k3y-k3y-k3y-k3y-k3y!")::get, directory)
                .read("t.yaml", yaml);
    }

    private NotificationSetup setup(String yaml) {
        return read(yaml).notifications();
    }

    private List<String> faults(String yaml) {
        try {
            read(yaml);
            return List.of();
        } catch (FaultyConfigurationException e) {
            return e.faults().stream().map(Fault::toString).toList();
        }
    }

    private static <T> T only(NotificationSetup setup, Class<T> kind) {
        List<T> found =
                setup.pieces().stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void withoutTheSectionNobodyIsTold() {
        BridgeConfiguration read = read("companies: [ { id: contoso } ]");

        assertThat(read.notifications()).isEqualTo(NotificationSetup.NONE);
        assertThat(read.settings().notifications()).isEqualTo(NotificationSettings.DEFAULTS);
        assertThat(read.notifications().channels()).isEmpty();
    }

    @Test
    void littleIsNeededAndTheRestHasDefaults() {
        NotificationSetup setup = setup(ON_CALL);

        OnCallSchedule schedule = only(setup, OnCallSchedule.class);
        assertThat(schedule.name()).isEqualTo("team");
        assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(schedule.shifts().get(0))
                .isEqualTo(new OnCallShift(
                        DayOfWeek.FRIDAY,
                        LocalTime.of(18, 0),
                        DayOfWeek.MONDAY,
                        LocalTime.of(8, 0),
                        List.of("ann", "bob"),
                        LocalDate.of(2026, 1, 5)));
        assertThat(schedule.shifts().get(1).rotation()).containsExactly("ann");
        EscalationPolicy policy = only(setup, EscalationPolicy.class);
        assertThat(policy.repeats()).isZero();
        assertThat(policy.reminderAfter()).isNull();
        assertThat(policy.steps())
                .containsExactly(new EscalationStep(
                        Duration.ZERO,
                        List.of(new Recipient.OnCall("team")),
                        List.of(ChannelKind.SMS, ChannelKind.VOICE),
                        ChannelUse.FIRST_THAT_REACHES));
    }

    @Test
    void allOfItIsRead() throws IOException {
        Files.writeString(directory.resolve("token"), "t0ken-of-file\n");
        BridgeConfiguration read = read("""
                companies: [ { id: contoso } ]
                eventSets: [ { name: all, categories: { PROBLEMS: { groupBy: ASSET } } } ]
                rules: [ { name: r1, board: B, openStatus: New, closedStatus: Closed, priority: P3, eventSet: all,
                           policy: { acknowledgedStatus: In Progress, acknowledgedStaysOpen: true } } ]
                notifications:
                  programme: { id: p, name: Example IT, contact: help@example.com }
                  publicUrl: https://alerts.example.com/tocsin
                  linkKey: ${LINK}
                  twilio:
                    account: %s
                    authTokenFile: token
                    senders: [ "+12065550100", "24680" ]
                    perSecond: 0.5
                    voice: { from: "+12065550101", perSecond: 2 }
                    url: http://127.0.0.1:9
                  smtp: { host: mail.example.com, username: alerts, password: "${TOKEN}", from: alerts@example.com,
                          fromName: Example IT alerts }
                  onCall:
                    - { id: team, name: The team, zone: UTC,
                        shifts: [ { from: MONDAY 09:00, to: MONDAY 09:00, technicians: [ ann ] } ] }
                  escalations:
                    - id: urgent
                      name: Urgent
                      steps:
                        - { onCall: team, technicians: bob, channels: [ SMS, VOICE ], use: ALL }
                        - { technicians: [ bob ], channels: EMAIL, delay: PT10M }
                      repeats: 2
                      repeatDelay: PT15M
                      reminderAfter: PT1H
                      acknowledgementLapsesAfter: PT4H
                  routes:
                    - { id: first, companies: contoso, rules: [ r1 ], atLeast: HIGH, escalation: urgent, affectedUser: true }
                    - { id: rest, order: 7 }
                  quietHours:
                    - { technician: ann, zone: Europe/London, days: [ SATURDAY, SUNDAY ], from: "22:00", to: 06:00,
                        passes: CRITICAL }
                  settings: { ticketWait: PT1S, limit: 9, window: PT2M, bundlePause: PT3M, timeToLive: PT5H,
                      requestTimeout: PT4S, lookUps: [ PT5S ], parallel: 6, retryPause: PT7S, longestRetryPause: PT8M,
                      handOver: PT12M, channelPause: PT9M, linkLifetime: PT10H, snooze: PT11M,
                      closeByText: false, wrongCodes: 12 }
                """.formatted(ACCOUNT));
        NotificationSetup setup = read.notifications();

        assertThat(setup.programme()).isEqualTo(new Programme("p", "Example IT", "help@example.com"));
        assertThat(setup.publicUrl()).isEqualTo(URI.create("https://alerts.example.com/tocsin"));
        assertThat(Objects.requireNonNull(setup.linkKey()).current().reveal()).startsWith("k3y");
        TwilioAccess twilio = Objects.requireNonNull(setup.twilio());
        assertThat(twilio.authToken().current().reveal()).isEqualTo("t0ken-of-file");
        assertThat(twilio)
                .isEqualTo(new TwilioAccess(
                        ACCOUNT,
                        twilio.authToken(),
                        URI.create("http://127.0.0.1:9"),
                        null,
                        List.of("+12065550100", "24680"),
                        0.5,
                        List.of("+12065550101"),
                        2));
        SmtpAccess smtp = Objects.requireNonNull(setup.smtp());
        assertThat(smtp)
                .isEqualTo(new SmtpAccess(
                        "mail.example.com",
                        587,
                        SmtpAccess.Tls.STARTTLS,
                        "alerts",
                        smtp.password(),
                        new EmailAddress("alerts@example.com"),
                        "Example IT alerts"));
        assertThat(setup.channels()).containsExactlyInAnyOrder(ChannelKind.values());
        EscalationPolicy policy = only(setup, EscalationPolicy.class);
        assertThat(policy)
                .isEqualTo(new EscalationPolicy(
                        MspId.SINGLE,
                        "urgent",
                        "Urgent",
                        List.of(
                                new EscalationStep(
                                        Duration.ZERO,
                                        List.of(new Recipient.OnCall("team"), new Recipient.Named("bob")),
                                        List.of(ChannelKind.SMS, ChannelKind.VOICE),
                                        ChannelUse.ALL),
                                new EscalationStep(
                                        Duration.ofMinutes(10),
                                        List.of(new Recipient.Named("bob")),
                                        List.of(ChannelKind.EMAIL),
                                        ChannelUse.FIRST_THAT_REACHES)),
                        2,
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(4)));
        assertThat(setup.pieces().stream().filter(NotificationRoute.class::isInstance))
                .containsExactly(
                        new NotificationRoute(
                                MspId.SINGLE,
                                "first",
                                10,
                                Set.of("contoso"),
                                Set.of("r1"),
                                Severity.HIGH,
                                "urgent",
                                true),
                        new NotificationRoute(MspId.SINGLE, "rest", 7, Set.of(), Set.of(), Severity.INFO, null, false));
        assertThat(only(setup, QuietHours.class))
                .isEqualTo(new QuietHours(
                        MspId.SINGLE,
                        "ann",
                        ZoneId.of("Europe/London"),
                        EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(6, 0),
                        Severity.CRITICAL));
        assertThat(read.settings().notifications())
                .isEqualTo(new NotificationSettings(
                        Duration.ofSeconds(1),
                        9,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(3),
                        Duration.ofHours(5),
                        Duration.ofSeconds(4),
                        List.of(Duration.ofSeconds(5)),
                        6,
                        Duration.ofSeconds(7),
                        Duration.ofMinutes(8),
                        Duration.ofMinutes(12),
                        Duration.ofMinutes(9),
                        Duration.ofHours(10),
                        Duration.ofMinutes(11),
                        false,
                        12));
        assertThat(read.rules().get(0).policy().acknowledgedStatus()).isEqualTo("In Progress");
        assertThat(read.rules().get(0).policy().acknowledgedStaysOpen()).isTrue();
        assertThat(read.toString()).doesNotContain("s3cret", "k3y", "t0ken");
    }

    @Test
    void theProgrammeOfMicrosoftServesIfNoneIsNamed() {
        String twilio = "notifications: { twilio: { account: " + ACCOUNT + ", authToken: t, messagingService: "
                + SERVICE + " } }\n";

        assertThat(faults(twilio))
                .containsExactly(
                        "t.yaml:1: notifications.programme: is missing; texts and calls say whom they are from:"
                                + " { name, contact }");
        assertThat(setup(twilio
                                + "microsoft: { clientId: 00000000-0000-4000-8000-0000000000a1, clientSecret: s,"
                                + " programme: { name: Example IT, contact: help } }")
                        .programme())
                .isEqualTo(new Programme("security-alerts", "Example IT", "help"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            publicUrl: http://alerts.example.com | publicUrl: 'http://alerts.example.com' is not legal; an address with https
            linkKey: short | linkKey: is given without publicUrl
            publicUrl: http://localhost:1, linkKey: short | linkKey: is too short; a secret of 32 characters
            smtp: { host: mail.example.com, from: a@b.example, tls: none } | smtp.tls: NONE is not legal but for a server on this machine
            smtp: { host: m, from: a@b.example, tls: ssl } | smtp.tls: 'ssl' is not legal; IMPLICIT, STARTTLS, NONE is
            smtp: { host: m, from: a@b.example, port: 70000 } | smtp.port: 70000 is not legal; 1 to 65535 are
            smtp: { host: m, from: a@b.example, username: u } | smtp.password: is missing
            smtp: { host: m, from: a@b.example, password: p } | smtp.username: is missing
            smtp: { host: m, from: "a b" } | smtp.from: has no name and domain
            graphMail: { from: a@b.example } | graphMail.from: is a mailbox of the own tenant, and the section microsoft
            twilio: { account: AC1, authToken: t, senders: "+12065550100" } | twilio.account: is no account's id; AC and 32
            twilio: { account: ACCOUNT, senders: "+12065550100" } | twilio.authToken: is missing
            twilio: { account: ACCOUNT, authToken: t } | twilio.messagingService: is missing; a messaging service, senders, or voice
            twilio: { account: ACCOUNT, authToken: t, senders: "206 555" } | twilio.senders: '206 555' is not legal; a number such as
            twilio: { account: ACCOUNT, authToken: t, voice: { from: "24680" } } | twilio.voice.from: '24680' is not legal
            twilio: { account: ACCOUNT, authToken: t, voice: { } } | twilio.voice.from: is missing
            twilio: { account: ACCOUNT, authToken: t, senders: "+12065550100", perSecond: 0 } | twilio.perSecond: '0' is not legal
            settings: { limit: 0 } | settings.limit: 0 is not legal; 1 to 1000 are
            settings: { lookUps: [ ] } | settings.lookUps: is empty; at least one time is needed
            settings: { snooze: PT0S } | settings.snooze: PT0S is not legal; more than zero is
            settings: { wrongCodes: 0 } | settings.wrongCodes: 0 is not legal; 1 to 1000 are
            settings: { sleep: PT1S } | settings.sleep: is not known here; legal are ticketWait, limit,
            escalations: [ { id: u, steps: [ { channels: [ SMS ] } ] } ] | escalations[0].steps[0].onCall: is missing
            escalations: [ { id: u, steps: [ { technicians: a, channels: [ FAX ] } ] } ] | escalations[0].steps[0].channels: 'FAX' is not legal; SMS, VOICE, EMAIL are
            escalations: [ { id: u, steps: [ { technicians: a, channels: SMS, delay: P8D } ] } ] | escalations[0].steps[0].delay: PT192H is not legal; at most PT168H is
            escalations: [ { id: u, repeats: 1, steps: [ { technicians: a, channels: SMS } ] } ] | escalations[0].repeatDelay: PT0S is not legal with repeats
            escalations: [ { id: u, steps: [ ] } ] | escalations[0].steps: is missing or empty
            escalations: [ { id: u, steps: [ { onCall: t, channels: SMS } ] } ] | escalations[0].steps[0].onCall: 't' is no on-call schedule's id; legal are []
            routes: [ { id: r, escalation: u } ] | routes[0].escalation: 'u' is no escalation's id; legal are []
            routes: [ { id: r, companies: [ c ] } ] | routes[0].companies: 'c' is no company's id; legal are []
            routes: [ { id: r, rules: [ c ] } ] | routes[0].rules: 'c' is no rule's id; legal are []
            routes: [ { id: r, affectedUser: true } ] | routes[0].affectedUser: needs an escalation
            routes: [ { id: r }, { id: r } ] | routes[1].id: 'r' is the id of two routes
            onCall: [ { id: t, zone: europe/london, shifts: [ { from: MONDAY 1:00, to: X, technicians: a } ] } ] | onCall[0].zone: 'europe/london' is no zone; a name of the IANA time zone database such as Europe/London
            onCall: [ { id: t, zone: UTC, shifts: [ { from: MONDAY 09:00, to: MONDAY 25:00, technicians: a } ] } ] | onCall[0].shifts[0].to: 'MONDAY 25:00' is not legal; a day and a time such as MONDAY 09:00 is
            onCall: [ { id: t, zone: UTC, shifts: [ { from: MONDAY 09:00, to: MONDAY 09:00, technicians: [ a, b ] } ] } ] | onCall[0].shifts[0].rotationStart: is missing; a date in the week in which a has the turn
            onCall: [ { id: t, zone: UTC, shifts: [ { from: MONDAY 09:00, to: MONDAY 09:00, rotationStart: 2026-01-05, technicians: [ a, a ] } ] } ] | onCall[0].shifts[0].technicians: each stands once
            onCall: [ { id: t, zone: UTC, shifts: [ ] } ] | onCall[0].shifts: is missing or empty
            quietHours: [ { technician: a, zone: UTC, from: "22:00", to: "22:00" } ] | quietHours[0].to: is the same as the beginning
            quietHours: [ { technician: a, zone: UTC, from: "22:00" } ] | quietHours[0].to: is missing; a time such as
            quietHours: [ { technician: a, zone: UTC, from: "22:00", to: "23:00", days: [ SUN ] } ] | quietHours[0].days: 'SUN' is not legal; MONDAY, TUESDAY,
            """)
    void whatIsWrongIsSaidWithPlaceAndLegalValues(String yaml, String fault) {
        String section = "companies: []\nnotifications: { programme: { name: n, contact: c }, "
                + yaml.replace("ACCOUNT", ACCOUNT) + " }";
        List<String> found = faults(section);
        // what names a thing that is not there may be in the store, so a file alone has no fault then
        List<String> all = found.isEmpty()
                ? read(section).references().stream()
                        .map(reference -> reference.fault().toString())
                        .toList()
                : found;

        assertThat(all).anySatisfy(one -> assertThat(one).startsWith("t.yaml:2: notifications." + fault));
    }

    @Test
    void theSeederWritesPiecesWithTheIdsOfTechniciansAndGivesWayToAPerson() {
        VolatileStore store = new VolatileStore();
        try (store;
                Tocsin tocsin = Tocsin.builder().store(store).build()) {
            Technician ann = tocsin.technicians()
                    .add(
                            new TechnicianDraft("Ann", List.of(), List.of(), List.of("ann"), null),
                            PhoneBook.international(),
                            new ConsentActor(ConsentActor.Kind.OPERATOR, "op", null));
            ConfigurationSeeder seeder =
                    new ConfigurationSeeder(tocsin.configuration(), TechnicianNames.of(tocsin.technicians()));

            assertThat(seeder.seed(read(ON_CALL))).isEqualTo(2);
            assertThat(seeder.seed(read(ON_CALL))).isZero();

            OnCallSchedule schedule = tocsin.configuration()
                    .of(MspId.SINGLE)
                    .plan()
                    .schedule("team")
                    .orElseThrow();
            assertThat(schedule.shifts().get(0).rotation()).containsExactly(ann.id(), "bob");

            tocsin.configuration()
                    .save(new OnCallSchedule(MspId.SINGLE, "team", "By hand", schedule.zone(), schedule.shifts()));
            assertThat(seeder.seed(read(ON_CALL))).isZero();
            assertThat(tocsin.configuration().of(MspId.SINGLE).plan().schedule("team"))
                    .map(OnCallSchedule::name)
                    .contains("By hand");
        }
    }

    @Test
    void whatTheFileSaysNoMoreIsTakenOutUnlessAPersonSaidItOrNeedsIt() {
        String before = ON_CALL + """
                - { id: second, steps: [ { onCall: team, channels: [ SMS ] } ] }
                - { id: third, steps: [ { onCall: team, channels: [ SMS ] } ] }
              routes:
                - { id: high, atLeast: HIGH, escalation: second }
              quietHours:
                - { technician: ann, zone: UTC, from: "22:00", to: "06:00" }
            """;
        VolatileStore store = new VolatileStore();
        try (store;
                Tocsin tocsin = Tocsin.builder().store(store).build()) {
            ConfigurationSeeder seeder =
                    new ConfigurationSeeder(tocsin.configuration(), TechnicianNames.of(tocsin.technicians()));
            assertThat(seeder.seed(read(before))).isEqualTo(6);
            NotificationRoute byHand =
                    new NotificationRoute(MspId.SINGLE, "by-hand", 1, Set.of(), Set.of(), Severity.LOW, "third", false);
            tocsin.configuration().save(byHand);

            assertThat(seeder.seed(read(ON_CALL))).isEqualTo(3);

            assertThat(tocsin.configuration().of(MspId.SINGLE).escalation())
                    .extracting(
                            piece -> piece.item().kind() + " " + piece.item().id())
                    .containsExactlyInAnyOrder("SCHEDULE team", "POLICY urgent", "POLICY third", "ROUTE by-hand");
            assertThat(seeder.seed(read(ON_CALL))).isZero();
        }
    }

    @Test
    void whatNeitherFileNorStoreHoldsIsNotSeeded() {
        VolatileStore store = new VolatileStore();
        try (store;
                Tocsin tocsin = Tocsin.builder().store(store).build()) {
            ConfigurationSeeder seeder =
                    new ConfigurationSeeder(tocsin.configuration(), TechnicianNames.of(tocsin.technicians()));
            String route = "notifications: { routes: [ { id: all, escalation: urgent } ] }";

            assertThatThrownBy(() -> seeder.seed(read(route)))
                    .isInstanceOf(FaultyConfigurationException.class)
                    .hasMessageContaining(
                            "t.yaml:1: notifications.routes[0].escalation: 'urgent' is no escalation's id");

            seeder.seed(read(ON_CALL));
            assertThat(seeder.seed(read(route))).isEqualTo(1);
        }
    }
}

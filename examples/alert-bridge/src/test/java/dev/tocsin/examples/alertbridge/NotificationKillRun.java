package dev.tocsin.examples.alertbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.audit.AuditFinding;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.base.Sleeper;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPhase;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianDraft;
import dev.tocsin.examples.alertbridge.NotificationKillTest.Callbacks;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.examples.alertbridge.config.ConfigurationReader;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.http.Fault;
import dev.tocsin.simulators.http.FaultKind;
import dev.tocsin.simulators.http.RequestMatch;
import dev.tocsin.simulators.twilio.SimMessage;
import dev.tocsin.simulators.twilio.TwilioPerson;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import dev.tocsin.simulators.twilio.WebhookDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One life of a bridge that tells people and is killed again and again, against simulators that are not. */
final class NotificationKillRun implements AutoCloseable {
    private static final double FAULT_RATE = 0.35;
    private static final long LONGEST_SECONDS = 90;
    private static final Duration LAST_LOOK_UP = Duration.ofSeconds(3);
    private static final Programme PROGRAMME = new Programme("security-alerts", "Example IT", "help@example.com");
    /** A text of one alert, and what stands for each in a text of several: what could not go at once goes together. */
    private static final Pattern ONE = Pattern.compile("host-(?<host>\\d+).*Reply ACK (?<code>[0-9A-Z]+)");

    private static final Pattern OF_SEVERAL =
            Pattern.compile("(?<code>[0-9A-Z]+) \\[[^]]*] HIGH [^;]*host-(?<host>\\d+)");

    /** Ann agreed and acknowledges. */
    private static final String ANN = "+12065550101";
    /** Bob agreed, says STOP half-way, and has mail, which goes on. */
    private static final String BOB = "+12065550102";
    /** Cid never agreed and has mail. */
    private static final String CID = "+12065550103";
    /** Dan never agreed and has no mail. */
    private static final String DAN = "+12065550104";
    /** Eve agreed, is called by the second step, and has mail for when nobody knows whether she was. */
    private static final String EVE = "+12065550105";

    private final Path directory;
    private final Random random;
    private final boolean mayDouble;
    private final ConnectWiseSimulator psa;
    private final TwilioSimulator twilio;
    private final LoopbackMailbox mailbox = LoopbackMailbox.start();
    private final Host host;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final List<String> log = new ArrayList<>();
    private int raised;
    private @Nullable BridgeProcess process;
    private @Nullable Instant stopped;

    NotificationKillRun(Path directory, @Nullable Fault fault, Callbacks callbacks, long seed) throws IOException {
        this.directory = directory;
        random = new Random(seed);
        mayDouble = fault != null
                && fault.kind() == FaultKind.COMMIT_LATE
                && fault.delay().compareTo(LAST_LOOK_UP) > 0;
        psa = ConnectWiseSimulator.builder().failSeed(seed).start();
        // So that only our own ledger keeps messages from whoever said STOP.
        twilio = TwilioSimulator.builder().failSeed(seed).optOutHandling(false).start();
        int port = Ports.free();
        twilio.smsUrl(twilio.numbers().get(0), URI.create("http://127.0.0.1:" + port + "/sms"));
        twilio.callbacks().duplicate(callbacks == Callbacks.TWICE_AND_OUT_OF_ORDER);
        twilio.callbacks().reorder(callbacks == Callbacks.TWICE_AND_OUT_OF_ORDER);
        twilio.callbacks().beforeAnswer(callbacks == Callbacks.BEFORE_THE_ANSWER);
        if (fault != null) {
            twilio.faults().withProbability(FAULT_RATE, fault, new RequestMatch("POST", "/Messages.json"));
            twilio.faults().withProbability(FAULT_RATE, fault, new RequestMatch("POST", "/Calls.json"));
        }
        String yaml = configuration(port);
        Files.writeString(directory.resolve("tocsin.yaml"), yaml);
        BridgeConfiguration read = new ConfigurationReader(name -> null, directory).read("tocsin.yaml", yaml);
        host = Host.seeded(read, around());
        technician("ann", ANN, true, true);
        technician("bob", BOB, true, true);
        technician("cid", CID, false, true);
        technician("dan", DAN, false, false);
        technician("eve", EVE, true, true);
    }

    private String configuration(int port) {
        return """
                store: jdbc:sqlite:%s
                connectwise: { url: "%s", company: %s, publicKey: %s, privateKey: %s, clientId: "%s" }
                eventSets:
                  - { name: problems, categories: { PROBLEMS: { groupBy: ASSET } } }
                rules:
                  - { name: Critical, board: Security Alerts, openStatus: New, closedStatus: ">Closed",
                      priority: Priority 1 - Critical, eventSet: problems }
                companies:
                  - { id: contoso, name: Contoso Ltd, connectwise: Contoso, createTickets: true, rule: Critical }
                notifications:
                  programme: { name: Example IT, contact: help@example.com }
                  publicUrl: "http://127.0.0.1:%d"
                  listen: "127.0.0.1:%d"
                  twilio:
                    account: %s
                    authToken: %s
                    url: "%s"
                    senders: [ "%s" ]
                    perSecond: 100
                    voice: { from: [ "%s" ], perSecond: 100 }
                  smtp: { host: 127.0.0.1, port: %d, tls: NONE, from: alerts@example.com }
                  escalations:
                    - id: all
                      steps:
                        - { technicians: [ ann, bob, cid, dan ], channels: [ SMS, EMAIL ] }
                        - { delay: PT1S, technicians: [ eve ], channels: [ VOICE, EMAIL ] }
                  routes:
                    - { id: everything, escalation: all }
                  settings:
                    ticketWait: PT5S
                    limit: 1000
                    requestTimeout: PT1S
                    lookUps: [ PT0.3S, PT1S, %s ]
                    retryPause: PT0.2S
                    longestRetryPause: PT1S
                    channelPause: PT0.5S
                settings:
                  groupWait: PT0.05S
                  requestTimeout: PT1S
                  quarantine: PT2.5S
                  lookUps: [ PT0.2S, PT0.6S, PT1.2S ]
                  twinSearches: [ PT0.5S, PT2S ]
                  retryPause: PT0.2S
                  longestRetryPause: PT1S
                  hold: PT0.1S
                  noteInterval: PT0.1S
                  pollInterval: PT0.5S
                """.formatted(
                        directory.resolve("store.db"),
                        psa.siteUri(),
                        psa.companyId(),
                        psa.publicKey(),
                        psa.privateKey(),
                        psa.clientId(),
                        port,
                        port,
                        twilio.accountSid(),
                        twilio.authToken(),
                        twilio.baseUri(),
                        twilio.numbers().get(0),
                        twilio.numbers().get(0),
                        mailbox.port(),
                        LAST_LOOK_UP);
    }

    private Surroundings around() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Surroundings(
                nowhere,
                nowhere,
                InputStream.nullInputStream(),
                Clock.systemUTC(),
                Sleeper.system(),
                name -> null,
                directory,
                false,
                true,
                new Surroundings.StopSignal() {
                    @Override
                    public void await() {}

                    @Override
                    public void ended() {}
                });
    }

    private void technician(String name, String number, boolean agrees, boolean mail) {
        TechnicianDraft draft =
                TechnicianDraft.named(name).withPhones(List.of(number)).withUsernames(List.of(name));
        Technician added = host.tocsin()
                .technicians()
                .add(
                        mail ? draft.withEmails(List.of(name + "@example.com")) : draft,
                        PhoneBook.international(),
                        new ConsentActor(ConsentActor.Kind.OPERATOR, "test", null));
        names.put(added.id(), name);
        if (agrees) {
            host.tocsin()
                    .consent()
                    .grant(
                            PROGRAMME.id(),
                            added.id(),
                            new PhoneNumber(number),
                            EnumSet.allOf(PhoneUse.class),
                            ConsentTexts.technicianAlerts(PROGRAMME, Locale.ENGLISH),
                            new ConsentProof(
                                    ConsentMethod.WEB_FORM,
                                    ConsentActor.person(name, "192.0.2.1"),
                                    Map.of("page", "https://example.com/consent", "requestId", name)));
        }
    }

    /** Takes events in, each of which is an incident of its own; nothing is done about them here. */
    void raise(int incidents) {
        List<SecurityEvent> events = new ArrayList<>();
        for (int i = 0; i < incidents; i++) {
            int number = raised++;
            events.add(SecurityEvent.builder()
                    .source("scanner")
                    .sourceCompanyId("contoso")
                    .stableId("disk-" + number)
                    .deliveryId("disk-" + number)
                    .kind(EventKind.RAISED)
                    .occurredAt(Instant.ofEpochSecond(1_760_000_000L + number))
                    .category(EventCategory.PROBLEMS)
                    .eventType("disk.full")
                    .severity(Severity.HIGH)
                    .title("Disk full on host-" + number)
                    .asset("host-" + number)
                    .build());
        }
        assertThat(host.tocsin().ingest(events))
                .allSatisfy(receipt -> assertThat(receipt.outcome().name()).isEqualTo("ACCEPTED"));
    }

    /** Lets a bridge work until all is told, and kills it so many times before. */
    void work(int kills) throws Exception {
        for (int killed = 0; killed < kills; killed++) {
            BridgeProcess victim = running();
            long from = twilio.requests().total();
            int requests = random.nextInt(14);
            int moment = random.nextInt(40);
            long deadline = deadline();
            while (victim.isAlive()
                    && twilio.requests().total() - from <= requests
                    && !settled()
                    && System.nanoTime() < deadline) {
                answer();
                victim.nap();
            }
            for (int nap = 0; nap < moment; nap++) {
                victim.nap();
            }
            assertThat(victim.isAlive()).as(story("it runs until it is killed")).isTrue();
            victim.kill();
            process = null;
            log.add("killed " + moment + " ms after " + requests + " requests");
        }
        BridgeProcess last = running();
        long deadline = deadline();
        while (!settled()) {
            assertThat(last.isAlive()).as(story("it keeps running")).isTrue();
            assertThat(System.nanoTime() < deadline)
                    .as(story("it ends: " + open()))
                    .isTrue();
            answer();
            for (int nap = 0; nap < 50; nap++) {
                last.nap();
            }
        }
        log.add("all is told");
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    }

    private BridgeProcess running() throws IOException {
        BridgeProcess known = process;
        if (known == null || !known.isAlive()) {
            known = BridgeProcess.start(directory, "output.log", "run");
            process = known;
        }
        return known;
    }

    /** Ann acknowledges every second incident of which she is told; what no bridge takes, she writes again. */
    private void answer() {
        toldToAnn().forEach((about, code) -> {
            if (Integer.parseInt(about) % 2 == 0 && !acknowledged.contains(about)) {
                String text = "ack " + code.toLowerCase(Locale.ROOT);
                WebhookDelivery delivery = twilio.person(ANN).reply(text);
                log.add("ann wrote '" + text + "' of host-" + about + ": " + delivery.outcome() + " "
                        + delivery.answer());
                if (delivery.outcome() == WebhookDelivery.Outcome.DELIVERED) {
                    acknowledged.add(about);
                }
            }
        });
    }

    /** The hosts of which ann's texts tell, each with the code by which she answers. */
    private Map<String, String> toldToAnn() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (SimMessage message : twilio.person(ANN).messages()) {
            for (Pattern pattern : List.of(ONE, OF_SEVERAL)) {
                Matcher found = pattern.matcher(message.body());
                while (found.find()) {
                    codes.putIfAbsent(found.group("host"), found.group("code"));
                }
            }
        }
        return codes;
    }

    private static String asset(String text) {
        Matcher asset = Pattern.compile("host-(\\d+)").matcher(text);
        assertThat(asset.find()).as(text).isTrue();
        return asset.group(1);
    }

    /** Bob wants no more. */
    void stop() throws Exception {
        BridgeProcess bridge = running();
        long deadline = deadline();
        TwilioPerson bob = twilio.person(BOB);
        while (bob.reply("Stop!", twilio.numbers().get(0)).outcome() != WebhookDelivery.Outcome.DELIVERED) {
            assertThat(System.nanoTime() < deadline).as(story("STOP is taken")).isTrue();
            bridge.nap();
        }
        stopped = Instant.now();
    }

    private List<Notification> rows() {
        return host.tocsin().notifications().page(0, 10_000);
    }

    private List<Escalation> escalations() {
        return host.store().read(session -> session.escalations().page(MspId.SINGLE, 0, 10_000));
    }

    private List<Incident> incidents() {
        return host.store().read(session -> session.incidents().page(MspId.SINGLE, 0, 10_000));
    }

    private boolean settled() {
        return open().isEmpty();
    }

    /** What is not done yet; empty if all is. */
    private String open() {
        List<Incident> incidents = incidents();
        List<Escalation> escalations = escalations();
        if (incidents.size() < raised || incidents.stream().anyMatch(one -> one.ticketId() == null)) {
            return "tickets";
        }
        if (escalations.size() < raised) {
            return "escalations not begun";
        }
        for (Escalation one : escalations) {
            // Whoever acknowledged is looked at again and again.
            boolean rests = one.dueAt() == null
                    || (one.phase() == EscalationPhase.ACKNOWLEDGED
                            && one.dueAt().isAfter(Instant.now()));
            if (one.phase() == EscalationPhase.TELLING || !rests) {
                return one.toString();
            }
        }
        for (Notification one : rows()) {
            if (one.state().open()) {
                return one + " " + one.reason();
            }
        }
        if (!host.tocsin().audit().openIntents(MspId.SINGLE, 10).isEmpty()) {
            return "writes to the PSA";
        }
        long toAcknowledge = toldToAnn().keySet().stream()
                .filter(about -> Integer.parseInt(about) % 2 == 0 && !acknowledged.contains(about))
                .count();
        return toAcknowledge == 0 ? "" : "acknowledgements";
    }

    /** Repeats and forges what came in; of all that is kept nothing may change. */
    void forgeAndReplay() throws Exception {
        // What is still to come from faults is no forgery.
        twilio.faults().clear();
        twilio.commitLate();
        assertThat(twilio.awaitIdle(Duration.ofSeconds(60)))
                .as(story("callbacks end"))
                .isTrue();
        List<WebhookDelivery> came = twilio.callbacks().deliveries().stream()
                .filter(one -> one.outcome() == WebhookDelivery.Outcome.DELIVERED)
                .toList();
        assertThat(came).as(story("callbacks")).hasSizeGreaterThan(20);
        String before = state();
        int messages = twilio.messages().size();
        for (WebhookDelivery one : came.subList(Math.max(0, came.size() - 60), came.size())) {
            assertThat(replayed(one)).as(story("replayed " + one)).isBetween(200, 299);
        }
        for (WebhookDelivery one : came.subList(0, 20)) {
            assertThat(twilio.callbacks().forge(one).status())
                    .as("forged %s", one)
                    .isEqualTo(403);
            assertThat(twilio.callbacks()
                            .tamper(one, "AccountSid", "AC" + "b".repeat(32))
                            .status())
                    .as("tampered %s", one)
                    .isEqualTo(403);
        }
        came.stream()
                .filter(one -> one.kind() == WebhookDelivery.Kind.INBOUND_MESSAGE)
                .limit(5)
                .forEach(one -> {
                    assertThat(twilio.callbacks()
                                    .tamper(one, "Body", "CLOSE! 1A")
                                    .status())
                            .isEqualTo(403);
                    assertThat(twilio.callbacks().tamper(one, "From", EVE).status())
                            .isEqualTo(403);
                    assertThat(replayed(one)).isBetween(200, 299);
                });
        long deadline = deadline();
        while (!settled()) {
            assertThat(System.nanoTime() < deadline)
                    .as(story("nothing was begun: " + open()))
                    .isTrue();
            running().nap();
        }
        assertThat(state())
                .as(story("forged and replayed requests changed nothing"))
                .isEqualTo(before);
        assertThat(outbound(twilio.messages()))
                .as(story("nothing more was sent"))
                .hasSameSizeAs(outbound(twilio.messages().subList(0, messages)));
    }

    /** Sends a webhook again, as soon as the bridge listens; it may have been started a moment ago. */
    private int replayed(WebhookDelivery one) {
        int status = 0;
        long deadline = deadline();
        while (status == 0 && System.nanoTime() < deadline) {
            status = twilio.callbacks().replay(one).status();
        }
        return status;
    }

    private static List<SimMessage> outbound(List<SimMessage> messages) {
        return messages.stream()
                .filter(message -> message.origin() == dev.tocsin.simulators.twilio.MessageOrigin.API)
                .toList();
    }

    private String state() {
        StringBuilder state = new StringBuilder();
        rows().forEach(row -> state.append(row)
                .append(' ')
                .append(row.status())
                .append(row.providerId())
                .append('\n'));
        // How often a row was written and when it is looked at next is no state: each start of a bridge looks at all
        // that waits.
        escalations()
                .forEach(one -> state.append(one.toString().replaceAll("(version|dueAt)=[^,\\]]+", ""))
                        .append('\n'));
        incidents().forEach(one -> state.append(one.id()).append(one.state()).append('\n'));
        psa.tickets()
                .forEach(ticket -> state.append(ticket.id())
                        .append(ticket.status())
                        .append(ticket.notes().size())
                        .append('\n'));
        return state.toString();
    }

    /** Kills the last bridge and carries out what is still to come. */
    void end() throws Exception {
        running().kill();
        twilio.faults().clear();
        twilio.commitLate();
    }

    /** Compares what the store believes with what people got. */
    void verify() {
        Map<String, List<Notification>> texts = new LinkedHashMap<>();
        Map<Long, Set<String>> told = new LinkedHashMap<>();
        for (Notification row : rows()) {
            assertThat(row.state().open()).as(story("open: " + row)).isFalse();
            String who = String.valueOf(names.get(row.person().id()));
            if (row.purpose() == Purpose.ALERT && row.incidentId() != null) {
                told.computeIfAbsent(row.incidentId(), any -> new LinkedHashSet<>())
                        .add(who + " " + row.kind());
            }
            if (row.attempts() > 0 && row.kind() == ChannelKind.SMS) {
                texts.computeIfAbsent(row.address() + " " + String.valueOf(row.words()), any -> new ArrayList<>())
                        .add(row);
            }
        }
        verifyTexts(texts.values());
        verifyTold(told);
        verifyCallsAndMails();
        verifyAcknowledged();
        // Whether these went out is not known and stays so: no call is made again, nothing is sent a third time.
        Set<Long> unknown = rows().stream()
                .filter(row -> row.kind() == ChannelKind.VOICE || isGivenUp(row))
                .map(Notification::id)
                .collect(Collectors.toSet());
        List<AuditFinding> findings = host.tocsin().notifications().audit();
        assertThat(findings)
                .as(story("the audit names what was given up"))
                .filteredOn(finding -> finding.kind() == AuditFinding.Kind.UNKNOWN)
                .extracting(AuditFinding::notificationId)
                .containsAll(rows().stream()
                        .filter(NotificationKillRun::isGivenUp)
                        .map(Notification::id)
                        .toList());
        assertThat(findings)
                .as(story("audit"))
                .filteredOn(finding ->
                        finding.kind() != AuditFinding.Kind.UNKNOWN || !unknown.contains(finding.notificationId()))
                .noneMatch(finding -> EnumSet.of(
                                AuditFinding.Kind.NO_PROOF,
                                AuditFinding.Kind.STUCK,
                                AuditFinding.Kind.UNKNOWN,
                                AuditFinding.Kind.NO_POLICY)
                        .contains(finding.kind()));
    }

    /** Whether a message went out, by itself or within another. */
    private boolean went(Notification row) {
        Long carrier = row.bundleId();
        return row.state() == NotificationState.BUNDLED && carrier != null
                ? rows().stream().anyMatch(one -> one.id() == carrier && went(one))
                : row.state() == NotificationState.SENT || row.state() == NotificationState.DELIVERED;
    }

    private void verifyTexts(Collection<List<Notification>> byText) {
        int expected = 0;
        for (List<Notification> same : byText) {
            Notification row = same.get(0);
            if (row.purpose() == Purpose.ALERT) {
                assertThat(same).as(story("each alert of a person is another")).hasSize(1);
            }
            int got = twilio.report()
                    .count(
                            String.valueOf(row.address()),
                            Objects.requireNonNull(row.words()).text());
            expected += got;
            if (!went(row)) {
                assertThat(row.state() == NotificationState.SKIPPED || isGivenUp(row))
                        .as(story(row + " " + row.reason()))
                        .isTrue();
                assertThat(got).as(story("texts of " + row)).isBetween(0, mayDouble ? row.attempts() : 0);
            } else if (mayDouble) {
                assertThat(got)
                        .as(story("texts of " + row))
                        .isBetween(
                                same.size(),
                                same.stream().mapToInt(Notification::attempts).sum());
            } else {
                // Whoever had to write twice, since nobody answered the first time, may be answered twice.
                assertThat(got).as(story("texts of " + row)).isEqualTo(same.size());
            }
        }
        assertThat(twilio.report().total()).as(story("nothing else was sent")).isEqualTo(expected);
        assertThat(twilio.report().count(CID) + twilio.report().count(DAN))
                .as(story("without consent"))
                .isZero();
        long givenUp = rows().stream()
                .filter(row -> ANN.equals(row.address()) && isGivenUp(row))
                .count();
        assertThat(toldToAnn()).as(story("ann is told of each")).hasSize(raised - (int) givenUp);
        assertThat(twilio.report().count(BOB)).as(story("bob, before STOP")).isPositive();
        Instant stop = Objects.requireNonNull(stopped);
        List<Notification> afterStop = rows().stream()
                .filter(row -> BOB.equals(row.address())
                        && row.sentAt() != null
                        && row.sentAt().isAfter(stop))
                .toList();
        // "Stop!" is no bare word that the provider would answer, so the one confirmation is ours.
        assertThat(afterStop)
                .as(story("after STOP nothing but its confirmation was sent to bob"))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(row -> row.purpose() == Purpose.OPT_OUT_CONFIRMATION);
    }

    /** Each step was told to everybody by it, or there is why not. */
    private void verifyTold(Map<Long, Set<String>> told) {
        assertThat(told).as(story("told")).hasSize(raised);
        assertThat(told.values())
                .as(story("each incident"))
                .allSatisfy(whom -> assertThat(whom).contains("ann SMS", "bob SMS", "cid SMS", "cid EMAIL", "dan SMS"));
        for (Notification row : rows()) {
            String who = names.get(row.person().id());
            if (row.purpose() != Purpose.ALERT) {
                continue;
            }
            boolean mayGet = !("cid".equals(who) && row.kind() == ChannelKind.SMS) && !"dan".equals(who);
            if (!mayGet) {
                assertThat(row.state()).as(story(row.toString())).isEqualTo(NotificationState.SKIPPED);
            } else if (row.kind() == ChannelKind.EMAIL || "ann".equals(who)) {
                assertThat(went(row)
                                || (row.state() == NotificationState.SKIPPED && isAcknowledged(row))
                                || (isGivenUp(row) && (row.kind() == ChannelKind.EMAIL || hasNext(row))))
                        .as(story(row + " " + row.reason()))
                        .isTrue();
            }
        }
    }

    /** Whether its answer was lost, nobody could say whether the service has it, and the answer to its repeat was lost as well. */
    private static boolean isGivenUp(Notification row) {
        return row.state() == NotificationState.REFUSED && row.repeated();
    }

    private boolean hasNext(Notification row) {
        return rows().stream()
                .anyMatch(next -> next.purpose() == Purpose.ALERT
                        && next.person().equals(row.person())
                        && Objects.equals(next.incidentId(), row.incidentId())
                        && next.epoch() == row.epoch()
                        && next.step() == row.step()
                        && next.fallback() == row.fallback() + 1);
    }

    /** Whoever is told by the next channel, or after a kill, may come too late: somebody took it up. */
    private boolean isAcknowledged(Notification row) {
        return escalations().stream()
                .anyMatch(one ->
                        Long.valueOf(one.incidentId()).equals(row.incidentId()) && one.acknowledgement() != null);
    }

    private void verifyCallsAndMails() {
        List<Notification> calls =
                rows().stream().filter(row -> row.kind() == ChannelKind.VOICE).toList();
        long made = calls.stream().filter(row -> row.attempts() > 0).count();
        assertThat(twilio.calls().size()).as(story("calls")).isLessThanOrEqualTo((int) made + (mayDouble ? 100 : 0));
        assertThat(twilio.calls()).allSatisfy(call -> assertThat(call.to()).isEqualTo(EVE));
        Map<String, Long> mails = mailbox.mails().stream()
                .collect(Collectors.groupingBy(LoopbackMailbox.Mail::id, Collectors.counting()));
        List<Notification> sent = rows().stream()
                .filter(row -> row.kind() == ChannelKind.EMAIL && row.attempts() > 0 && went(row))
                .toList();
        List<Notification> attempted = rows().stream()
                .filter(row -> row.kind() == ChannelKind.EMAIL && row.attempts() > 0)
                .toList();
        // One that went out as its bridge was killed is not sent again if somebody acknowledged meanwhile.
        assertThat(mails.size())
                .as(story("mails, each with an id of its own"))
                .isBetween(sent.size(), attempted.size());
        assertThat(mailbox.mails())
                .as(story("a mail is repeated with its id only"))
                .hasSizeLessThanOrEqualTo(
                        attempted.stream().mapToInt(Notification::attempts).sum());
    }

    private void verifyAcknowledged() {
        assertThat(acknowledged)
                .as(story("acknowledged"))
                .containsExactlyInAnyOrderElementsOf(toldToAnn().keySet().stream()
                        .filter(about -> Integer.parseInt(about) % 2 == 0)
                        .toList());
        Map<Long, Escalation> escalations =
                escalations().stream().collect(Collectors.toMap(Escalation::incidentId, one -> one));
        for (Incident incident : incidents()) {
            String about = asset(String.join(" ", incident.dimensions()));
            SimTicket ticket = psa.tickets().stream()
                    .filter(one -> Integer.toString(one.id()).equals(incident.ticketId()))
                    .findFirst()
                    .orElseThrow();
            boolean byAnn = acknowledged.contains(about);
            Escalation escalation = Objects.requireNonNull(escalations.get(incident.id()));
            assertThat(escalation.acknowledgement() != null)
                    .as(story("ann's text acknowledged host-" + about + "; she was answered " + answersToAnn() + "\n"
                            + escalation))
                    .isEqualTo(byAnn);
            long notes = ticket.notes().stream()
                    .filter(note -> note.text().contains("Acknowledged by"))
                    .count();
            assertThat(notes)
                    .as(story("what was acknowledged is noted on the ticket of host-" + about + ": " + ticket.notes()
                            + "\n" + escalation + "\n" + rows()))
                    .isEqualTo(byAnn ? 1 : 0);
        }
    }

    private List<String> answersToAnn() {
        return twilio.person(ANN).messages().stream()
                .map(SimMessage::body)
                .filter(body -> !body.contains("Disk full"))
                .toList();
    }

    private String story(String what) {
        try {
            String all = Files.readString(directory.resolve("output.log"), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.contains("refused a request"))
                    .collect(Collectors.joining("\n"));
            return what + "\n" + log + "\n" + all.substring(Math.max(0, all.length() - 3_000));
        } catch (IOException e) {
            return what + "\n" + log;
        }
    }

    @Override
    public void close() throws Exception {
        BridgeProcess known = process;
        if (known != null) {
            known.kill();
        }
        host.close();
        twilio.close();
        psa.close();
        mailbox.close();
    }
}

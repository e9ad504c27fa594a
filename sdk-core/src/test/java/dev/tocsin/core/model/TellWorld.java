package dev.tocsin.core.model;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.OnCallSchedule;
import dev.tocsin.core.escalation.OnCallShift;
import dev.tocsin.core.escalation.QuietHours;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.fake.DirectExecutor;
import dev.tocsin.core.fake.DyingStore;
import dev.tocsin.core.fake.Host;
import dev.tocsin.core.fake.VirtualTime;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianEmail;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.TechnicianStore;
import dev.tocsin.core.store.VolatileStore;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A host with six technicians, three services that carry messages, and a store at whose writes the process may die. */
final class TellWorld {
    static final Programme PROGRAMME = new Programme("ops", "Contoso IT", "help@contoso.example");
    static final ActionLinks LINKS = new ActionLinks(
            URI.create("https://alerts.example/act"),
            SigningKeys.of("k1", Secret.of("0123456789abcdef0123456789abcdef")));
    static final ConsentText TEXT = new ConsentText("alerts", "en", "I agree to alerts.");
    static final String DUTY = "duty";
    static final LocalDate ROTATION_START = LocalDate.of(2026, 1, 5);
    static final List<String> ROTATION = List.of("ann", "bob");
    static final LocalTime QUIET_FROM = LocalTime.of(10, 0);
    static final LocalTime QUIET_TO = LocalTime.of(13, 0);

    /** Who has which number; bob and dan share one. */
    static final Map<String, PhoneNumber> NUMBERS = new TreeMap<>(Map.of(
            "ann", new PhoneNumber("+4915112345671"),
            "bob", new PhoneNumber("+4915112345672"),
            "dan", new PhoneNumber("+4915112345672"),
            "cyd", new PhoneNumber("+4915112345673"),
            "eve", new PhoneNumber("+4915112345674"),
            "fay", new PhoneNumber("+4915112345675")));

    private final Random random;
    private final NotificationSettings settings;
    private final Map<ChannelKind, TellChannel> channels = new EnumMap<>(ChannelKind.class);
    private final TellOracle oracle;
    private final List<String> people = List.copyOf(NUMBERS.keySet());
    private int diesBefore = -1;
    private int diesAfter = -1;
    private @Nullable Host host;

    TellWorld(long seed) {
        random = new Random(seed);
        settings = NotificationSettings.builder()
                .limit(2 + random.nextInt(4), Duration.ofMinutes(10))
                .ticketWait(Duration.ofSeconds(random.nextInt(60)))
                .parallel(1 + random.nextInt(16))
                .build();
        oracle = new TellOracle(this);
        for (ChannelKind kind : ChannelKind.values()) {
            channels.put(kind, new TellChannel(kind, () -> host().time, request -> oracle.isSent(kind, request)));
        }
        boolean answers = random.nextBoolean();
        Host made = new Host(
                Settings.builder().notifications(settings).build(),
                new DyingStore(new VolatileStore(), () -> dies(true), () -> dies(false)),
                builder -> {
                    channels.values().forEach(builder::channel);
                    return builder.programme(PROGRAMME)
                            .actionLinks(LINKS)
                            .providerAnswersKeywords(answers)
                            .messageExecutor(new DirectExecutor());
                });
        host = made;
        NUMBERS.forEach((id, number) -> keep(id, TechnicianStatus.ACTIVE));
        NUMBERS.keySet().stream().filter(id -> !id.equals("cyd")).forEach(this::optIn);
        made.tocsin()
                .configuration()
                .save(new OnCallSchedule(
                        Host.MSP,
                        DUTY,
                        "Duty",
                        ZoneOffset.UTC,
                        List.of(new OnCallShift(
                                DayOfWeek.MONDAY,
                                LocalTime.MIDNIGHT,
                                DayOfWeek.MONDAY,
                                LocalTime.MIDNIGHT,
                                ROTATION,
                                ROTATION_START))));
        made.tocsin()
                .configuration()
                .save(new QuietHours(
                        Host.MSP,
                        "fay",
                        ZoneOffset.UTC,
                        EnumSet.allOf(DayOfWeek.class),
                        QUIET_FROM,
                        QUIET_TO,
                        Severity.CRITICAL));
        savePolicies();
        route("high", 1, Severity.HIGH, "p1");
        route("any", 2, Severity.INFO, "p2");
    }

    private boolean dies(boolean before) {
        if (!before && host != null) {
            oracle.observe();
        }
        if (before && diesBefore >= 0) {
            return diesBefore-- == 0;
        }
        if (!before && diesAfter >= 0) {
            return diesAfter-- == 0;
        }
        return false;
    }

    /** The process dies at a write to come. */
    void die(boolean before, int writes) {
        if (before) {
            diesBefore = writes;
        } else {
            diesAfter = writes;
        }
    }

    void noMoreFaults() {
        diesBefore = -1;
        diesAfter = -1;
        channels.values().forEach(TellChannel::noMoreFaults);
        host().psa.noMoreFaults();
    }

    Host host() {
        return Objects.requireNonNull(host, "the host is not there yet");
    }

    TellOracle oracle() {
        return oracle;
    }

    NotificationSettings settings() {
        return settings;
    }

    TellChannel channel(ChannelKind kind) {
        return Objects.requireNonNull(channels.get(kind));
    }

    String technician(int choice) {
        return people.get(choice % people.size());
    }

    List<Notification> rows() {
        return host().read(session -> session.notifications().page(Host.MSP, 0, 10_000));
    }

    List<Escalation> escalations() {
        return host().read(session -> session.escalations().page(Host.MSP, 0, 10_000));
    }

    // ---- people

    static PersonRef person(String id) {
        return PersonRef.technician(Host.MSP, id);
    }

    void keep(String id, TechnicianStatus status) {
        Technician technician = new Technician(
                Host.MSP,
                id,
                id,
                List.of(new TechnicianEmail(new EmailAddress(id + "@contoso.example"), Origin.PERSON)),
                List.of(new TechnicianPhone(
                        new Phone(Objects.requireNonNull(NUMBERS.get(id)), PhoneKind.MOBILE, null), Origin.PERSON)),
                id.equals("ann") ? List.of(Username.psaMember("ALee")) : List.of(),
                null,
                AccountState.NONE,
                status,
                Origin.PERSON);
        host().store.write(session -> {
            long version = session.technicians()
                    .get(Host.MSP, id)
                    .map(TechnicianStore.Kept::version)
                    .orElse(0L);
            return session.technicians().save(technician, version);
        });
    }

    TechnicianStatus status(String id) {
        return host().read(session -> session.technicians()
                .get(Host.MSP, id)
                .map(kept -> kept.technician().status())
                .orElse(TechnicianStatus.INACTIVE));
    }

    void optIn(String id) {
        ConsentEntry entry = ConsentEntry.builder(
                        PROGRAMME.id(),
                        Objects.requireNonNull(NUMBERS.get(id)),
                        ConsentAction.OPT_IN,
                        ConsentMethod.WEB_FORM,
                        ConsentActor.person(id, null),
                        host().time.instant())
                .person(person(id), id)
                .textHash(TEXT.hash())
                .evidence("page", "consent")
                .build();
        host().store.write(session -> {
            session.consent().keep(TEXT);
            return session.consent().append(List.of(entry));
        });
    }

    // ---- configuration

    void savePolicies() {
        policy("p1", random);
        policy("p2", random);
    }

    void policy(String id, Random drawn) {
        List<EscalationStep> steps = new ArrayList<>();
        for (int i = 1 + drawn.nextInt(3); i > 0; i--) {
            Set<Recipient> recipients = new java.util.LinkedHashSet<>();
            for (int j = 1 + drawn.nextInt(3); j > 0; j--) {
                recipients.add(
                        drawn.nextInt(3) == 0
                                ? new Recipient.OnCall(DUTY)
                                : new Recipient.Named(technician(drawn.nextInt(100))));
            }
            List<ChannelKind> kinds =
                    new ArrayList<>(EnumSet.of(ChannelKind.SMS, ChannelKind.VOICE, ChannelKind.EMAIL));
            java.util.Collections.shuffle(kinds, drawn);
            steps.add(new EscalationStep(
                    Duration.ofMinutes(drawn.nextInt(6)),
                    List.copyOf(recipients),
                    kinds.subList(0, 1 + drawn.nextInt(3)),
                    drawn.nextInt(3) == 0 ? ChannelUse.ALL : ChannelUse.FIRST_THAT_REACHES));
        }
        host().tocsin()
                .configuration()
                .save(new EscalationPolicy(
                        Host.MSP,
                        id,
                        id,
                        steps,
                        drawn.nextInt(3),
                        Duration.ofMinutes(1 + drawn.nextInt(10)),
                        drawn.nextInt(3) == 0 ? Duration.ofMinutes(30) : null,
                        drawn.nextInt(3) == 0 ? Duration.ofMinutes(50) : null));
    }

    void route(String id, int order, Severity atLeast, @Nullable String policy) {
        host().tocsin()
                .configuration()
                .save(new NotificationRoute(Host.MSP, id, order, Set.of(), Set.of(), atLeast, policy, false));
    }

    VirtualTime time() {
        return host().time;
    }
}

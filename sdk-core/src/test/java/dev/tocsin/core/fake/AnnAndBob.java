package dev.tocsin.core.fake;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.consent.SigningKeys;
import dev.tocsin.core.escalation.ActionLinks;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.incident.Incident;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationKeys;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.notify.Purpose;
import dev.tocsin.core.notify.Words;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.people.Username;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host with technicians: Ann, who is a member of the PSA, and Bob, who is none; each told of incidents as a test says. */
public final class AnnAndBob {
    public static final String ANN = "ann";
    public static final String BOB = "bob";
    public static final PhoneNumber ANNS = new PhoneNumber("+4915112345678");
    public static final PhoneNumber BOBS = new PhoneNumber("+4915187654321");
    public static final Programme PROGRAMME = new Programme("alerts", "Acme Alerts", "help@acme.example");
    public static final ActionLinks LINKS = new ActionLinks(
            URI.create("https://alerts.example/act"),
            SigningKeys.of("k1", Secret.of("0123456789abcdef0123456789abcdef")));

    public final Host host;

    public AnnAndBob() {
        this(true);
    }

    public AnnAndBob(boolean providerAnswersKeywords) {
        this(Settings.DEFAULTS, providerAnswersKeywords);
    }

    public AnnAndBob(NotificationSettings settings) {
        this(Settings.builder().notifications(settings).build(), true);
    }

    private AnnAndBob(Settings settings, boolean providerAnswersKeywords) {
        host = new Host(
                settings,
                builder -> builder.actionLinks(LINKS)
                        .programme(PROGRAMME)
                        .providerAnswersKeywords(providerAnswersKeywords));
        add(ANN, "Ann Lee", ANNS, TechnicianStatus.ACTIVE, "ALee");
        add(BOB, "Bob Ray", BOBS, TechnicianStatus.ACTIVE, null);
    }

    /** Adds a technician, or puts another in place of the one with the id. */
    public void add(String id, String name, PhoneNumber number, TechnicianStatus status, @Nullable String member) {
        host.store.write(session -> {
            long version = session.technicians()
                    .get(Host.MSP, id)
                    .map(kept -> kept.version())
                    .orElse(0L);
            return session.technicians()
                    .save(
                            new Technician(
                                    Host.MSP,
                                    id,
                                    name,
                                    List.of(),
                                    List.of(new TechnicianPhone(
                                            new Phone(number, PhoneKind.MOBILE, null), Origin.PERSON)),
                                    member == null ? List.of() : List.of(Username.psaMember(member)),
                                    null,
                                    AccountState.NONE,
                                    status,
                                    Origin.PERSON),
                            version);
        });
    }

    public static PersonRef person(String id) {
        return PersonRef.technician(Host.MSP, id);
    }

    /** The incident has a code, and people were told of it by text. */
    public void told(Incident incident, String code, String... technicians) {
        host.store.write(session -> {
            Escalation known = session.escalations().get(List.of(incident.id())).get(incident.id());
            Escalation escalation = known == null ? Escalation.begun(incident, host.time.instant()) : known;
            session.escalations().save(List.of(escalation.change().code(code).done()));
            return true;
        });
        for (String technician : technicians) {
            notified(incident, technician, ChannelKind.SMS, NotificationState.SENT);
        }
    }

    /** A message about an incident that went out to a technician, or is on its way; its key. */
    public String notified(Incident incident, String technician, ChannelKind kind, NotificationState state) {
        return notified(incident, technician, kind, state, Duration.ofHours(4));
    }

    /** The same with a time to live. */
    public String notified(
            Incident incident, String technician, ChannelKind kind, NotificationState state, Duration lives) {
        Instant now = host.time.instant();
        String key = NotificationKeys.ofStep(incident.id(), 0, 0, person(technician), kind);
        host.store.write(session -> {
            Notification planned = Notification.ofStep(
                    session.notifications().nextId(),
                    Host.MSP,
                    key,
                    Purpose.ALERT,
                    incident.id(),
                    0,
                    0,
                    0,
                    person(technician),
                    technician,
                    kind,
                    incident.severity(),
                    now,
                    now.plus(lives));
            session.notifications().add(planned);
            if (state != NotificationState.PLANNED) {
                String to = technician.equals(ANN) ? ANNS.e164() : BOBS.e164();
                Notification sending = planned.change()
                        .claimed("w", now)
                        .sending("twilio", to, Words.of("Disk full on dc01"), now)
                        .done();
                session.notifications().save(List.of(sending));
                session.notifications()
                        .save(List.of(
                                state.open()
                                        ? sending.change().open(state, now).done()
                                        : sending.change().ended(state, now).done()));
            }
            return true;
        });
        return key;
    }

    public @Nullable Escalation escalation(Incident incident) {
        return host.store.read(
                session -> session.escalations().get(List.of(incident.id())).get(incident.id()));
    }

    /** All that is planned or sent to people, oldest first. */
    public List<Notification> notifications() {
        return host.read(session -> session.notifications().page(Host.MSP, 0, 1_000));
    }
}

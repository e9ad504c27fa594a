package dev.tocsin.core.fake;

import dev.tocsin.core.TocsinBuilder;
import dev.tocsin.core.consent.ConsentAction;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.Acknowledgement;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.Escalation;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.escalation.Via;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.Notification;
import dev.tocsin.core.notify.NotificationState;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.people.Origin;
import dev.tocsin.core.people.PersonRef;
import dev.tocsin.core.people.Phone;
import dev.tocsin.core.people.PhoneKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.core.people.TechnicianEmail;
import dev.tocsin.core.people.TechnicianPhone;
import dev.tocsin.core.people.TechnicianStatus;
import dev.tocsin.core.settings.NotificationSettings;
import dev.tocsin.core.settings.Settings;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.TechnicianStore;
import dev.tocsin.core.store.VolatileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A host whose people are told: channels of all kinds, technicians with phones and mail, and one escalation for all incidents. */
public final class Crew {
    public static final Programme PROGRAMME = new Programme("ops", "Contoso IT", "help@contoso.example");
    private static final ConsentText TEXT = new ConsentText("alerts", "en", "I agree to alerts.");

    public final ScriptedChannel sms;
    public final ScriptedChannel voice;
    public final ScriptedChannel mail;
    public final Host host;

    public Crew() {
        this(NotificationSettings.DEFAULTS);
    }

    public Crew(NotificationSettings settings) {
        this(settings, new VolatileStore(), builder -> builder);
    }

    public Crew(NotificationSettings settings, Store store, UnaryOperator<TocsinBuilder> more) {
        this(Settings.builder().notifications(settings).build(), store, more);
    }

    public Crew(Settings settings, Store store, UnaryOperator<TocsinBuilder> more) {
        LateClock clock = new LateClock();
        sms = new ScriptedChannel(ChannelKind.SMS, clock);
        voice = new ScriptedChannel(ChannelKind.VOICE, clock);
        mail = new ScriptedChannel(ChannelKind.EMAIL, clock);
        host = new Host(
                settings,
                store,
                builder -> more.apply(builder.channel(sms)
                        .channel(voice)
                        .channel(mail)
                        .programme(PROGRAMME)
                        .messageExecutor(new DirectExecutor())));
        clock.follow(host.time);
    }

    // ---- configuration

    public static EscalationStep step(Duration delay, List<String> technicians, ChannelKind... channels) {
        return new EscalationStep(
                delay,
                technicians.stream()
                        .map(id -> (Recipient) new Recipient.Named(id))
                        .toList(),
                List.of(channels),
                ChannelUse.FIRST_THAT_REACHES);
    }

    public Crew policy(EscalationStep... steps) {
        return policy(
                new EscalationPolicy(Host.MSP, "p", "Policy", List.of(steps), 0, Duration.ofMinutes(10), null, null));
    }

    public Crew policy(EscalationPolicy policy) {
        host.tocsin().configuration().save(policy);
        return route(Severity.INFO, policy.id(), false);
    }

    public Crew route(Severity atLeast, String policyId, boolean users) {
        host.tocsin()
                .configuration()
                .save(new NotificationRoute(
                        Host.MSP,
                        "r-" + atLeast,
                        10 - atLeast.ordinal(),
                        Set.of(),
                        Set.of(),
                        atLeast,
                        policyId,
                        users));
        return this;
    }

    // ---- people

    /** A technician with a mobile phone and a mail address who agreed to texts and calls. */
    public Technician technician(String id, String e164) {
        Technician technician = stranger(id, e164);
        optIn(technician.ref(), e164);
        return technician;
    }

    /** A technician with a mobile phone and a mail address who agreed to nothing. */
    public Technician stranger(String id, String e164) {
        Technician plain = Technician.byHand(Host.MSP, id, id);
        Technician technician = new Technician(
                plain.msp(),
                plain.id(),
                plain.name(),
                List.of(new TechnicianEmail(new EmailAddress(id + "@contoso.example"), Origin.PERSON)),
                List.of(new TechnicianPhone(new Phone(new PhoneNumber(e164), PhoneKind.MOBILE, null), Origin.PERSON)),
                List.of(),
                null,
                AccountState.NONE,
                TechnicianStatus.ACTIVE,
                Origin.PERSON);
        keep(technician);
        return technician;
    }

    public void keep(Technician technician) {
        host.store.write(session -> {
            long version = session.technicians()
                    .get(Host.MSP, technician.id())
                    .map(TechnicianStore.Kept::version)
                    .orElse(0L);
            return session.technicians().save(technician, version);
        });
    }

    public ConsentEntry optIn(PersonRef person, String e164) {
        ConsentEntry entry = ConsentEntry.builder(
                        PROGRAMME.id(),
                        new PhoneNumber(e164),
                        ConsentAction.OPT_IN,
                        ConsentMethod.WEB_FORM,
                        ConsentActor.person(person.id(), null),
                        host.time.instant())
                .person(person, person.id())
                .textHash(TEXT.hash())
                .evidence("page", "consent")
                .build();
        host.store.write(session -> {
            session.consent().keep(TEXT);
            return session.consent().append(List.of(entry));
        });
        return entry;
    }

    public void stop(String e164) {
        host.store.write(session -> session.consent()
                .append(List.of(ConsentEntry.builder(
                                PROGRAMME.id(),
                                new PhoneNumber(e164),
                                ConsentAction.OPT_OUT,
                                ConsentMethod.SMS_KEYWORD,
                                ConsentActor.person("whoever", null),
                                host.time.instant())
                        .uses(EnumSet.allOf(PhoneUse.class))
                        .evidence("message", "STOP")
                        .build())));
    }

    // ---- what happens

    /** A problem at Acme whose ticket is open. */
    public long opened(String asset) {
        return opened(asset, Severity.HIGH);
    }

    public long opened(String asset, Severity severity) {
        host.ingest(host.problem(asset, asset).severity(severity));
        host.run(Duration.ofSeconds(31));
        return host.latest().id();
    }

    public void acknowledge(long incidentId, String technicianId) {
        change(
                incidentId,
                change -> change.acknowledgement(
                        new Acknowledgement(technicianId, technicianId, Via.API, host.time.instant())));
    }

    public void change(long incidentId, UnaryOperator<Escalation.Change> changes) {
        host.store.write(session -> {
            Escalation known = session.escalations().get(List.of(incidentId)).get(incidentId);
            if (known == null) {
                throw new AssertionError("incident " + incidentId + " has no escalation");
            }
            session.escalations()
                    .save(List.of(changes.apply(known.change())
                            .dueAt(host.time.instant())
                            .done()));
            return true;
        });
    }

    // ---- what the test sees

    public Escalation escalation(long incidentId) {
        Escalation known = host.read(session -> session.escalations().get(List.of(incidentId)))
                .get(incidentId);
        if (known == null) {
            throw new AssertionError("incident " + incidentId + " has no escalation");
        }
        return known;
    }

    public List<Notification> rows() {
        return host.tocsin().notifications().page(0, 10_000);
    }

    public Notification row(int number) {
        return rows().get(number);
    }

    public List<NotificationState> states() {
        return rows().stream().map(Notification::state).toList();
    }

    public List<ChannelKind> kinds() {
        return rows().stream().map(Notification::kind).toList();
    }

    /** How often people were reached by each step: at most once, but for what is said to be a repeat. */
    public void assertAtMostOnce() {
        List<String> keys = new ArrayList<>();
        for (ScriptedChannel channel : List.of(sms, voice, mail)) {
            channel.delivered().stream()
                    .map(ScriptedChannel.Delivered::message)
                    .filter(message -> !message.text().startsWith("(repeat)"))
                    .forEach(message -> keys.add(message.key()));
        }
        if (keys.stream().distinct().count() != keys.size()) {
            throw new AssertionError("a message went out twice: " + keys);
        }
    }
}

package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentMethod;
import dev.tocsin.core.consent.ConsentProof;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.ConsentTexts;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.ChannelUse;
import dev.tocsin.core.escalation.EscalationPolicy;
import dev.tocsin.core.escalation.EscalationStep;
import dev.tocsin.core.escalation.NotificationRoute;
import dev.tocsin.core.escalation.Recipient;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.PhoneNumber;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.people.Technician;
import dev.tocsin.examples.alertbridge.config.BridgeConfiguration;
import dev.tocsin.simulators.connectwise.ConnectWiseSimulator;
import dev.tocsin.simulators.connectwise.SimNote;
import dev.tocsin.simulators.connectwise.SimTicket;
import dev.tocsin.simulators.twilio.SimMessage;
import dev.tocsin.simulators.twilio.TwilioPerson;
import dev.tocsin.simulators.twilio.TwilioSimulator;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo shows of telling people: who agreed gets a text and answers it, and the ticket follows. */
final class DemoAlerts {
    /** The member of ConnectWise that Tina is. */
    static final String MEMBER = "tina";

    private static final String COMPANY = "fabrikam";
    private static final Pattern CODE = Pattern.compile("Reply ACK ([0-9A-Z]+)");
    private static final Duration NAP = Duration.ofMillis(20);
    private static final int NAPS = 250;
    private static final Duration CALLBACKS = Duration.ofSeconds(30);

    private final Host host;
    private final Surroundings around;
    private final ConnectWiseSimulator psa;
    private final TwilioSimulator twilio;
    private final LoopbackMailbox mailbox;
    private final PrintStream out;

    DemoAlerts(
            Host host, Surroundings around, ConnectWiseSimulator psa, TwilioSimulator twilio, LoopbackMailbox mailbox) {
        this.host = host;
        this.around = around;
        this.psa = psa;
        this.twilio = twilio;
        this.mailbox = mailbox;
        this.out = around.out();
    }

    void play(BridgeConfiguration read) throws InterruptedException {
        out.println("Act three: people are told. Tina agreed to texts and calls; Omar never did, and has his mail.");
        out.println();
        Programme programme = Objects.requireNonNull(read.notifications().programme(), "the demo has a programme");
        Technician tina = technician("Tina");
        Technician omar = technician("Omar");
        host.tocsin()
                .technicians()
                .edit(
                        tina.id(),
                        draft -> draft.withPsaMember(MEMBER),
                        host.microsoft().access().phones(),
                        Operator.of(around));
        PhoneNumber number = tina.phones().get(0).phone().number();
        agree(programme, tina, number);
        tell(List.of(tina, omar));
        try (WebhookListener ignored = WebhookListener.at(
                read.notifications().listen(),
                host.messengers().webhooks(host.tocsin()).orElseThrow())) {
            TwilioPerson phone = twilio.person(number.e164());
            host.tocsin().ingest(List.of(event()));
            settle();
            shown(phone, number);
            String code = code(phone);
            write(phone, "ACK " + code);
            ticket();
            write(phone, "CLOSE! " + code);
            ticket();
            write(phone, "STOP");
            host.tocsin().notifications().test(tina.id(), ChannelKind.SMS);
            settle();
            shown(phone, number);
        }
        out.println("Mails in the loopback mailbox: " + mailbox.mails().size() + ", the first to "
                + mailbox.mails().get(0).to());
        out.println();
        new NotificationTables(around)
                .messages(host.tocsin().notifications().page(0, 100), new NamedIncidents(host), 0);
        out.println();
        out.println("Nothing goes out without an entry of the ledger that allows it, and after STOP nothing at all.");
    }

    private Technician technician(String name) {
        return host.tocsin().technicians().list().stream()
                .filter(one -> one.name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the demo imports " + name));
    }

    private void agree(Programme programme, Technician tina, PhoneNumber number) {
        ConsentText text = ConsentTexts.technicianAlerts(programme, Locale.ENGLISH);
        host.tocsin()
                .consent()
                .grant(
                        programme.id(),
                        tina.id(),
                        number,
                        EnumSet.allOf(PhoneUse.class),
                        text,
                        new ConsentProof(
                                ConsentMethod.WEB_FORM,
                                ConsentActor.person(tina.name(), "198.51.100.23"),
                                Map.of("page", "https://alerts.msp.example/consent", "requestId", "demo-1")));
        out.println("  Tina's consent is kept: text '" + text.name() + "', version "
                + text.hash().substring(0, 12) + "…, on a page, from 198.51.100.23");
    }

    private void tell(List<Technician> technicians) {
        host.tocsin()
                .configuration()
                .save(new EscalationPolicy(
                        MspId.SINGLE,
                        "security",
                        "Security on call",
                        List.of(new EscalationStep(
                                Duration.ZERO,
                                technicians.stream()
                                        .<Recipient>map(one -> new Recipient.Named(one.id()))
                                        .toList(),
                                List.of(ChannelKind.SMS, ChannelKind.EMAIL),
                                ChannelUse.FIRST_THAT_REACHES)),
                        0,
                        Duration.ZERO,
                        null,
                        null));
        host.tocsin()
                .configuration()
                .save(new NotificationRoute(
                        MspId.SINGLE, "critical", 10, Set.of(COMPANY), Set.of(), Severity.CRITICAL, "security", false));
        out.println("  Critical incidents of Fabrikam go to both, by SMS first and by mail where that does not reach.");
        out.println();
    }

    private static SecurityEvent event() {
        return SecurityEvent.builder()
                .source("demo")
                .sourceCompanyId(COMPANY)
                .stableId("ransom-HV01")
                .deliveryId("ransom-HV01")
                .kind(EventKind.RAISED)
                .occurredAt(Instant.parse("2026-03-04T02:11:00Z"))
                .category(EventCategory.PROBLEMS)
                .eventType("ransomware.found")
                .severity(Severity.CRITICAL)
                .title("Ransom note on HV01")
                .asset("HV01")
                .build();
    }

    /** Works until every write is done, every message is out, and what became of them is told. */
    private void settle() throws InterruptedException {
        for (int nap = 0; nap < NAPS; nap++) {
            if (!host.tocsin().settle(true).isEmpty()) {
                throw new IllegalStateException("the simulator did not answer");
            }
            twilio.awaitIdle(CALLBACKS);
            boolean open = host.tocsin().notifications().page(0, 100).stream()
                    .anyMatch(one -> one.state().open());
            if (!open) {
                return;
            }
            around.sleeper().sleep(NAP);
        }
        throw new IllegalStateException("messages are still open");
    }

    private static String code(TwilioPerson phone) {
        Matcher code = CODE.matcher(phone.latest().map(SimMessage::body).orElse(""));
        if (!code.find()) {
            throw new IllegalStateException("the text has no code");
        }
        return code.group(1);
    }

    private void write(TwilioPerson phone, String text) throws InterruptedException {
        out.println("Tina writes back: " + text);
        phone.reply(text);
        settle();
    }

    /** What Tina's phone shows. */
    private void shown(TwilioPerson phone, PhoneNumber number) {
        TextTable table = new TextTable(around.unicode(), "On Tina's phone, " + number.masked());
        phone.messages().forEach(message -> table.row(message.body()));
        out.print(table);
    }

    private void ticket() {
        SimTicket ticket = psa.tickets().stream()
                .filter(one -> one.summary().contains("HV01"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no ticket of HV01"));
        List<SimNote> notes = ticket.notes();
        TextTable table = new TextTable(around.unicode(), "Ticket", "Status", "Owner", "Latest note");
        table.row(
                "#" + ticket.id(),
                ticket.status().name(),
                ticket.owner().orElse("-"),
                notes.get(notes.size() - 1).text().lines().findFirst().orElse(""));
        out.print(table);
    }
}

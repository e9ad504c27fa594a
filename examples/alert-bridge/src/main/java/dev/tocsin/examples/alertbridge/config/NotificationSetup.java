package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.settings.NotificationSettings;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of incidents, and by what.
 *
 * @param pieces the schedules, escalations, routes and quiet hours, each behind what it names. Technicians are in them as the file names
 *     them: by id or username
 * @param settings the numbers of telling people
 * @param programme whom messages are from; null if the file names none
 * @param publicUrl the address under which the pages and webhooks of this bridge are reached from outside; null if they are not
 * @param listen where this machine is listened on for them
 * @param linkKey what links in messages are signed with; null if messages have none
 * @param twilio what texts and calls are sent with; null for none
 * @param smtp the server that mail is sent by; null for none
 * @param graphMail the mailbox of the MSP's own tenant that mail is sent from by Microsoft Graph; null for none
 */
public record NotificationSetup(
        List<EscalationPiece> pieces,
        NotificationSettings settings,
        @Nullable Programme programme,
        @Nullable URI publicUrl,
        ListenAddress listen,
        @Nullable KeySource linkKey,
        @Nullable TwilioAccess twilio,
        @Nullable SmtpAccess smtp,
        @Nullable EmailAddress graphMail) {
    /** Nobody is told. */
    public static final NotificationSetup NONE = new NotificationSetup(
            List.of(), NotificationSettings.DEFAULTS, null, null, ListenAddress.DEFAULT, null, null, null, null);

    /** Copies the list. */
    public NotificationSetup {
        pieces = List.copyOf(pieces);
    }

    /** The kinds of messages that can be sent. */
    public Set<ChannelKind> channels() {
        Set<ChannelKind> kinds = EnumSet.noneOf(ChannelKind.class);
        if (twilio != null && twilio.texts()) {
            kinds.add(ChannelKind.SMS);
        }
        if (twilio != null && twilio.calls()) {
            kinds.add(ChannelKind.VOICE);
        }
        if (smtp != null || graphMail != null) {
            kinds.add(ChannelKind.EMAIL);
        }
        return kinds;
    }
}

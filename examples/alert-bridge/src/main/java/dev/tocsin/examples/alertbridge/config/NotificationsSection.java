package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.escalation.EscalationPiece;
import dev.tocsin.core.people.EmailAddress;
import dev.tocsin.core.settings.NotificationSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told of incidents, and by what. */
final class NotificationsSection {
    /** What HMAC-SHA-256 needs to be worth its name. */
    private static final int LINK_KEY = 32;

    private final Reading reading;
    private final EscalationSections escalations;

    NotificationsSection(Reading reading) {
        this.reading = reading;
        escalations = new EscalationSections(reading);
    }

    /** What is named and the file does not hold. */
    List<BridgeConfiguration.Reference> missing() {
        return escalations.missing();
    }

    /**
     * Reads the section.
     *
     * @param microsoft the section of Microsoft 365, whose app may send mail
     * @param elsewhere the programme that another section names, which counts if this one names none
     * @param companies the ids of the file's companies
     * @param rules the ids of the file's rules
     */
    NotificationSetup read(
            @Nullable Section section,
            @Nullable Section microsoft,
            @Nullable Programme elsewhere,
            Collection<String> companies,
            Collection<String> rules) {
        if (section == null) {
            return NotificationSetup.NONE;
        }
        Programme named = ProgrammeSection.read(section.section("programme"));
        URI publicUrl = MicrosoftSection.address(section, "publicUrl", true);
        ListenAddress listen = section.other(
                "listen", "an address of this machine and a port such as 127.0.0.1:8088", ListenAddress::parse);
        reading.standsAt("notifications", section.line(""));
        KeySource linkKey = linkKey(section);
        ChannelSections channels = new ChannelSections(reading);
        TwilioAccess twilio = channels.twilio(section.section("twilio"));
        SmtpAccess smtp = channels.smtp(section.section("smtp"));
        EmailAddress graphMail = channels.graphMail(section.section("graphMail"), microsoft);
        if (section.has("smtp") && section.has("graphMail")) {
            section.fault("graphMail", "is given beside smtp; either is legal");
        }
        if (section.has("twilio") && !section.has("programme") && elsewhere == null) {
            section.fault("programme", "is missing; texts and calls say whom they are from: { name, contact }");
        }
        OnCallSections onCall = new OnCallSections(reading);
        List<EscalationPiece> pieces = new ArrayList<>(onCall.schedules(section.sections("onCall")));
        pieces.addAll(escalations.escalations(section.sections("escalations"), onCall.ids()));
        pieces.addAll(escalations.routes(section.sections("routes"), companies, rules));
        pieces.addAll(onCall.quietHours(section.sections("quietHours")));
        Section numbers = section.section("settings");
        NotificationSettings settings =
                numbers == null ? NotificationSettings.DEFAULTS : new NotificationSettingsSection(numbers).read();
        section.end();
        return new NotificationSetup(
                pieces,
                settings,
                named == null ? elsewhere : named,
                publicUrl,
                listen == null ? ListenAddress.DEFAULT : listen,
                linkKey,
                twilio,
                smtp,
                graphMail);
    }

    private @Nullable KeySource linkKey(Section section) {
        if (!KeySection.has(section, "linkKey")) {
            return null;
        }
        String name = section.has("linkKeyFile") ? "linkKeyFile" : "linkKey";
        if (!section.has("publicUrl")) {
            section.fault(
                    name, "is given without publicUrl, which links begin with; both are legal, or publicUrl alone");
        }
        KeySource key = new KeySection(reading).key(section, "linkKey");
        try {
            if (key != null && key.current().reveal().getBytes(StandardCharsets.UTF_8).length < LINK_KEY) {
                section.fault(name, "is too short; a secret of " + LINK_KEY + " characters or more is legal");
                return null;
            }
        } catch (ConfigurationException e) {
            section.fault(name, e);
        }
        return key;
    }
}

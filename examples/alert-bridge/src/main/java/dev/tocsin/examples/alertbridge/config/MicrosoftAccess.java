package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.ConsentText;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.sync.SyncSchedule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The app in Microsoft Entra ID that reads the MSP's own tenant and those of its customers, and on what terms.
 *
 * @param clientId the app's id
 * @param credential how the app proves who it is
 * @param tenant the MSP's own tenant, in lower case, whose users become technicians; null if there is none
 * @param region the region of phone numbers without a country code, as two capitals; null if only international ones are read
 * @param place where Microsoft's services are
 * @param redirectUri where the consent page sends the browser back; null if no tenant is connected from here
 * @param stateKey what the way to the consent page and back is signed with; null if no tenant is connected from here
 * @param signInPhones whether the phones are read with which users sign in
 * @param feeds the logs that are read
 * @param overlap how much of what was read is read once more, for what came late; null for the feeds' own
 * @param firstReading how far back the first reading goes; null for the feeds' own
 * @param consent the text that a customer's administrator accepts; null if nobody is to be asked
 * @param programme the programme of messages that the text is about; null if none is named
 * @param every when {@code run} keeps users and logs in step; null for never
 * @param companies what differs for single companies, by their ids
 */
public record MicrosoftAccess(
        String clientId,
        Credential credential,
        @Nullable String tenant,
        @Nullable String region,
        Place place,
        @Nullable URI redirectUri,
        @Nullable Secret stateKey,
        SignInPhones signInPhones,
        Set<Feed> feeds,
        @Nullable Duration overlap,
        @Nullable Duration firstReading,
        @Nullable ConsentText consent,
        @Nullable Programme programme,
        SyncSchedule.@Nullable Every every,
        Map<String, OfCompany> companies) {
    /** The connection of the plan by which {@code run} keeps users and logs in step. */
    public static final String CONNECTION_ID = "microsoft";

    /** The sources under which a tenant's events come: its logs, and its security alerts. */
    public static final List<String> SOURCES = List.of("entra", "microsoft-security");

    /** Copies the collections. */
    public MicrosoftAccess {
        feeds = Set.copyOf(feeds);
        companies = Map.copyOf(companies);
    }

    /** The book for the phones of a company, in its region or the one of all. */
    public PhoneBook phones(String companyId) {
        String own = of(companyId).region();
        return book(own == null ? region : own);
    }

    /** The book for the phones of technicians. */
    public PhoneBook phones() {
        return book(region);
    }

    /** Whether the browser comes back to this machine without TLS, where the bridge itself can listen for it. */
    public boolean returnsHere() {
        return redirectUri != null && "http".equals(redirectUri.getScheme()) && isLoopback(redirectUri.getHost());
    }

    /** Whether a text is a tenant's id, in lower case. */
    public static boolean isTenant(String text) {
        return MicrosoftSection.isGuid(text);
    }

    /** Whether a host of an address is this machine. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** The application permissions that what is read of a customer's tenant needs. */
    public Set<String> permissions() {
        Set<String> needed = new TreeSet<>(Set.of("User.Read.All", "Organization.Read.All"));
        if (signInPhones != SignInPhones.NEVER) {
            needed.add("UserAuthenticationMethod.Read.All");
        }
        if (feeds.contains(Feed.AUDITS) || feeds.contains(Feed.SIGN_INS)) {
            needed.add("AuditLog.Read.All");
        }
        if (feeds.contains(Feed.ALERTS)) {
            needed.add("SecurityAlert.Read.All");
        }
        return needed;
    }

    private static PhoneBook book(@Nullable String region) {
        return region == null ? PhoneBook.international() : PhoneBook.of(region);
    }

    /** What holds for a company. */
    public OfCompany of(String companyId) {
        return companies.getOrDefault(companyId, OfCompany.STANDARD);
    }

    /** How an app proves who it is. */
    public sealed interface Credential {
        /**
         * By a secret that both sides know.
         *
         * @param secret the secret
         */
        record ClientSecret(Secret secret) implements Credential {}

        /**
         * By a certificate with its private key.
         *
         * @param file a PEM or PKCS#12 file
         * @param password what the key is enciphered with, or null
         */
        record Certificate(Path file, @Nullable Secret password) implements Credential {}
    }

    /** Where Microsoft's services are. */
    public sealed interface Place {
        /**
         * In one of the vendor's clouds.
         *
         * @param cloud which
         */
        record Of(Cloud cloud) implements Place {}

        /**
         * Elsewhere, as a simulator is.
         *
         * @param graph the address of Graph, without its version
         * @param login the address of the login service
         */
        record At(URI graph, URI login) implements Place {}
    }

    /** The vendor's clouds. */
    public enum Cloud {
        /** The one that most customers are in. */
        GLOBAL("global"),
        /** That of the government of the United States. */
        US_GOV("us-gov"),
        /** That of the Department of Defense. */
        US_GOV_DOD("us-gov-dod"),
        /** The one that 21Vianet operates. */
        CHINA("china");

        private final String key;

        Cloud(String key) {
            this.key = key;
        }

        /** What the file calls it. */
        public String key() {
            return key;
        }
    }

    /** Whether the phones are read with which users sign in. */
    public enum SignInPhones {
        /** Never. */
        NEVER("never"),
        /** Of users who have no other phone. */
        IF_NO_OTHER("if-no-other"),
        /** Of all users, which costs a request each. */
        ALWAYS("always");

        private final String key;

        SignInPhones(String key) {
            this.key = key;
        }

        /** What the file calls it. */
        public String key() {
            return key;
        }
    }

    /** A log of a tenant. */
    public enum Feed {
        /** Changes in the directory. */
        AUDITS("audits"),
        /** Sign-ins, of which those that failed are events. */
        SIGN_INS("sign-ins"),
        /** Security alerts. */
        ALERTS("alerts");

        private final String key;

        Feed(String key) {
            this.key = key;
        }

        /** What the file calls it. */
        public String key() {
            return key;
        }
    }

    /**
     * What differs for one company.
     *
     * @param region the region of its phone numbers, as two capitals; null for that of all
     * @param enrolment how its users come to their consent
     */
    public record OfCompany(@Nullable String region, EnrolmentPolicy enrolment) {
        /** Nothing differs. */
        static final OfCompany STANDARD = new OfCompany(null, EnrolmentPolicy.NONE);
    }
}

package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Secret;
import dev.tocsin.core.consent.Programme;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.sync.SyncSchedule;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess.Cloud;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess.Credential;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess.Feed;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess.OfCompany;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess.Place;
import dev.tocsin.examples.alertbridge.config.MicrosoftAccess.SignInPhones;
import dev.tocsin.msgraph.login.AppCredential;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the file says of Microsoft 365. */
final class MicrosoftSection {
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int STATE_KEY = 32;

    private final Reading reading;

    MicrosoftSection(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads the section; null if it is absent or, with its faults, cannot work.
     *
     * @param attested the companies whose administrator attests for their users, which needs a programme
     */
    @Nullable
    MicrosoftAccess read(@Nullable Section section, Map<String, OfCompany> companies, List<String> attested) {
        if (section == null) {
            return null;
        }
        section.standsAt("clientId");
        reading.standsAt(MicrosoftAccess.CONNECTION_ID, section.line(""));
        String clientId = section.needed("clientId", "the app's id (application id) in Microsoft Entra ID is legal");
        if (!clientId.isBlank() && !isGuid(clientId.strip().toLowerCase(Locale.ROOT))) {
            section.fault("clientId", "is no GUID; the app's id (application id) in Microsoft Entra ID is legal");
        }
        Credential credential = credential(section);
        String tenant = guid(section, "tenant");
        String region = region(section, "region");
        Place place = place(section);
        URI redirectUri = section.has("redirectUri") ? address(section, "redirectUri", true) : null;
        Secret stateKey = stateKey(section);
        SignInPhones phones = section.other(
                "signInPhones",
                "never, if-no-other or always",
                text -> Section.one(SignInPhones.values(), text, SignInPhones::key));
        Set<Feed> feeds = feeds(section);
        Duration overlap = span(section, "overlap", Duration.ofDays(1));
        Duration firstReading = span(section, "firstReading", Duration.ofDays(30));
        Programme programme = ProgrammeSection.read(section.section("programme"));
        ConsentSection consent = new ConsentSection(reading);
        var text = consent.read(section.section("consent"), programme);
        SyncSchedule.Every every = every(section);
        if (programme == null && !section.has("programme") && !attested.isEmpty()) {
            section.fault(
                    "programme",
                    "is missing; the users of " + String.join(", ", attested)
                            + " are to be enrolled, and their entries name the programme: { name, contact }");
        }
        section.end();
        if (clientId.isBlank() || credential == null || place == null) {
            return null;
        }
        return new MicrosoftAccess(
                clientId.strip(),
                credential,
                tenant,
                region,
                place,
                redirectUri,
                stateKey,
                phones == null ? SignInPhones.NEVER : phones,
                feeds,
                overlap,
                firstReading,
                text,
                programme,
                every,
                companies);
    }

    private @Nullable Credential credential(Section section) {
        Secret secret = section.has("clientSecret") ? section.secret("clientSecret") : null;
        if (!section.has("certificateFile")) {
            if (section.has("certificatePassword")) {
                section.fault("certificatePassword", "is given without certificateFile; both are legal, or neither");
            }
            if (!section.has("clientSecret")) {
                section.fault("clientSecret", "is missing; ${MICROSOFT_SECRET} is legal, or a certificateFile instead");
                return null;
            }
            return secret == null ? null : new Credential.ClientSecret(secret);
        }
        if (section.has("clientSecret")) {
            section.fault("certificateFile", "is given beside clientSecret; either is legal");
        }
        Secret password = section.has("certificatePassword") ? section.secret("certificatePassword") : null;
        Path file = readable(section, "certificateFile", "a PEM or PKCS#12 file with certificate and key");
        if (file == null) {
            return null;
        }
        try {
            AppCredential.certificateFile(file, password);
        } catch (ConfigurationException e) {
            section.fault("certificateFile", e);
        }
        return new Credential.Certificate(file, password);
    }

    /** A file that can be read; null, with its fault, if it is none. */
    private @Nullable Path readable(Section section, String name, String legal) {
        String text = section.text(name);
        if (text == null) {
            return null;
        }
        try {
            Path file = reading.directory().resolve(text.strip());
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
            section.fault(name, "there is no such file that can be read; " + legal + " is legal");
        } catch (InvalidPathException e) {
            section.fault(name, "is no path of a file");
        }
        return null;
    }

    /** The id of a tenant, in lower case; null if it is absent or, with its fault, none. */
    static @Nullable String guid(Section section, String name) {
        return section.other(name, "the tenant's id, a GUID such as 7d0c1f9e-0000-4000-8000-00000000c0de,", text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            return GUID.matcher(lower).matches() ? lower : null;
        });
    }

    /** Whether a text is a tenant's id in lower case. */
    static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }

    /** A region of phone numbers; null if it is absent or, with its fault, none. */
    static @Nullable String region(Section section, String name) {
        return section.other(name, "two letters of ISO 3166-1, such as US, GB or DE,", text -> {
            try {
                return PhoneBook.of(text).region().orElse(null);
            } catch (IllegalArgumentException e) {
                return null;
            }
        });
    }

    private static @Nullable Place place(Section section) {
        boolean elsewhere = section.has("loginUrl") || section.has("graphUrl");
        Cloud cloud = section.other(
                "cloud", "global, us-gov, us-gov-dod or china", text -> Section.one(Cloud.values(), text, Cloud::key));
        if (!elsewhere) {
            return new Place.Of(cloud == null ? Cloud.GLOBAL : cloud);
        }
        if (section.has("cloud")) {
            section.fault("cloud", "is given beside loginUrl or graphUrl; either is legal");
        }
        for (String name : List.of("loginUrl", "graphUrl")) {
            if (!section.has(name)) {
                section.fault(name, "is missing; loginUrl and graphUrl are legal together");
            }
        }
        URI login = address(section, "loginUrl", false);
        URI graph = address(section, "graphUrl", false);
        if (graph != null && graph.getPath() != null && graph.getPath().matches("/(v1\\.0|beta)/?")) {
            section.fault("graphUrl", "names a version; the address without it is legal");
            return null;
        }
        return login == null || graph == null ? null : new Place.At(graph, login);
    }

    /** An address; null if it is absent or, with its fault, not legal. */
    static @Nullable URI address(Section section, String name, boolean withPath) {
        return section.other(
                name,
                withPath
                        ? "an address with https, or http on this machine, such as http://localhost:8400/consent,"
                        : "an address with https, or http on this machine,",
                MicrosoftSection::address);
    }

    private static @Nullable URI address(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean plain = uri.getUserInfo() == null && uri.getFragment() == null && uri.getQuery() == null;
            if (host == null || !plain) {
                return null;
            }
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && MicrosoftAccess.isLoopback(host));
            return safe ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable Secret stateKey(Section section) {
        Secret key = section.has("stateKey") ? section.secret("stateKey") : null;
        if (key != null && key.reveal().getBytes(StandardCharsets.UTF_8).length < STATE_KEY) {
            section.fault("stateKey", "is too short; a secret of " + STATE_KEY + " characters or more is legal");
            return null;
        }
        return key;
    }

    private static Set<Feed> feeds(Section section) {
        if (!section.has("feeds")) {
            return EnumSet.allOf(Feed.class);
        }
        Set<Feed> feeds = EnumSet.noneOf(Feed.class);
        for (String name : section.oneOrMore("feeds")) {
            Feed feed = Section.one(Feed.values(), name.strip(), Feed::key);
            if (feed == null) {
                section.fault("feeds", "'" + name + "' is not legal; audits, sign-ins and alerts are");
            } else {
                feeds.add(feed);
            }
        }
        return feeds;
    }

    private static @Nullable Duration span(Section section, String name, Duration most) {
        Duration span = section.duration(name);
        if (span != null && (span.isNegative() || span.compareTo(most) > 0)) {
            section.fault(name, span + " is not legal; PT0S to " + most + " are");
            return null;
        }
        return span;
    }

    private static SyncSchedule.@Nullable Every every(Section section) {
        Duration every = section.duration("every");
        if (every == null) {
            return null;
        }
        try {
            return new SyncSchedule.Every(every);
        } catch (ConfigurationException e) {
            section.fault("every", e);
            return null;
        }
    }
}

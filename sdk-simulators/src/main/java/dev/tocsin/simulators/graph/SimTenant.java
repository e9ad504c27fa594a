package dev.tocsin.simulators.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.records.Consent;
import dev.tocsin.simulators.graph.internal.records.Directory;
import dev.tocsin.simulators.graph.internal.records.Properties;
import dev.tocsin.simulators.graph.internal.records.Tenant;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A tenant, past HTTP: its administrators at work. What they change shows up in lists and in delta. Users are named by id
 * or user name, in any case. Thread-safe.
 */
public final class SimTenant {
    private final Tenant tenant;
    private final ConsentRoutes consents;
    private final Clock clock;
    private final SimEvents events;

    SimTenant(Tenant tenant, ConsentRoutes consents, Clock clock) {
        this.tenant = tenant;
        this.consents = consents;
        this.clock = clock;
        this.events = new SimEvents(tenant, clock);
    }

    /** The tenant's id. */
    public String id() {
        return tenant.id();
    }

    /** Its default domain. */
    public String domain() {
        return tenant.domain();
    }

    /** Its events: audits, sign-ins and alerts. */
    public SimEvents events() {
        return events;
    }

    /** How many users it has. */
    public int userCount() {
        synchronized (tenant) {
            return tenant.directory().size();
        }
    }

    /** All users who are not deleted. */
    public List<SimUser> users() {
        synchronized (tenant) {
            List<SimUser> all = new ArrayList<>();
            Directory directory = tenant.directory();
            for (int slot = 0; slot < directory.slots(); slot++) {
                if (directory.state(slot) == Directory.State.LIVE) {
                    all.add(snapshot(directory.read(slot)));
                }
            }
            return all;
        }
    }

    private static SimUser snapshot(ObjectNode user) {
        List<String> businessPhones = new ArrayList<>();
        user.path("businessPhones").forEach(phone -> businessPhones.add(phone.asText()));
        return new SimUser(
                user.path("id").asText(),
                user.path("userPrincipalName").asText(),
                user.path("displayName").asText(),
                user.path("mail").asText(null),
                user.path("mobilePhone").asText(null),
                businessPhones,
                user.path("accountEnabled").asBoolean());
    }

    /**
     * A user who is not deleted.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SimUser user(String user) {
        synchronized (tenant) {
            return snapshot(tenant.directory().read(live(user)));
        }
    }

    private int live(String user) {
        return tenant.directory()
                .find(user)
                .orElseThrow(() -> new IllegalArgumentException("user: '" + user + "' is not in " + tenant.domain()));
    }

    /**
     * Adds a user. Whatever is not given is made up from the display name or the user name, and the account is enabled.
     *
     * @param fields properties of the vendor's user: texts, booleans, lists and maps
     * @return the id
     * @throws IllegalArgumentException if a property does not exist or the user name is taken
     */
    public String addUser(Map<String, ?> fields) {
        ObjectNode given = checked(fields);
        synchronized (tenant) {
            String name = given.path("displayName")
                    .asText("User " + (tenant.directory().slots() + 1));
            String nickname = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".");
            String userName = given.path("userPrincipalName").asText(nickname + "@" + tenant.domain());
            if (tenant.directory().find(userName).isPresent()) {
                throw new IllegalArgumentException("userPrincipalName: '" + userName + "' is taken");
            }
            String key = tenant.id() + userName + tenant.directory().slots();
            ObjectNode user = Json.object()
                    .put(
                            "id",
                            UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                                    .toString())
                    .put("accountEnabled", true)
                    .put("displayName", name)
                    .put("userPrincipalName", userName)
                    .put("mailNickname", nickname)
                    .put("mail", userName)
                    .put("userType", "Member")
                    .put("createdDateTime", clock.instant().toString());
            user.setAll(given);
            tenant.directory().add(user);
            return user.path("id").asText();
        }
    }

    private static ObjectNode checked(Map<String, ?> fields) {
        for (String name : fields.keySet()) {
            if (!Properties.USER.contains(name)) {
                throw new IllegalArgumentException("user: '" + name + "' is no property of the vendor's user");
            }
        }
        return Json.ofMap(fields);
    }

    /**
     * Changes properties of a user; a null clears one.
     *
     * @throws IllegalArgumentException if there is no such user or property, or if the id is among them
     */
    public void editUser(String user, Map<String, ?> fields) {
        ObjectNode given = checked(fields);
        if (given.has("id")) {
            throw new IllegalArgumentException("id: cannot be changed");
        }
        synchronized (tenant) {
            tenant.directory().edit(live(user), given);
        }
    }

    /** Blocks or allows a user's sign-in. */
    public void enableUser(String user, boolean enabled) {
        editUser(user, Map.of("accountEnabled", enabled));
    }

    /** Moves a user to the recycle bin: delta shows {@code @removed} with reason {@code changed}. */
    public void deleteUser(String user) {
        synchronized (tenant) {
            tenant.directory().move(live(user), Directory.State.DELETED);
        }
    }

    /** Removes a user for good, from the recycle bin or at once: {@code @removed} with reason {@code deleted}. */
    public void purgeUser(String user) {
        synchronized (tenant) {
            tenant.directory().move(anywhere(user), Directory.State.PURGED);
        }
    }

    /**
     * Takes a user back from the recycle bin: delta shows the whole user.
     *
     * @throws IllegalArgumentException if the user is not there
     */
    public void restoreUser(String user) {
        synchronized (tenant) {
            int slot = anywhere(user);
            if (tenant.directory().state(slot) != Directory.State.DELETED) {
                throw new IllegalArgumentException("user: '" + user + "' is not in the recycle bin");
            }
            tenant.directory().move(slot, Directory.State.LIVE);
        }
    }

    private int anywhere(String user) {
        return tenant.directory()
                .findAnywhere(user)
                .orElseThrow(
                        () -> new IllegalArgumentException("user: '" + user + "' was never in " + tenant.domain()));
    }

    /**
     * Gives so many users a new mobile phone; the same seed hits the same users.
     *
     * @param count at most as many as there are users
     * @return their ids
     */
    public List<String> changePhones(int count, long seed) {
        synchronized (tenant) {
            List<SimUser> all = users();
            if (count > all.size()) {
                throw new IllegalArgumentException("count: there are only " + all.size() + " users");
            }
            java.util.Collections.shuffle(all, new Random(seed));
            List<String> ids = new ArrayList<>();
            for (SimUser user : all.subList(0, count)) {
                String number = String.format(Locale.ROOT, "+1 425 555 %04d", ids.size() % 10_000);
                // Somebody may have this number by chance: then it would be no change.
                editUser(user.id(), Map.of("mobilePhone", number.equals(user.mobilePhone()) ? number + "1" : number));
                ids.add(user.id());
            }
            return ids;
        }
    }

    /** A phone with which a user signs in. Immutable. */
    public record SignInPhone(SignInPhoneType type, String number) {}

    /**
     * Sets the phones with which a user signs in, as {@code authentication/phoneMethods} lists them.
     *
     * @param phones at most one of each type, each number as {@code +1 2065555555}
     */
    public void signInPhones(String user, SignInPhone... phones) {
        if (Arrays.stream(phones).map(SignInPhone::type).distinct().count() < phones.length) {
            throw new IllegalArgumentException("phones: at most one of each type");
        }
        ArrayNode all = Json.array();
        for (SignInPhone phone : phones) {
            all.add(Tenant.phone(phone.type().word(), phone.number()));
        }
        synchronized (tenant) {
            tenant.phones(live(user), all);
        }
    }

    /** Whether sign-in phones are shown masked, as to some administrators. */
    public void maskSignInPhones(boolean masked) {
        synchronized (tenant) {
            tenant.masksPhones(masked);
        }
    }

    /** Whether it has the licence that reading sign-ins needs. */
    public void premium(boolean licensed) {
        synchronized (tenant) {
            tenant.premium(licensed);
        }
    }

    /** Adds a kind of licence, with one subscription for it. */
    public void licence(SkuSeed sku) {
        synchronized (tenant) {
            Licences.add(tenant, sku, clock.instant());
        }
    }

    /** Grants these permissions past the consent page; tokens are issued after the delay of consents. */
    public void grantConsent(Set<String> permissions) {
        consents.grant(tenant, permissions);
    }

    /** Takes the consent back: the app is no longer in the tenant. Tokens that were issued stay valid until they expire. */
    public void revokeConsent() {
        synchronized (tenant) {
            tenant.consent(Consent.NONE);
        }
    }

    /** The permissions that were granted; empty without consent. */
    public Set<String> granted() {
        synchronized (tenant) {
            return tenant.consent().granted();
        }
    }

    /** Lets the login service refuse tokens for a reason. */
    public void refuseTokens(TokenRefusal reason) {
        synchronized (tenant) {
            tenant.refusal(reason.name());
        }
    }

    /** Lets the login service issue tokens again. */
    public void allowTokens() {
        synchronized (tenant) {
            tenant.refusal("");
        }
    }

    /** Lets all delta tokens expire that were issued so far: {@code syncStateNotFound}. */
    public void expireDeltaTokens() {
        synchronized (tenant) {
            tenant.expireDeltaTokens();
        }
    }

    /** Sends the holders of all delta tokens that were issued so far to read everything anew: 410 with Location. */
    public void requireDeltaResync() {
        synchronized (tenant) {
            tenant.requireResync();
        }
    }

    @Override
    public String toString() {
        return tenant.domain() + " " + tenant.id();
    }
}

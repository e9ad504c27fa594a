package dev.tocsin.simulators.graph.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.graph.internal.wire.GraphError;
import dev.tocsin.simulators.graph.internal.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A tenant with all it holds. Its monitor guards everything in it; every caller synchronises on it. */
public final class Tenant {
    /** Ids of the three phones that a user can have; the same in every tenant. */
    private static final Map<String, String> PHONE_IDS = Map.of(
            "mobile", "3179e48a-750b-4051-897c-87b9720928f7",
            "alternateMobile", "b6332ec1-7057-4abe-9331-3d72feddfe41",
            "office", "e37fc753-ff3b-4958-9484-eaa9425c82bc");

    private final String id;
    private final String domain;
    private final ObjectNode organization;
    private final Directory directory;
    private final Map<String, ArrayNode> phones = new HashMap<>();
    private final EventLog audits = new EventLog();
    private final EventLog signIns = new EventLog();
    private final EventLog alerts = new EventLog();
    private final List<ObjectNode> skus = new ArrayList<>();
    private final List<ObjectNode> subscriptions = new ArrayList<>();
    private Consent consent = Consent.NONE;
    private String refusal = "";
    private boolean premium = true;
    private boolean masksPhones;
    private int generation;
    private int expiredBelow;
    private int goneBelow;
    private int nextEvent = 1;

    /**
     * @param id the tenant's id
     * @param domain its default domain
     * @param organization the record of {@code /organization}
     * @param directory its users
     */
    public Tenant(String id, String domain, ObjectNode organization, Directory directory) {
        this.id = id;
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.organization = organization;
        this.directory = directory;
    }

    /** The tenant's id. */
    public String id() {
        return id;
    }

    /** Its default domain in small letters. */
    public String domain() {
        return domain;
    }

    /** The record of {@code /organization}. */
    public ObjectNode organization() {
        return organization;
    }

    /** Its users. */
    public Directory directory() {
        return directory;
    }

    /** The directory's audit events. */
    public EventLog audits() {
        return audits;
    }

    /** The sign-ins. */
    public EventLog signIns() {
        return signIns;
    }

    /** The security alerts. */
    public EventLog alerts() {
        return alerts;
    }

    /** The licences by kind. */
    public List<ObjectNode> skus() {
        return skus;
    }

    /** The licences by purchase. */
    public List<ObjectNode> subscriptions() {
        return subscriptions;
    }

    /** What was granted to the app. */
    public Consent consent() {
        return consent;
    }

    /** Sets what was granted to the app. */
    public void consent(Consent given) {
        consent = given;
    }

    /** The name of the reason for which no token is issued; empty for none. */
    public String refusal() {
        return refusal;
    }

    /** Sets the reason for which no token is issued; empty for none. */
    public void refusal(String reason) {
        refusal = reason;
    }

    /** Whether it has the licence that sign-ins need. */
    public boolean premium() {
        return premium;
    }

    /** Sets whether it has the licence that sign-ins need. */
    public void premium(boolean licensed) {
        premium = licensed;
    }

    /** Whether phones of {@code phoneMethods} are masked. */
    public void masksPhones(boolean masks) {
        masksPhones = masks;
    }

    /**
     * The slot of a user.
     *
     * @throws GraphError 404 if there is none
     */
    public int user(String idOrName) {
        return directory.find(idOrName).orElseThrow(() -> GraphError.noSuchResource(idOrName));
    }

    /** The phones with which the user of a slot signs in. */
    public ArrayNode phones(int slot) {
        ArrayNode set = phones.get(directory.id(slot));
        ArrayNode shown = set == null ? crowdPhones(slot) : set.deepCopy();
        if (masksPhones) {
            for (JsonNode phone : shown) {
                ((ObjectNode) phone)
                        .put("phoneNumber", masked(phone.path("phoneNumber").asText()));
            }
        }
        return shown;
    }

    private ArrayNode crowdPhones(int slot) {
        ArrayNode all = Json.array();
        String number = directory.signInPhone(slot);
        if (!number.isEmpty()) {
            all.add(phone("mobile", number));
        }
        return all;
    }

    /** That some administrators see masked numbers is documented, how they look is not: assumed. */
    private static String masked(String number) {
        int shown = Math.max(0, number.length() - 2);
        return number.substring(0, shown).replaceAll("\\d", "X") + number.substring(shown);
    }

    /** A phone with which a user signs in. */
    public static ObjectNode phone(String type, String number) {
        return Json.object()
                .put("id", PHONE_IDS.get(type))
                .put("phoneNumber", number)
                .put("phoneType", type)
                .put("smsSignInState", type.equals("mobile") ? "ready" : "notSupported");
    }

    /** Sets the phones with which the user of a slot signs in. */
    public void phones(int slot, ArrayNode set) {
        phones.put(directory.id(slot), set);
    }

    /** The generation of the delta tokens that are issued now. */
    public int generation() {
        return generation;
    }

    /** Whether delta tokens of a generation have expired. */
    public boolean expired(int ofGeneration) {
        return ofGeneration < expiredBelow;
    }

    /** Whether holders of delta tokens of a generation are sent to read everything anew. */
    public boolean resync(int ofGeneration) {
        return ofGeneration < goneBelow;
    }

    /** Lets all delta tokens expire that were issued so far. */
    public void expireDeltaTokens() {
        expiredBelow = ++generation;
    }

    /** Sends the holders of all delta tokens that were issued so far to read everything anew. */
    public void requireResync() {
        goneBelow = ++generation;
    }

    /** A number for an event, never used before. */
    public int nextEvent() {
        return nextEvent++;
    }
}

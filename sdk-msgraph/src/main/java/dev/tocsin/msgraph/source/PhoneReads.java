package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.source.SignInPhoneStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the phones with which users sign in (api-reference/v1.0/api/authentication-list-phonemethods.md). The consent of
 * a number ends when the number is gone, so one that was not read is never told as gone: what fails for the moment fails the page, and
 * what the tenant does not permit is not told. Thread-safe.
 */
final class PhoneReads {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneReads.class);
    /** So long a refusal of the tenant is believed: its administrator may consent to the permission any time. */
    private static final Duration BELIEVED = Duration.ofHours(1);
    /** The first users are asked alone: a tenant that permits nothing is not asked for thousands. */
    private static final int PROBE = 20;
    /** The one that is asked for, and the one that includes it. */
    private static final Set<String> PERMISSIONS =
            Set.of("UserAuthenticationMethod.Read.All", "UserAuthenticationMethod.ReadWrite.All");

    /** So many pages in a row one user may fail before the users beside are told without that one's phones. */
    private static final int PAGES_FAILED = 3;

    /** What is wrong with the user alone says just this; to be asked less often has other numbers. */
    private static final int BROKEN = 500;

    private static final int MOST_STUCK = 1_000;
    /** So long what was read of a page that failed is as good as new. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private static final int MOST_KEPT = 10_000;
    /** An office phone may have its extension behind one {@code x}; more of them, or signs, stand for digits. */
    private static final Pattern MASKED = Pattern.compile("[*•#]|[xX]{2}|[xX]\\D*$");

    private final GraphTenant tenant;
    private final BatchReads batches;
    private final SignInPhones choice;
    private final Clock clock;
    private final AtomicReference<Instant> retryAt = new AtomicReference<>(Instant.MIN);
    private final AtomicLong masked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Integer> stuck = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(BatchReads.Item item, Instant at) {}

    PhoneReads(GraphTenant tenant, BatchReads batches, SignInPhones choice) {
        this.tenant = tenant;
        this.batches = batches;
        this.choice = choice;
        clock = tenant.clock();
    }

    SignInPhoneStatus status() {
        State state = choice == SignInPhones.NEVER ? State.OFF : forbidden() ? State.FORBIDDEN : State.ON;
        return new SignInPhoneStatus(state, masked.get(), failed.get());
    }

    private boolean forbidden() {
        return clock.instant().isBefore(Objects.requireNonNull(retryAt.get()));
    }

    /**
     * The users, those whom the choice means with their sign-in phones.
     *
     * @throws TocsinException if the phones of one cannot be read for the moment: the delta would not tell the user again
     */
    List<DirectoryUser> added(List<DirectoryUser> users) {
        if (choice == SignInPhones.NEVER || forbidden()) {
            return users;
        }
        List<DirectoryUser> told = new ArrayList<>(users);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (wanted(told.get(i))) {
                places.add(i);
            }
        }
        int probe = Math.min(PROBE, places.size());
        boolean open = read(told, places.subList(0, probe), false);
        if (!forbidden()) {
            read(told, places.subList(probe, places.size()), open);
        }
        places.forEach(i -> kept.remove(UserJson.phonesPath(told.get(i).id())));
        return told;
    }

    private boolean wanted(DirectoryUser user) {
        boolean other = user.mobilePhone() != null || !user.businessPhones().isEmpty();
        return !user.deleted() && (choice == SignInPhones.ALWAYS || !other);
    }

    /**
     * Reads the phones of the users at these places.
     *
     * @param open whether the tenant has let some be read a moment ago
     * @return whether it lets some be read
     */
    private boolean read(List<DirectoryUser> told, List<Integer> places, boolean open) {
        if (places.isEmpty()) {
            return open;
        }
        List<String> paths =
                places.stream().map(i -> UserJson.phonesPath(told.get(i).id())).toList();
        Map<String, BatchReads.Item> items = read(paths);
        boolean answered = open || answered(items);
        if (!answered && permittedAfterAll(items)) {
            items = read(paths);
            answered = answered(items);
        }
        if (!answered && forbids(items.values())) {
            retryAt.set(clock.instant().plus(BELIEVED));
            LOG.warn(
                    "Tenant {} does not let its users' sign-in phones be read (UserAuthenticationMethod.Read.All); those known"
                            + " stay, and they are tried again in an hour",
                    tenant.tenantId());
            return false;
        }
        for (int i : places) {
            DirectoryUser user = told.get(i);
            BatchReads.Item item = Objects.requireNonNull(items.get(UserJson.phonesPath(user.id())));
            if (item.status() == 200) {
                stuck.remove(user.id());
                told.set(i, with(user, numbers(item.body())));
            } else if (item.passing() && !(answered && item.status() == BROKEN && stays(user.id()))) {
                throw item.failure("GET /users/" + user.id() + "/authentication/phoneMethods");
            } else if (item.status() != 404) {
                failed.incrementAndGet();
            }
        }
        return answered;
    }

    /** What the paths hold, those left out that were read a moment ago for a page that failed then. */
    private Map<String, BatchReads.Item> read(List<String> paths) {
        Instant oldest = clock.instant().minus(KEPT);
        Map<String, BatchReads.Item> items = new HashMap<>();
        List<String> open = new ArrayList<>();
        for (String path : paths) {
            Kept known = kept.get(path);
            if (known != null && known.at().isAfter(oldest)) {
                items.put(path, known.item());
            } else {
                open.add(path);
            }
        }
        Map<String, BatchReads.Item> read = batches.read(open);
        keep(read);
        items.putAll(read);
        return items;
    }

    /** Keeps what was read until its page is whole, so that under throttling each try gets further. */
    private void keep(Map<String, BatchReads.Item> items) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        items.forEach((path, item) -> {
            if (item.status() == 200) {
                kept.put(path, new Kept(item, clock.instant()));
            }
        });
    }

    private static boolean answered(Map<String, BatchReads.Item> items) {
        return items.values().stream().anyMatch(item -> item.status() == 200);
    }

    /**
     * Asks once more for one of those that were refused: a request by itself, other than a batch, is sent with a new token if the old one
     * lacks a permission that was granted since.
     */
    private boolean permittedAfterAll(Map<String, BatchReads.Item> items) {
        String refused = items.entrySet().stream()
                .filter(item -> item.getValue().status() == 403)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (refused == null) {
            return false;
        }
        try {
            tenant.raw(
                    "GET /users/{id}/authentication/phoneMethods",
                    OwnLinks.get(tenant.client().getRequestAdapter().getBaseUrl() + refused));
            return true;
        } catch (GraphAccessException still) {
            return false;
        } catch (ApiException gone) {
            if (gone.status() == 404) {
                return false;
            }
            throw gone;
        }
    }

    /**
     * Whether it is the tenant that refuses, rather than the access to a single user: all of several are refused, or the token has not
     * the permission.
     */
    private boolean forbids(Collection<BatchReads.Item> items) {
        if (items.stream().noneMatch(item -> item.status() == 403)) {
            return false;
        }
        if (items.size() > 1) {
            return items.stream().noneMatch(BatchReads.Item::passing);
        }
        Set<String> granted = tenant.grantedPermissions();
        return !granted.isEmpty() && PERMISSIONS.stream().noneMatch(granted::contains);
    }

    /** Whether a user has failed so often, while others are answered, that the others are not kept waiting any longer. */
    private boolean stays(String userId) {
        int times = stuck.merge(userId, 1, Integer::sum);
        if (times >= PAGES_FAILED || stuck.size() > MOST_STUCK) {
            stuck.remove(userId);
            return true;
        }
        return false;
    }

    /** The numbers; null if one is masked, since then it is not told what they are. */
    private @Nullable List<String> numbers(JsonNode body) {
        Set<String> numbers = new LinkedHashSet<>();
        boolean whole = body.path("value").isArray();
        for (JsonNode phone : body.path("value")) {
            String number = phone.path("phoneNumber").asText("").strip();
            if (MASKED.matcher(number).find()) {
                masked.incrementAndGet();
                whole = false;
            } else if (!number.isEmpty()) {
                numbers.add(number);
            }
        }
        return whole ? List.copyOf(numbers) : null;
    }

    private static DirectoryUser with(DirectoryUser user, @Nullable List<String> numbers) {
        return new DirectoryUser(
                user.id(),
                user.principalName(),
                user.mail(),
                user.displayName(),
                user.mobilePhone(),
                user.businessPhones(),
                numbers,
                user.enabled(),
                user.deleted());
    }
}

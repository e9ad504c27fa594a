package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.source.SignInPhoneStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the phones with which users sign in (api-reference/v1.0/api/authentication-list-phonemethods.md). They are of use, but never a
 * reason to read no users: what the tenant does not permit, or will not answer for one user, is left out and counted. Thread-safe.
 */
final class PhoneReads {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneReads.class);
    /** So long a refusal of the tenant is believed: its administrator may consent to the permission any time. */
    private static final Duration BELIEVED = Duration.ofHours(1);
    /** The first users are asked alone: a tenant that permits nothing is not asked for thousands. */
    private static final int PROBE = 20;
    /** An office phone may have its extension behind one {@code x}; more of them, or signs, stand for digits. */
    private static final Pattern MASKED = Pattern.compile("[*•#]|[xX]{2}|[xX]\\D*$");

    private final String tenantId;
    private final BatchReads batches;
    private final SignInPhones choice;
    private final Clock clock;
    private final AtomicReference<Instant> retryAt = new AtomicReference<>(Instant.MIN);
    private final AtomicLong masked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    PhoneReads(GraphTenant tenant, BatchReads batches, SignInPhones choice) {
        tenantId = tenant.tenantId();
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

    /** The users, those whom the choice means with their sign-in phones. */
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
        read(told, places.subList(0, probe));
        if (!forbidden()) {
            read(told, places.subList(probe, places.size()));
        }
        return told;
    }

    private boolean wanted(DirectoryUser user) {
        boolean other = user.mobilePhone() != null || !user.businessPhones().isEmpty();
        return !user.deleted() && (choice == SignInPhones.ALWAYS || !other);
    }

    private void read(List<DirectoryUser> told, List<Integer> places) {
        if (places.isEmpty()) {
            return;
        }
        Map<String, BatchReads.Item> items = batches.read(
                places.stream().map(i -> UserJson.phonesPath(told.get(i).id())).toList());
        if (items.values().stream().noneMatch(item -> item.status() == 200)
                && items.values().stream().anyMatch(item -> item.status() == 403)) {
            retryAt.set(clock.instant().plus(BELIEVED));
            LOG.warn(
                    "Tenant {} does not let its users' sign-in phones be read (UserAuthenticationMethod.Read.All); they are"
                            + " left out and tried again in an hour",
                    tenantId);
            return;
        }
        for (int i : places) {
            DirectoryUser user = told.get(i);
            BatchReads.Item item = items.get(UserJson.phonesPath(user.id()));
            if (item != null && item.status() == 200) {
                told.set(i, with(user, numbers(item.body())));
            } else if (item == null || item.status() != 404) {
                failed.incrementAndGet();
            }
        }
    }

    private List<String> numbers(JsonNode body) {
        Set<String> numbers = new LinkedHashSet<>();
        for (JsonNode phone : body.path("value")) {
            String number = phone.path("phoneNumber").asText("").strip();
            if (MASKED.matcher(number).find()) {
                masked.incrementAndGet();
            } else if (!number.isEmpty()) {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }

    private static DirectoryUser with(DirectoryUser user, List<String> numbers) {
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

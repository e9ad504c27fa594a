package dev.tocsin.core.directory;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.ConsentActor;
import dev.tocsin.core.consent.ConsentEntry;
import dev.tocsin.core.consent.NumberChanges;
import dev.tocsin.core.people.AccountState;
import dev.tocsin.core.people.CompanyUser;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneReading;
import dev.tocsin.core.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings pages of a directory's users into a session. Stateless and thread-safe. */
final class UserPages {
    private static final int MAX_NAME = 200;

    private final MspId msp;
    private final DirectoryLink link;

    UserPages(MspId msp, DirectoryLink link) {
        this.msp = msp;
        this.link = link;
    }

    /**
     * A user as told, with its phones read.
     *
     * @param id the directory's id
     * @param user the user, or null if the directory has it no more
     * @param unread the phones that could not be read
     * @param signInPhones whether the directory said with what phones the user signs in
     */
    record Told(String id, @Nullable CompanyUser user, List<UnreadPhone> unread, boolean signInPhones) {
        /** The user as it is kept: what the directory did not say is as it was. */
        @Nullable
        CompanyUser kept(@Nullable CompanyUser before) {
            if (before == null || user == null) {
                return user == null && before != null ? before.gone() : user;
            }
            return signInPhones ? user : user.withSignInPhonesOf(before);
        }
    }

    /**
     * One page of the known users, looked through for those who were not told.
     *
     * @param gone how many are marked
     * @param last where to go on, or null if this was the last page
     */
    record Marked(int gone, @Nullable String last) {}

    /** Reads the phones, before the transaction; of several of one user the last holds. */
    List<Told> read(List<DirectoryUser> users) {
        Map<String, DirectoryUser> last = new LinkedHashMap<>();
        users.forEach(user -> last.put(user.id(), user));
        return last.values().stream().map(this::read).toList();
    }

    private Told read(DirectoryUser user) {
        if (user.deleted()) {
            return new Told(user.id(), null, List.of(), false);
        }
        List<UnreadPhone> unread = link.phones().read(user).unread().stream()
                .filter(phone -> phone.reason() != PhoneReading.Reason.BLANK)
                .map(phone -> new UnreadPhone(user.id(), phone.place(), phone.reason(), phone.message()))
                .toList();
        return new Told(
                user.id(),
                CompanyUser.of(msp, link.companyId(), link.connectionId(), user, link.phones()),
                unread,
                user.authenticationPhones() != null);
    }

    /**
     * Keeps the users, and voids the consent of numbers that went away from them.
     *
     * @param step the step of the reading that this is
     */
    DirectoryProgress apply(StoreSession session, List<Told> users, long step, Instant now) {
        List<CompanyUser> changes = new ArrayList<>();
        List<ConsentEntry> voided = new ArrayList<>();
        int added = 0;
        int changed = 0;
        int gone = 0;
        long unread = 0;
        for (Told told : users) {
            CompanyUser before = session.companyUsers()
                    .get(msp, link.connectionId(), told.id())
                    .orElse(null);
            CompanyUser after = after(told, before, step);
            unread += told.unread().size();
            if (after == null || after.equals(before)) {
                continue;
            }
            changes.add(after);
            if (before == null) {
                added++;
            } else if (told.user() == null) {
                gone++;
            } else {
                changed++;
                voided.addAll(voided(session, before, after, now));
            }
        }
        session.companyUsers().save(changes);
        int ended = session.consent().append(voided);
        return new DirectoryProgress(
                link.connectionId(),
                1,
                users.size(),
                added,
                changed,
                gone,
                users.size() - changes.size(),
                unread,
                ended);
    }

    private static @Nullable CompanyUser after(Told told, @Nullable CompanyUser before, long step) {
        CompanyUser user = told.kept(before);
        if (user == null || told.user() == null) {
            return user;
        }
        if (before == null
                || before.accountState() == AccountState.GONE
                || !user.phones().stream()
                        .allMatch(phone -> before.phones().stream().anyMatch(phone::isSameAs))) {
            return user.withKnownSince(step);
        }
        return user.withKnownSince(before.knownSince());
    }

    private static List<ConsentEntry> voided(StoreSession session, CompanyUser before, CompanyUser after, Instant now) {
        if (before.phones().stream().allMatch(had -> after.phones().stream().anyMatch(had::isSameAs))) {
            return List.of();
        }
        String name = after.name();
        return NumberChanges.voidedPhones(
                session.consent().programmes(before.ref()),
                before.ref(),
                name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name,
                before.phones(),
                after.phones(),
                ConsentActor.system(),
                now);
    }

    /** Marks those as gone who are known and were not told, a page at a time. */
    Marked markGone(StoreSession session, Set<String> told, @Nullable String after, int limit) {
        List<CompanyUser> page = session.companyUsers().page(msp, link.connectionId(), after, limit);
        List<CompanyUser> gone = page.stream()
                .filter(user -> user.accountState() != AccountState.GONE
                        && !told.contains(user.directory().userId()))
                .map(CompanyUser::gone)
                .toList();
        session.companyUsers().save(gone);
        return new Marked(
                gone.size(),
                page.size() < limit
                        ? null
                        : page.get(page.size() - 1).directory().userId());
    }
}

package dev.tocsin.core.directory;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.consent.AdminAcceptance;
import dev.tocsin.core.consent.AttestationReach;
import dev.tocsin.core.consent.EnrolmentPolicy;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.core.sync.MassChangeLimit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of one directory.
 *
 * <p>What changed is applied page by page, each in one transaction with the token of the next. When all users are told while some
 * are known already, the pages are applied but no token is kept before the last: whoever was not told is gone, and that can only be
 * said by a reading that heard all pages itself. One that is interrupted begins anew, which changes nothing twice. Used by one
 * thread.
 */
final class DirectoryRun {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRun.class);
    /** How often a directory may begin anew within one reading before that is a fault. */
    private static final int MOST_RESETS = 3;
    /** How many pages one reading may have before that is a fault: a hundred million users in pages of the usual size. */
    private static final int MOST_PAGES = 100_000;
    /** How many users are looked at in one transaction when those who were not told are looked for. */
    private static final int GONE_PAGE = 500;

    private final MspId msp;
    private final Store store;
    private final Clock clock;
    private final DirectoryLink link;
    private final UserPages pages;
    private final MassChangeLimit limit;
    private final BooleanSupplier stopped;
    private final Consumer<DirectoryProgress> progress;
    private final List<UnreadPhone> unread = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private StoredFeed feed;
    private DirectoryProgress counts;
    private boolean whole;
    private boolean anybodyKnown;
    private long knownBefore;
    private int resets;

    DirectoryRun(
            MspId msp,
            Store store,
            Clock clock,
            DirectoryLink link,
            StoredFeed claimed,
            MassChangeLimit limit,
            BooleanSupplier stopped,
            Consumer<DirectoryProgress> progress) {
        this.msp = msp;
        this.store = store;
        this.clock = clock;
        this.link = link;
        this.limit = limit;
        this.stopped = stopped;
        this.progress = progress;
        feed = claimed;
        pages = new UserPages(msp, link);
        counts = DirectoryProgress.start(link.connectionId());
    }

    DirectorySyncReport run(Instant startedAt) {
        DirectorySyncReport.Ending ending;
        String message = null;
        try {
            ending = read() ? DirectorySyncReport.Ending.COMPLETED : DirectorySyncReport.Ending.CANCELLED;
            if (ending == DirectorySyncReport.Ending.CANCELLED) {
                message = "it was stopped between two pages";
                step(session -> true, done -> FeedSteps.released(feed));
            }
        } catch (NotOurs e) {
            ending = DirectorySyncReport.Ending.BUSY;
            message = "another reading took the directory over, or it was disconnected";
        } catch (Unreadable e) {
            ending = DirectorySyncReport.Ending.FAILED;
            message = String.valueOf(e.getMessage());
            keepFailure(message);
        } catch (RuntimeException e) {
            giveBack(e);
            throw e;
        }
        return new DirectorySyncReport(
                link.connectionId(),
                link.companyId(),
                startedAt,
                clock.instant(),
                ending,
                message,
                whole,
                counts,
                unread);
    }

    /** Nothing is to be told of a directory that is somebody else's now. */
    private void keepFailure(String message) {
        try {
            step(session -> true, done -> FeedSteps.failed(feed, message, clock.instant()));
        } catch (NotOurs e) {
            LOG.debug("the directory of connection {} was taken over meanwhile", link.connectionId());
        }
    }

    /** The store failed, or the host's own code: what is wrong is for the caller, but the directory need not wait for the lease's end. */
    private void giveBack(RuntimeException cause) {
        try {
            step(session -> true, done -> FeedSteps.released(feed));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Whether it came to the end. */
    private boolean read() {
        String token = feed.cursor();
        if (token == null) {
            beginWhole();
        } else {
            tokens.add(token);
        }
        while (!stopped.getAsBoolean()) {
            DirectoryDelta delta = page(token);
            if (delta.reset() && token != null) {
                beginAnew();
            }
            List<UserPages.Told> users = pages.read(delta.users());
            boolean marks = whole && anybodyKnown;
            if (marks) {
                heard(delta.users());
            }
            boolean ends = !delta.more() && !marks;
            // Nobody knows from where a reading that marks could go on, so it keeps the token it began with.
            apply(users, ends ? ended(delta.token()) : goesOn(marks ? feed.cursor() : delta.token()));
            if (!delta.more()) {
                return ends || markGone(delta.token());
            }
            token = delta.token();
            if (!tokens.add(token)) {
                throw new Unreadable("the directory gave one and the same page again and again", null);
            }
            if (tokens.size() >= MOST_PAGES) {
                throw new Unreadable("the directory came to no end within " + MOST_PAGES + " pages", null);
            }
        }
        return false;
    }

    private DirectoryDelta page(@Nullable String token) {
        // What an adapter answers is outside this library, whatever its signature says.
        @Nullable DirectoryDelta delta;
        try {
            delta = link.directory().changes(token);
        } catch (RuntimeException e) {
            LOG.warn("the directory of connection {} could not be read", link.connectionId(), e);
            throw new Unreadable(words(e), e);
        } catch (Error e) {
            // A class of the adapter that is missing, say: for the caller, but not until the lease's end.
            try {
                keepFailure(words(e));
            } catch (RuntimeException unkept) {
                e.addSuppressed(unkept);
            }
            throw e;
        }
        if (delta == null) {
            throw new Unreadable("the directory gave null for a page", null);
        }
        return delta;
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void beginWhole() {
        whole = true;
        told.clear();
        tokens.clear();
        knownBefore = store.read(session -> session.companyUsers().count(msp, link.connectionId()));
        anybodyKnown = store.read(session ->
                !session.companyUsers().page(msp, link.connectionId(), null, 1).isEmpty());
    }

    /** The old token is worth nothing any more, and an interrupted reading must not go on in the middle of this one. */
    private void beginAnew() {
        if (++resets > MOST_RESETS) {
            throw new Unreadable("the directory began anew more than " + MOST_RESETS + " times in one reading", null);
        }
        beginWhole();
        step(session -> true, done -> goesOn(null));
    }

    private void heard(List<DirectoryUser> users) {
        for (DirectoryUser user : users) {
            if (user.deleted()) {
                told.remove(user.id());
            } else {
                told.add(user.id());
            }
        }
    }

    private void apply(List<UserPages.Told> users, StoredFeed next) {
        DirectoryProgress page = step(
                session -> {
                    if (next.owner() == null) {
                        reached(session);
                    }
                    return pages.apply(session, users, nextStep(), clock.instant());
                },
                done -> next);
        counts = counts.plus(page);
        for (UserPages.Told user : users) {
            user.unread().stream()
                    .limit(DirectorySyncReport.MAX_UNREAD - unread.size())
                    .forEach(unread::add);
        }
        progress.accept(counts);
    }

    /** Whoever was not told is gone; whether that came to its end. */
    private boolean markGone(String token) {
        // All who were told are kept by now, so the others are the ones who would be gone.
        long gone = store.read(session -> session.companyUsers().count(msp, link.connectionId())) - told.size();
        if (told.isEmpty() && gone > 0) {
            // Whoever gave consent is a user, so a directory without any is one that does not show them.
            throw new Unreadable(
                    "the directory told of no user at all, which is rather a missing permission; nobody was marked as"
                            + " gone",
                    null);
        }
        if (!limit.allows(gone, knownBefore)) {
            throw new Unreadable(
                    gone + " of " + knownBefore + " users were not told, which is more than " + limit.most(knownBefore)
                            + " and rather a narrowed permission; nobody was marked as gone. Read it with a higher"
                            + " limit if that is meant",
                    null);
        }
        @Nullable String after = null;
        while (!stopped.getAsBoolean()) {
            String from = after;
            UserPages.Marked page = step(
                    session -> {
                        UserPages.Marked marked = pages.markGone(session, told, from, GONE_PAGE);
                        if (marked.last() == null) {
                            reached(session);
                        }
                        return marked;
                    },
                    marked -> marked.last() == null ? ended(token) : goesOn(feed.cursor()));
            counts = counts.plus(new DirectoryProgress(link.connectionId(), 0, 0, 0, 0, page.gone(), 0, 0, 0));
            progress.accept(counts);
            after = page.last();
            if (after == null) {
                return true;
            }
        }
        return false;
    }

    /** The first reading that comes to its end after an attestation is the one that the attestation is about. */
    private void reached(StoreSession session) {
        List<AdminAcceptance> acceptances = session.consent().acceptances(msp, link.companyId());
        if (acceptances.isEmpty()) {
            return;
        }
        AdminAcceptance last = acceptances.get(acceptances.size() - 1);
        if (last.policy() == EnrolmentPolicy.ADMIN_ATTESTED
                && session.consent().reaches(msp, link.connectionId()).stream()
                        .noneMatch(reach -> reach.acceptanceId().equals(last.id()))) {
            session.consent()
                    .reach(new AttestationReach(
                            msp, link.companyId(), last.id(), link.connectionId(), nextStep(), clock.instant()));
        }
    }

    /** The version that the feed's row gets in this transaction. */
    private long nextStep() {
        return feed.version() + 1;
    }

    /** One piece of work in one transaction with the feed's step. */
    private <R> R step(Function<StoreSession, R> work, Function<R, StoredFeed> next) {
        record Step<T>(T result, StoredFeed feed) {}
        Step<R> step = store.write(session -> {
            requireOurs(session);
            R result = work.apply(session);
            return new Step<>(result, session.feeds().save(next.apply(result)).orElseThrow(NotOurs::new));
        });
        feed = step.feed();
        return step.result();
    }

    private StoredFeed goesOn(@Nullable String cursor) {
        return FeedSteps.advanced(feed, cursor, clock.instant().plus(DirectorySync.LEASE));
    }

    private StoredFeed ended(String token) {
        return FeedSteps.succeeded(feed, token, clock.instant());
    }

    private void requireOurs(StoreSession session) {
        if (!DirectorySync.isClaimed(session, feed)) {
            throw new NotOurs();
        }
    }

    /** Somebody else has the directory now. */
    private static final class NotOurs extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The directory cannot be read, or told what cannot be. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}

package dev.tocsin.msgraph.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.people.Directory;
import dev.tocsin.core.people.DirectoryDelta;
import dev.tocsin.core.people.DirectoryPage;
import dev.tocsin.core.people.DirectoryQuery;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.msgraph.GraphTenant;
import dev.tocsin.msgraph.source.OwnLinks.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The users of one Microsoft tenant. Needs the application permission {@code User.Read.All}, and
 * {@code UserAuthenticationMethod.Read.All} for phones of sign-in. Guests are users like all others, since alerts are about them as
 * well; their principal name holds {@code #EXT#}. Disabled users are told as such. Thread-safe.
 *
 * <p>A list of users takes one request a page, and those of the sign-in phones. Delta does not follow sign-in phones: they are read
 * whenever a user is told. If they cannot be read for the moment, the page fails, to be read again; where the tenant does not let them be
 * read, shows them masked or the choice leaves them out, they are not told, and those known before stay known.
 *
 * <p>Cursors and tokens are texts of this tenant on this Graph; any other is refused with {@link IllegalArgumentException}.
 */
public final class GraphDirectory implements Directory {
    private static final String USERS = "/users";
    private static final String DELTA = "/users/delta";
    private static final String LIST = "list";
    /** A page of the first reading, whose users are whole. */
    private static final String ALL = "all";
    /** A page of what changed, in which properties may be left out and old changes may come again. */
    private static final String CHANGES = "changes";
    /** At 200 users a page two million users; a list that goes on longer does not end. */
    private static final int MOST_PAGES = 10_000;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** Entra's own limit is 113 (MicrosoftDocs/entra-docs, userPrincipalName). */
    private static final int LONGEST_NAME = 200;
    /** Both spellings are in use; 410 says it by itself (concepts/delta-query-overview.md). */
    private static final Set<String> LOST = Set.of("syncstatenotfound", "syncstateinvalid", "resyncrequired");

    private final GraphTenant tenant;
    private final GraphAnswers answers;
    private final OwnLinks links;
    private final BatchReads batches;
    private final PhoneReads phones;

    /**
     * The directory of a tenant, with sign-in phones for users who have no other.
     *
     * @param tenant whose clock and sleeper it uses too
     */
    public GraphDirectory(GraphTenant tenant) {
        this(tenant, SignInPhones.IF_NO_OTHER);
    }

    /**
     * The directory of a tenant.
     *
     * @param tenant whose clock and sleeper it uses too
     * @param signInPhones whose phones of sign-in are read
     */
    public GraphDirectory(GraphTenant tenant, SignInPhones signInPhones) {
        this.tenant = tenant;
        answers = new GraphAnswers(tenant);
        links = new OwnLinks(tenant);
        batches = new BatchReads(tenant);
        phones = new PhoneReads(tenant, batches, signInPhones);
    }

    /** How the reading of sign-in phones stands. */
    public SignInPhoneStatus signInPhones() {
        return phones.status();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A search finds the beginnings of display name, given name, surname, principal name and mail address, in any case, by a
     * filter rather than {@code $search}: it also sees a user who was added just now, and no text of a person can be taken for a
     * part of the query but by the quote, which is doubled. It needs no {@code ConsistencyLevel}.
     */
    @Override
    public DirectoryPage users(DirectoryQuery query) {
        Place place = query.cursor() == null
                ? new Place(LIST, 0, "")
                : links.opened("cursor", query.cursor(), List.of(LIST), USERS);
        JsonNode page = answers.read("GET /users", query.cursor() == null ? first(query) : OwnLinks.get(place.link()));
        List<DirectoryUser> users = new ArrayList<>();
        page.path("value").forEach(user -> users.add(UserJson.user(user)));
        String next = nextLink(page, place, USERS);
        return new DirectoryPage(
                phones.added(users), next == null ? null : links.sealed(new Place(LIST, place.pages() + 1, next)));
    }

    private RequestInformation first(DirectoryQuery query) {
        return tenant.client().users().toGetRequestInformation(request -> {
            request.queryParameters.select = UserJson.select();
            request.queryParameters.top = query.pageSize();
            if (query.search() != null) {
                request.queryParameters.filter = beginningWith(query.search());
            }
        });
    }

    /** The vendor's own example for choosing people has these properties (user-list.md, aad-advanced-queries.md). */
    private static String beginningWith(String search) {
        String text = quoted(search);
        return List.of("displayName", "givenName", "surname", "userPrincipalName", "mail").stream()
                .map(property -> "startswith(" + property + "," + text + ")")
                .reduce((one, other) -> one + " or " + other)
                .orElseThrow();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private @Nullable String nextLink(JsonNode page, Place place, String path) {
        if (!page.path("@odata.nextLink").isTextual()) {
            return null;
        }
        String next = links.checked(page.path("@odata.nextLink").asText(), path);
        if (next.equals(place.link()) || place.pages() == MOST_PAGES) {
            throw GraphAnswers.malformed("GET " + path, "its pages do not end");
        }
        return next;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Whom the delta names as changed is read again, whole: a delta may leave out what did not change and may tell an old change
     * once more, in any order, and what is read now is newer than all of it. Who is not found then is gone, and so is, unread, who
     * was deleted for good, since an id never comes back; a user in the recycle bin is read, having perhaps been restored.
     *
     * <p>If the token has expired (7 days) or the service asks for it (410), all users are read from the beginning, with a request of
     * our own: the address that a 410 offers has nothing that it lacks.
     */
    @Override
    public DirectoryDelta changes(@Nullable String token) {
        if (token == null) {
            return page(new Place(ALL, 0, ""), begin(), false);
        }
        Place place = links.opened("token", token, List.of(ALL, CHANGES), DELTA);
        JsonNode page;
        try {
            page = answers.read("GET /users/delta", continued(place));
        } catch (ApiException refused) {
            if (!lost(refused)) {
                throw refused;
            }
            return page(new Place(ALL, 0, ""), begin(), true);
        }
        return page(place, page, false);
    }

    private JsonNode begin() {
        return answers.read(
                "GET /users/delta",
                tenant.client()
                        .users()
                        .delta()
                        .toGetRequestInformation(request -> request.queryParameters.select = UserJson.select()));
    }

    private static RequestInformation continued(Place place) {
        RequestInformation request = OwnLinks.get(place.link());
        if (place.kind().equals(CHANGES)) {
            // Who changed is read anyway, so the page need not hold what did not change.
            request.headers.add("Prefer", "return=minimal");
        }
        return request;
    }

    private static boolean lost(ApiException refused) {
        String code = refused.code().orElse("").toLowerCase(Locale.ROOT);
        return refused.status() == 410 || refused.status() >= 400 && refused.status() < 410 && LOST.contains(code);
    }

    private DirectoryDelta page(Place place, JsonNode page, boolean reset) {
        DeltaEntries entries = DeltaEntries.of(page.path("value"), place.kind().equals(ALL));
        List<DirectoryUser> users = entries.told(batches);
        String next = nextLink(page, place, DELTA);
        if (next != null) {
            String token = links.sealed(new Place(place.kind(), place.pages() + 1, next));
            return new DirectoryDelta(phones.added(users), token, true, reset);
        }
        if (!page.path("@odata.deltaLink").isTextual()) {
            throw GraphAnswers.malformed("GET /users/delta", "a nextLink or a deltaLink is needed");
        }
        String delta = links.checked(page.path("@odata.deltaLink").asText(), DELTA);
        return new DirectoryDelta(phones.added(users), links.sealed(new Place(CHANGES, 0, delta)), false, reset);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A principal name is looked up by a filter, so that no text of an event becomes part of a path. What is neither an id nor
     * holds an {@code @} is nobody's, and is not asked for.
     */
    @Override
    public Optional<DirectoryUser> user(String idOrPrincipalName) {
        String wanted = idOrPrincipalName.strip();
        if (ID.matcher(wanted).matches()) {
            return byId(wanted).map(this::told);
        }
        if (wanted.indexOf('@') < 0 || wanted.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        JsonNode found = answers.read("GET /users", tenant.client().users().toGetRequestInformation(request -> {
            request.queryParameters.select = UserJson.select();
            request.queryParameters.filter = "userPrincipalName eq " + quoted(wanted);
        }));
        return found.path("value").isEmpty()
                ? Optional.empty()
                : Optional.of(told(found.path("value").get(0)));
    }

    private Optional<JsonNode> byId(String id) {
        try {
            return Optional.of(answers.read(
                    "GET /users/{id}",
                    tenant.client()
                            .users()
                            .byUserId(id)
                            .toGetRequestInformation(request -> request.queryParameters.select = UserJson.select())));
        } catch (ApiException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private DirectoryUser told(JsonNode user) {
        return phones.added(List.of(UserJson.user(user))).get(0);
    }
}

package dev.tocsin.examples.alertbridge;

import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.licence.Licence;
import dev.tocsin.core.people.DirectoryListing;
import dev.tocsin.core.people.DirectoryUser;
import dev.tocsin.core.people.PhoneBook;
import dev.tocsin.core.people.PhoneList;
import dev.tocsin.core.people.PhoneUse;
import dev.tocsin.core.store.StoredFeed;
import dev.tocsin.examples.alertbridge.Microsoft.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what Microsoft 365 has to people. */
final class MicrosoftTables {
    private final Surroundings around;

    MicrosoftTables(Surroundings around) {
        this.around = around;
    }

    /** Users with their phones. */
    void users(List<DirectoryListing.Entry> entries, PhoneBook book, boolean own, boolean showNumbers) {
        PeopleTables people = new PeopleTables(around, showNumbers);
        TextTable table = new TextTable(
                around.unicode(), "Name", "User", "Account", "SMS", "Voice", "Unread", own ? "Technician" : "Id");
        for (DirectoryListing.Entry entry : entries) {
            DirectoryUser user = entry.user();
            PhoneList phones = book.read(user);
            table.row(
                    ShownText.inLine(orDash(user.displayName())),
                    orDash(user.principalName()),
                    PeopleTables.account(user.accountState()),
                    people.first(phones.first(PhoneUse.SMS)),
                    people.first(phones.first(PhoneUse.VOICE)),
                    phones.unread().isEmpty() ? "-" : phones.unread().size(),
                    own ? orDash(entry.technicianId()) : user.id());
            phones.unread()
                    .forEach(unread -> around.err()
                            .println(ShownText.quoted(user.id()) + ", " + unread.place() + ": "
                                    + ShownText.inLine(unread.message())));
        }
        if (!table.isEmpty()) {
            around.out().print(table);
        }
    }

    /** How far the users and the logs of tenants were read. */
    void status(List<Tenant> tenants, List<StoredFeed> feeds) {
        TextTable table =
                new TextTable(around.unicode(), "Company", "Tenant", "What", "State", "Last read", "Next", "Message");
        for (Tenant tenant : tenants) {
            List<StoredFeed> own = feeds.stream()
                    .filter(feed -> feed.connectionId().equals(tenant.id()))
                    .toList();
            if (own.isEmpty()) {
                table.row(tenant.companyId(), tenant.id(), "-", "never read", "-", "-", "-");
            }
            for (StoredFeed feed : own) {
                table.row(
                        tenant.companyId(),
                        tenant.id(),
                        feed.feed(),
                        feed.leased(around.clock().instant())
                                ? "being read"
                                : feed.state().name().toLowerCase(Locale.ROOT),
                        orDash(toSeconds(feed.succeededAt())),
                        orDash(toSeconds(feed.dueAt())),
                        orDash(feed.message() == null ? null : withoutTenant(tenant, feed.message())));
            }
        }
        if (table.isEmpty()) {
            around.out().println("no tenant is tied to a company; `microsoft connect` ties one");
        } else {
            around.out().print(table);
        }
    }

    /** What a tenant has bought. */
    void licences(Tenant tenant, List<Licence> licences) {
        TextTable table =
                new TextTable(around.unicode(), "Product", "Code", "Owned", "Used", "Status", "Renews", "Trial");
        licences.forEach(licence -> table.row(
                licence.name(),
                licence.product(),
                licence.owned(),
                licence.used(),
                licence.status(),
                orDash(toSeconds(licence.renewsAt())),
                licence.trial() ? "yes" : "-"));
        if (!table.isEmpty()) {
            around.out().print(table);
        }
        around.out().println(tenant.companyId() + " (" + tenant.id() + "): " + Words.count(licences.size(), "product"));
    }

    /** A moment as people read it; null stays null. */
    static @Nullable Instant toSeconds(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A message about a tenant that was named already. */
    static String withoutTenant(Tenant tenant, String message) {
        String before = "tenant " + tenant.id();
        boolean again = message.startsWith(before + ": ") || message.startsWith(before + ", ");
        return again ? message.substring(before.length() + 2) : message;
    }

    private static String orDash(@Nullable Object value) {
        return value == null || value.toString().isBlank() ? "-" : value.toString();
    }
}

package dev.tocsin.examples.alertbridge;

import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.system.MemberInfo;
import dev.tocsin.connectwise.system.MemberInfoField;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.ShownText;
import dev.tocsin.core.base.TocsinException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks up in ConnectWise the members that technicians are said to be: an acknowledgement makes them the owner of a ticket. */
final class MemberCheck {
    /** What an identifier can be, of which a condition of a search can be made. */
    private static final Pattern IDENTIFIER = Pattern.compile("[^\"\\\\\\p{Cntrl}]{1,50}");

    private MemberCheck() {}

    /**
     * Why a member can own no ticket of a connection; empty if it can.
     *
     * @throws TocsinException if ConnectWise cannot be read
     */
    static Optional<String> fault(Host.Connection connection, String member) {
        Optional<MemberInfo> found = IDENTIFIER.matcher(member).matches()
                ? connection
                        .client()
                        .members()
                        .infos()
                        .readAll(Query.where(MemberInfoField.IDENTIFIER.eq(member)))
                        .stream()
                        .filter(one -> member.equalsIgnoreCase(one.identifier()))
                        .findFirst()
                : Optional.empty();
        if (found.isEmpty()) {
            return Optional.of("ConnectWise (" + connection.id() + ") has no member " + ShownText.quoted(member));
        }
        return found.get().inactive()
                ? Optional.of("the member " + ShownText.quoted(member) + " of ConnectWise (" + connection.id()
                        + ") is not active")
                : Optional.empty();
    }

    /**
     * Refuses a member that no connection has. What cannot be looked up now, and a connection that lacks a member whom another has, is
     * warned of.
     *
     * @throws ConfigurationException if it can own no ticket anywhere
     */
    static void require(Surroundings around, Host host, String member) {
        if (!IDENTIFIER.matcher(member).matches()) {
            return; // told with the other faults of what was typed
        }
        List<String> faults = new ArrayList<>();
        int answered = 0;
        for (Host.Connection connection : host.connections()) {
            try {
                fault(connection, member).ifPresent(faults::add);
                answered++;
            } catch (TocsinException e) {
                around.err()
                        .println("warning: --member: " + ShownText.quoted(member) + " is taken without a look at "
                                + connection.id() + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty() && faults.size() == answered) {
            throw new ConfigurationException(
                    "--member", String.join("; ", faults) + "; the identifier of an active member is legal");
        }
        faults.forEach(fault -> around.err().println("warning: --member: " + fault));
    }
}

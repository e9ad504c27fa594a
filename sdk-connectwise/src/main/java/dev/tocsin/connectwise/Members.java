package dev.tocsin.connectwise;

import dev.tocsin.core.base.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The members. Thread-safe. Every method throws {@link dev.tocsin.core.base.TocsinException}. */
public final class Members {
    private static final String PATH = "/system/members";

    private final Gateway gateway;
    private final Listing<Member> listing;

    Members(Gateway gateway) {
        this.gateway = gateway;
        this.listing = new Listing<>(gateway, PATH, Member::from);
    }

    /** One page of members, inactive ones included. Pages count from 1. */
    public Page<Member> list(Query query, int page) {
        return listing.page(query, page);
    }

    /** All members that a query selects, fetched page by page as the stream is read. System members are not listed. */
    public Stream<Member> stream(Query query) {
        return listing.stream(query);
    }

    /** A member; empty if there is none with the id: system members have none. */
    public Optional<Member> get(int id) {
        return listing.get(id);
    }

    /**
     * The API member that we are. Empty where the server does not say: the call ({@code /system/myAccount}) is not in the
     * vendor's published contract, and some servers answer 404. Then the surest sign of our own hand is what the server
     * writes on a record that we made: {@link TicketNote#createdBy()} or {@link Ticket#enteredBy()}.
     */
    public Optional<Member> me() {
        Call call = Call.get("/system/myAccount", Map.of());
        try {
            Member member = Member.from(gateway.send(call).record());
            return member.id() > 0 ? Optional.of(member) : Optional.empty();
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

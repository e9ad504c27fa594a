package dev.tocsin.connectwise;

import dev.tocsin.connectwise.system.Member;
import dev.tocsin.connectwise.system.MemberField;
import dev.tocsin.connectwise.system.MemberInfo;
import dev.tocsin.connectwise.system.MemberInfoField;
import dev.tocsin.core.base.ApiException;
import java.util.Map;
import java.util.Optional;

/** The members. System members are not listed, and have no record of their own. Thread-safe. */
public final class Members extends CreatableRecords<Member> {
    Members(Gateway gateway) {
        super(gateway, "/system/members", MemberField.TYPE);
    }

    /** What every role may see of the members, without the right to maintain members. */
    public ReadableRecords<MemberInfo> infos() {
        return new ReadableRecords<>(gateway(), "/system/info/members", MemberInfoField.TYPE);
    }

    /**
     * The API member that we are. Empty where the server does not say: the call ({@code /system/myAccount}) is not in the
     * vendor's published contract, and some servers answer 404. Then the surest sign of our own hand is what the server
     * writes on a record that we made, such as {@link dev.tocsin.connectwise.service.Ticket#enteredBy()}.
     */
    public Optional<Member> me() {
        Call call = Call.get("/system/myAccount", Map.of());
        try {
            Member member = type().read(gateway().send(call).record());
            return member.id() > 0 ? Optional.of(member) : Optional.empty();
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

package dev.tocsin.msgraph.source.record;

import dev.tocsin.core.base.MspId;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What records do not say themselves: whose they are. Immutable; the {@code with} methods answer another one. */
public final class RecordContext {
    private final MspId msp;
    private final @Nullable String company;
    private final Predicate<String> knownTenant;

    private RecordContext(MspId msp, @Nullable String company, Predicate<String> knownTenant) {
        this.msp = Objects.requireNonNull(msp, "msp");
        this.company = company == null || company.isBlank() ? null : company.strip();
        this.knownTenant = Objects.requireNonNull(knownTenant, "knownTenant");
    }

    /** Records of an MSP's customers, each of the tenant that it names; a record that names none is unread. */
    public static RecordContext of(MspId msp) {
        return new RecordContext(msp, null, any -> true);
    }

    /**
     * Gives the customer of records that name no tenant, or one that is not known by {@link #withKnownTenant}.
     *
     * @param value the source's id of the customer, such as the tenant's id; null or blank for none
     */
    public RecordContext withCompany(@Nullable String value) {
        return new RecordContext(msp, value, knownTenant);
    }

    /**
     * Tells which tenant ids are customers in their own right; all are by default. Without a company given every tenant is taken as
     * it is, so that its events wait for their mapping.
     */
    public RecordContext withKnownTenant(Predicate<String> value) {
        return new RecordContext(msp, company, value);
    }

    /** The MSP of the events. */
    public MspId msp() {
        return msp;
    }

    /** The customer's id of a record that names this tenant, or null if it names none. */
    String companyOf(@Nullable String tenantId) throws UnreadableRecordException {
        String found = tenantId != null && (company == null || knownTenant.test(tenantId)) ? tenantId : company;
        if (found == null) {
            throw new UnreadableRecordException(
                    "tenantId", "is missing; a record needs one where no company is given for all");
        }
        return found;
    }
}

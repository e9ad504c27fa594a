package dev.tocsin.core.suppress;

import dev.tocsin.core.event.EventUser;
import java.util.Optional;

/** What a parent and the children that it mutes have in common. Each is a column of the index over active parents. */
public enum SharedField {
    /** The local company. Always shared: two customers with a host {@code dc01} never meet. */
    COMPANY("company_id"),
    /** The affected asset. */
    ASSET("asset"),
    /** The affected product. */
    PRODUCT("product"),
    /** The affected user, by {@link EventUser#identity()}. */
    USER("user_identity");

    private final String column;

    SharedField(String column) {
        this.column = column;
    }

    /** The suggested name of the column in an index over active subjects. */
    public String column() {
        return column;
    }

    /** A subject's value; empty if it has none, which agrees with nothing. */
    public Optional<String> of(Subject subject) {
        return switch (this) {
            case COMPANY -> Optional.of(subject.companyId());
            case ASSET -> Optional.ofNullable(subject.asset());
            case PRODUCT -> Optional.ofNullable(subject.product());
            case USER -> Optional.ofNullable(subject.user()).map(EventUser::identity);
        };
    }
}

package dev.tocsin.connectwise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A company to be created. Immutable, and checked when it is sent, since lengths depend on the server's version. The
 * server wants at least one field of the address.
 */
public final class NewCompany {
    private static final Map<String, Integer> LONGEST =
            Map.of("addressLine1", 50, "city", 50, "zip", 12, "phoneNumber", 30, "website", 255);

    private final Map<String, String> texts;
    private final @Nullable Reference status;
    private final @Nullable Reference site;
    private final List<Reference> types;

    private NewCompany(Builder b) {
        this.texts = new LinkedHashMap<>(b.texts);
        this.status = b.status;
        this.site = b.site;
        this.types = b.types;
    }

    /** An empty builder; identifier and name are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** Refuses what a server of the version would refuse, all faults at once. A null version is the latest. */
    void check(@Nullable String apiVersion) {
        boolean old = apiVersion != null && Integer.parseInt(apiVersion.substring(0, 4)) < 2026;
        DraftCheck check = new DraftCheck("new company");
        check.required("identifier", texts.get("identifier"))
                .line("identifier", texts.get("identifier"), old ? 30 : 156);
        check.required("name", texts.get("name")).line("name", texts.get("name"), old ? 50 : 156);
        texts.forEach((field, text) -> {
            Integer longest = LONGEST.get(field);
            if (longest != null) {
                check.line(field, text, longest);
            }
        });
        check.refuseIfFaulty();
    }

    ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        if (status != null) {
            node.set("status", status.toJson());
        }
        if (site != null) {
            node.set("site", site.toJson());
        }
        if (!types.isEmpty()) {
            types.forEach(type -> node.withArray("types").add(type.toJson()));
        }
        return node;
    }

    @Override
    public String toString() {
        return "NewCompany[" + texts.get("identifier") + "]";
    }

    /** Collects the fields of a company. Not thread-safe. */
    public static final class Builder {
        private final Map<String, String> texts = new LinkedHashMap<>();
        private @Nullable Reference status;
        private @Nullable Reference site;
        private List<Reference> types = List.of();

        private Builder() {}

        /** The short unique name; required. At most 156 characters, 30 before version 2026. */
        public Builder identifier(String value) {
            texts.put("identifier", value);
            return this;
        }

        /** The name; required. At most 156 characters, 50 before version 2026. */
        public Builder name(String value) {
            texts.put("name", value);
            return this;
        }

        /** The first line of the address, at most 50 characters. */
        public Builder addressLine1(String value) {
            texts.put("addressLine1", value);
            return this;
        }

        /** The city, at most 50 characters. */
        public Builder city(String value) {
            texts.put("city", value);
            return this;
        }

        /** The postal code, at most 12 characters. */
        public Builder zip(String value) {
            texts.put("zip", value);
            return this;
        }

        /** The telephone number, at most 30 characters. */
        public Builder phoneNumber(String value) {
            texts.put("phoneNumber", value);
            return this;
        }

        /** The web address, at most 255 characters. */
        public Builder website(String value) {
            texts.put("website", value);
            return this;
        }

        /** The status; by default the default one. */
        public Builder status(Reference value) {
            this.status = value;
            return this;
        }

        /** The main site, by name; by default the server makes one. */
        public Builder site(Reference value) {
            this.site = value;
            return this;
        }

        /** The types, such as customer. They can be given at creation only. */
        public Builder types(List<Reference> values) {
            this.types = List.copyOf(values);
            return this;
        }

        /** The draft. It is checked when it is sent. */
        public NewCompany build() {
            return new NewCompany(this);
        }
    }
}

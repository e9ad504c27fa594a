package dev.tocsin.core.asset;

import dev.tocsin.core.base.Secret;
import java.util.Optional;

/** Where the value of a configuration's field or answer comes from. */
public sealed interface AssetValue {
    /**
     * A field of the asset.
     *
     * @param field the field
     */
    record OfField(AssetField field) implements AssetValue {}

    /**
     * An attribute of the asset.
     *
     * @param name the attribute's name
     */
    record OfAttribute(String name) implements AssetValue {}

    /**
     * A secret of the asset; legal for answers of the type Password only.
     *
     * @param name the secret's name
     */
    record OfSecret(String name) implements AssetValue {}

    /**
     * The same text for every asset.
     *
     * @param text the text
     */
    record Fixed(String text) implements AssetValue {}

    /**
     * A value that is cut to what its field takes, where too long a text would else be a fault.
     *
     * @param of the value; not a secret
     */
    record Shortened(AssetValue of) implements AssetValue {
        /** Refuses to cut a secret, which would be another one. */
        public Shortened {
            if (of instanceof OfSecret) {
                throw new IllegalArgumentException("of: a secret is not legal here; it would be another one when cut");
            }
        }
    }

    /** A field of the asset. */
    static AssetValue of(AssetField field) {
        return new OfField(field);
    }

    /** An attribute of the asset. */
    static AssetValue attribute(String name) {
        return new OfAttribute(name);
    }

    /** A secret of the asset. */
    static AssetValue secret(String name) {
        return new OfSecret(name);
    }

    /** The same text for every asset. */
    static AssetValue fixed(String text) {
        return new Fixed(text);
    }

    /** This value, cut to what its field takes. */
    default AssetValue shortened() {
        return this instanceof Shortened ? this : new Shortened(this);
    }

    /** The text for an asset; empty if it has none, or if the value is a secret. */
    default Optional<String> text(Asset asset) {
        if (this instanceof OfField field) {
            return field.field().of(asset);
        }
        if (this instanceof OfAttribute attribute) {
            return Optional.ofNullable(AssetText.optional(asset.attributes().get(attribute.name())));
        }
        if (this instanceof Fixed fixed) {
            return Optional.ofNullable(AssetText.optional(fixed.text()));
        }
        return this instanceof Shortened shortened ? shortened.of().text(asset) : Optional.empty();
    }

    /** The secret for an asset; empty if it has none, or if the value is no secret. */
    default Optional<Secret> secretOf(Asset asset) {
        return this instanceof OfSecret secret
                ? Optional.ofNullable(asset.secrets().get(secret.name()))
                : Optional.empty();
    }
}

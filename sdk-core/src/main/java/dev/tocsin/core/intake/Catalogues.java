package dev.tocsin.core.intake;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.settings.MissingDimension;
import dev.tocsin.core.store.Store;
import dev.tocsin.core.store.StoreSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The catalogue of each MSP, read again whenever its configuration has changed. Thread-safe. */
public final class Catalogues {
    private final MissingDimension missingDimension;
    private final Map<MspId, Catalogue> latest = new ConcurrentHashMap<>();

    /** Catalogues that treat a missing dimension in the given way. */
    public Catalogues(MissingDimension missingDimension) {
        this.missingDimension = missingDimension;
    }

    /** The catalogue that is in force within a transaction. */
    public Catalogue inForce(StoreSession session, MspId msp) {
        Catalogue known = latest.get(msp);
        if (known != null && known.version() == session.configuration().version(msp)) {
            return known;
        }
        Catalogue read = new Catalogue(session.configuration().load(msp), missingDimension);
        latest.put(msp, read);
        return read;
    }

    /** The catalogue as it was last read, for work before a transaction; read now if it never was. */
    public Catalogue recent(Store store, MspId msp) {
        @Nullable Catalogue known = latest.get(msp);
        return known != null ? known : store.read(session -> inForce(session, msp));
    }
}

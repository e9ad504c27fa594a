package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.http.TransportRequest.Method;

/**
 * Records of one kind that can be read, created, changed and deleted. Thread-safe.
 *
 * @param <R> the kind of records
 */
public class Records<R> extends CreatableRecords<R> {
    Records(Gateway gateway, String path, RecordType<R> type) {
        super(gateway, path, type);
    }

    /** Deletes a record; see {@link #delete(int, CallOptions)}. */
    public boolean delete(int id) {
        return delete(id, CallOptions.none());
    }

    /**
     * Deletes a record.
     *
     * @return whether there was one; false if the server knows none with the id, also because an earlier try of this very
     *     call deleted it and its answer was lost: a delete is repeated by the default transport
     * @throws dev.tocsin.core.base.ApiException if the server refused it, such as 409 for a record in use
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been deleted: read the record
     */
    public boolean delete(int id, CallOptions options) {
        return delete(gateway(), path(id), options);
    }

    static boolean delete(Gateway gateway, String path, CallOptions options) {
        return delete(gateway, Call.action(Method.DELETE, path, null, options));
    }

    static boolean delete(Gateway gateway, Call call) {
        try {
            gateway.send(call);
            return true;
        } catch (ApiException e) {
            if (isNoSuchRecord(e)) {
                return false;
            }
            throw e;
        }
    }
}

package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.Draft;
import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.RecordType;
import dev.tocsin.http.TransportRequest.Method;

/**
 * Records of one kind that can be read, changed and created, but not deleted. Thread-safe.
 *
 * @param <R> the kind of records
 */
public class CreatableRecords<R> extends EditableRecords<R> {
    CreatableRecords(Gateway gateway, String path, RecordType<R> type) {
        super(gateway, path, type);
    }

    /** Creates a record; see {@link #create(Draft, CallOptions)}. */
    public R create(Draft<R> draft) {
        return create(draft, CallOptions.none());
    }

    /**
     * Creates a record.
     *
     * @throws InvalidRequestException with all faults of the draft; nothing was sent
     * @throws dev.tocsin.core.base.ApiException if the server refused it: it was not created
     * @throws dev.tocsin.core.base.TransportException if it was not sent
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been created, perhaps minutes later: look for it
     *     before sending it again
     */
    public R create(Draft<R> draft, CallOptions options) {
        gateway().refuseFaulty("new " + type().name(), draft::faults, options);
        return type().read(gateway()
                .send(Call.write(Method.POST, path(), draft.asValue(), options))
                .record());
    }
}

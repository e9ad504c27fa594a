package dev.tocsin.connectwise;

import dev.tocsin.connectwise.record.InvalidRequestException;
import dev.tocsin.connectwise.record.Query;
import dev.tocsin.connectwise.system.Document;
import dev.tocsin.connectwise.system.DocumentContent;
import dev.tocsin.connectwise.system.DocumentField;
import dev.tocsin.connectwise.system.DocumentOwner;
import dev.tocsin.connectwise.system.DocumentUpload;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files attached to records. Immutable and thread-safe. */
public final class Documents {
    /** The most bytes of a file by default, 20 MB. The vendor states no limit of its own. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    /** So much is read under any limit: a refusal must be read to be understood. */
    private static final int LEAST_READ = 64 * 1024;

    private static final int LARGEST_LIMIT = 1 << 30;

    private static final String PATH = "/system/documents";

    private final Gateway gateway;
    private final Records<Document> records;
    private final int mostBytes;

    Documents(Gateway gateway) {
        this(gateway, MOST_BYTES);
    }

    private Documents(Gateway gateway, int mostBytes) {
        this.gateway = gateway;
        this.records = new Records<>(gateway, PATH, DocumentField.TYPE);
        this.mostBytes = mostBytes;
    }

    /**
     * The documents with another limit for a file that is sent or received.
     *
     * @param bytes 1 to 1,073,741,824, since a file is held in memory
     */
    public Documents limitedTo(int bytes) {
        if (bytes <= 0 || bytes > LARGEST_LIMIT) {
            throw new IllegalArgumentException("bytes: must be 1 to " + LARGEST_LIMIT + ", not " + bytes);
        }
        return new Documents(gateway, bytes);
    }

    /** All documents of a record. */
    public List<Document> of(DocumentOwner owner) {
        return stream(owner, Query.all()).toList();
    }

    /** The documents of a record that a query selects, fetched page by page as the stream is read. */
    public Stream<Document> stream(DocumentOwner owner, Query query) {
        return PageWalk.stream(ListPages.ofOwner(gateway, PATH, query, parameters(owner)), DocumentField.TYPE::read);
    }

    /** How many documents a record has. */
    public long count(DocumentOwner owner) {
        return ReadableRecords.count(gateway, Call.get(PATH + "/count", parameters(owner)));
    }

    private static Map<String, String> parameters(DocumentOwner owner) {
        return Map.of("recordType", owner.recordType(), "recordId", Integer.toString(owner.recordId()));
    }

    /** What the server says of a document; empty if there is none, or the role may not see it. */
    public Optional<Document> get(int id) {
        return records.get(id);
    }

    /** Deletes a document; see {@link Records#delete(int)}. */
    public boolean delete(int id) {
        return records.delete(id);
    }

    /** Deletes a document; see {@link Records#delete(int, CallOptions)}. */
    public boolean delete(int id, CallOptions options) {
        return records.delete(id, options);
    }

    /** Attaches a file to a record; see {@link #upload(DocumentUpload, CallOptions)}. */
    public Document upload(DocumentUpload file) {
        return upload(file, CallOptions.none());
    }

    /**
     * Attaches a file to a record. It is sent once and never repeated here: give a title that can be found again.
     *
     * @throws InvalidRequestException with all faults of the file, such as its size; nothing was sent
     * @throws ApiException if the server refused it: it was not attached
     * @throws dev.tocsin.core.base.TransportException if it was not sent
     * @throws dev.tocsin.core.base.OutcomeUnknownException if it may have been attached: look for it before sending it
     *     again
     */
    public Document upload(DocumentUpload file, CallOptions options) {
        List<FieldError> faults = file.faults(mostBytes);
        if (!faults.isEmpty()) {
            throw new InvalidRequestException("new document", faults);
        }
        Multipart form = new Multipart()
                .field("recordType", file.owner().recordType())
                .field("recordId", Integer.toString(file.owner().recordId()))
                .field("title", file.title());
        if (file.hidden()) {
            form.field("privateFlag", "true");
        }
        form.file("file", file.fileName(), file.contentType(), file.bytes());
        Answer answer = gateway.send(Call.upload(PATH, form.body(), options));
        return DocumentField.TYPE.read(answer.record());
    }

    /** The content of a document; see {@link #download(int, CallOptions)}. */
    public Optional<DocumentContent> download(int id) {
        return download(id, CallOptions.none());
    }

    /**
     * The content of a document; empty if there is none, or the role may not see it.
     *
     * @throws ApiException if it is larger than the limit: see {@link #limitedTo}
     * @throws dev.tocsin.core.base.TransportException if it is so much larger that it was not read to its end
     */
    public Optional<DocumentContent> download(int id, CallOptions options) {
        Call call = Call.download(PATH + "/" + id + "/download", Math.max(mostBytes, LEAST_READ), options);
        Answer answer;
        try {
            answer = gateway.send(call);
        } catch (ApiException e) {
            if (ReadableRecords.isNoSuchRecord(e)) {
                return Optional.empty();
            }
            throw e;
        }
        refuseOverLimit(call, answer);
        return Optional.of(new DocumentContent(
                answer.response().body(),
                answer.response().header("content-type").orElse(null),
                answer.response()
                        .header("content-disposition")
                        .flatMap(AttachmentName::in)
                        .orElse(null)));
    }

    /** What is far larger was broken off by the transport; this holds for what is read as a whole. */
    private void refuseOverLimit(Call call, Answer answer) {
        int size = answer.response().bodyLength();
        if (size > mostBytes) {
            throw gateway.unusable(call, answer, "the file has " + size + " bytes, the limit is " + mostBytes);
        }
    }
}

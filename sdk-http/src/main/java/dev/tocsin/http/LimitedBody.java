package dev.tocsin.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body into memory up to a limit, and breaks the exchange off beyond it. For one exchange. */
final class LimitedBody implements BodyHandler<byte[]> {
    private final long limit;

    LimitedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo info) {
        return new Collector(limit, announced(info));
    }

    private static OptionalLong announced(ResponseInfo info) {
        try {
            return info.headers().firstValueAsLong("content-length");
        } catch (NumberFormatException hostile) {
            return OptionalLong.empty();
        }
    }

    /** The answer was larger than the limit. Asking again would bring the same, so it is not retried. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("the answer is larger than the limit of " + limit + " bytes (maxAnswerBytes)");
        }
    }

    /** Copies what arrives into an array of the announced length at once; what was not announced is kept in parts. */
    private static final class Collector implements BodySubscriber<byte[]> {
        private static final byte[] NOTHING = {};

        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final List<ByteBuffer> parts = new ArrayList<>();
        private final long limit;
        private final OptionalLong announced;
        private byte[] start = NOTHING;
        private int filled;
        private long received;
        private Flow.@Nullable Subscription subscription;

        Collector(long limit, OptionalLong announced) {
            this.limit = limit;
            this.announced = announced;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            if (subscription != null) {
                given.cancel();
                return;
            }
            subscription = given;
            if (announced.isPresent() && announced.getAsLong() > limit) {
                breakOff(given);
            } else {
                given.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (whole.isDone()) {
                return;
            }
            for (ByteBuffer buffer : buffers) {
                received += buffer.remaining();
            }
            if (received > limit && subscription != null) {
                breakOff(subscription);
                return;
            }
            if (start == NOTHING && announced.isPresent()) {
                // Only now, since an answer that announces a body need not have one (304).
                start = new byte[(int) Math.max(0, announced.getAsLong())];
            }
            for (ByteBuffer buffer : buffers) {
                int length = Math.min(buffer.remaining(), start.length - filled);
                buffer.get(start, filled, length);
                filled += length;
                if (buffer.hasRemaining()) {
                    parts.add(buffer);
                }
            }
        }

        private void breakOff(Flow.Subscription given) {
            forget();
            whole.completeExceptionally(new TooLargeException(limit));
            given.cancel();
        }

        @Override
        public void onError(Throwable error) {
            forget();
            whole.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            if (whole.isDone()) {
                return;
            }
            byte[] bytes = filled == received && filled == start.length ? start : joined();
            forget();
            whole.complete(bytes);
        }

        private byte[] joined() {
            byte[] bytes = Arrays.copyOf(start, (int) received);
            int at = filled;
            for (ByteBuffer part : parts) {
                int length = part.remaining();
                part.get(bytes, at, length);
                at += length;
            }
            return bytes;
        }

        private void forget() {
            parts.clear();
            start = NOTHING;
        }
    }
}

package dev.tocsin.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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

    private static final class Collector implements BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final List<ByteBuffer> parts = new ArrayList<>();
        private final long limit;
        private final OptionalLong announced;
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
                parts.add(buffer);
            }
            if (received > limit && subscription != null) {
                breakOff(subscription);
            }
        }

        private void breakOff(Flow.Subscription given) {
            parts.clear();
            whole.completeExceptionally(new TooLargeException(limit));
            given.cancel();
        }

        @Override
        public void onError(Throwable error) {
            parts.clear();
            whole.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            if (whole.isDone()) {
                return;
            }
            byte[] bytes = new byte[(int) received];
            int at = 0;
            for (ByteBuffer part : parts) {
                int length = part.remaining();
                part.get(bytes, at, length);
                at += length;
            }
            parts.clear();
            whole.complete(bytes);
        }
    }
}

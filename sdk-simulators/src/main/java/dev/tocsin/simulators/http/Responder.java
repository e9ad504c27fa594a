package dev.tocsin.simulators.http;

/** The service behind a {@link LoopbackServer}. Called by many threads at once. */
public interface Responder {
    /** Carries a request out and says what to answer. */
    Answer answer(Call call);

    /** The path as the service's documentation spells it, without any prefix; faults and the log go by it. */
    String servicePath(Call call);

    /** Whether a request is part of the service; faults and the log leave others alone. */
    boolean isService(Call call);

    /** The service's own words for a fault that answers: an error, a 429, HTML. */
    Answer wordsOf(Fault fault);
}

package dev.tocsin.simulators.twilio;

import dev.tocsin.simulators.http.LoggedRequest;
import java.util.List;

/** What a simulator holds and was asked, for people. */
final class TwilioText {
    private static final int LATEST = 20;

    private TwilioText() {}

    static String of(TwilioSimulator simulator) {
        StringBuilder text = new StringBuilder();
        latest(simulator.messages())
                .forEach(one -> text.append(one.origin())
                        .append(' ')
                        .append(one.from())
                        .append(" to ")
                        .append(one.to())
                        .append(" [")
                        .append(one.status())
                        .append(one.errorCode() == null ? "" : " " + one.errorCode())
                        .append("] ")
                        .append(one.body())
                        .append('\n'));
        latest(simulator.calls())
                .forEach(one -> text.append("call to ")
                        .append(one.to())
                        .append(" [")
                        .append(one.status())
                        .append("] said ")
                        .append(one.spoken())
                        .append(", pressed ")
                        .append(one.pressed())
                        .append(one.errors().isEmpty() ? "" : ", errors " + one.errors())
                        .append('\n'));
        latest(simulator.callbacks().deliveries())
                .forEach(one -> text.append("webhook ").append(one).append('\n'));
        for (LoggedRequest request : latest(simulator.requests().all())) {
            text.append(request.status())
                    .append(' ')
                    .append(request.method())
                    .append(' ')
                    .append(request.path())
                    .append('\n');
        }
        simulator
                .faults()
                .describe()
                .forEach(fault -> text.append("armed: ").append(fault).append('\n'));
        text.append(simulator.messages().size())
                .append(" messages, ")
                .append(simulator.calls().size())
                .append(" calls, ")
                .append(simulator.requests().total())
                .append(" requests\n");
        return text.toString();
    }

    private static <T> List<T> latest(List<T> all) {
        return all.subList(Math.max(0, all.size() - LATEST), all.size());
    }
}

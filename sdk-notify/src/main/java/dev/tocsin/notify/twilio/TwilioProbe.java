package dev.tocsin.notify.twilio;

import com.twilio.base.Page;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.AccountFetcher;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumberReader;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.ServiceFetcher;
import com.twilio.type.PhoneNumberCapabilities;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelFinding.Level;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.SendOutcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks Twilio for an account and its senders, by reads alone. An API key of the usual kind may not read the account itself, so it is proven by
 * a list of messages. Short codes, and numbers of others that Twilio was shown to be the account's callers, are in no list that is asked for.
 */
final class TwilioProbe {
    private final TwilioAccount account;
    private final ChannelKind kind;
    private final @Nullable TwilioCallbacks callbacks;
    private final List<ChannelFinding> findings = new ArrayList<>();

    /** @param callbacks where answers are to come in; null if they are not */
    TwilioProbe(TwilioAccount account, ChannelKind kind, @Nullable TwilioCallbacks callbacks) {
        this.account = account;
        this.kind = kind;
        this.callbacks = callbacks;
    }

    /** What is found of the account and of senders; these are not asked for if the account does not answer as it should. */
    List<ChannelFinding> of(Stream<SmsSender> senders) {
        if (account.hasAuthToken() ? reads() : lists()) {
            senders.forEach(sender -> {
                if (sender.isService()) {
                    service(sender.id());
                } else if (SmsSender.isNumber(sender.id())) {
                    number(sender.id());
                } else {
                    found(Level.OK, "sender " + sender.id(), "a short code, of which nothing is asked");
                }
            });
        }
        return List.copyOf(findings);
    }

    private boolean reads() {
        String subject = "account " + account.accountSid();
        Account read = asked(subject, client -> new AccountFetcher(account.accountSid()).fetch(client));
        if (read == null) {
            return false;
        }
        if (read.getStatus() != Account.Status.ACTIVE) {
            found(Level.FAULT, subject, "is " + read.getStatus() + " at Twilio, and sends nothing");
            return false;
        }
        if (read.getType() == Account.Type.TRIAL) {
            found(Level.WARNING, subject, "is a trial, which reaches only numbers that were verified at Twilio");
        } else {
            found(Level.OK, subject, "active");
        }
        return true;
    }

    private boolean lists() {
        String subject = "account " + account.accountSid();
        boolean taken = asked(
                        subject,
                        client -> new MessageReader(account.accountSid())
                                .setPageSize(1L)
                                .firstPage(client))
                != null;
        if (taken) {
            found(Level.OK, subject, "takes the API key");
        }
        return taken;
    }

    private void service(String sid) {
        String subject = "messaging service " + sid;
        Service read = asked(subject, client -> new ServiceFetcher(sid).fetch(client));
        if (read == null) {
            return;
        }
        if (Boolean.TRUE.equals(read.getUseInboundWebhookOnNumber())) {
            found(Level.OK, subject, "is the account's; where answers go is said at each of its numbers");
        } else {
            answers(subject, read.getInboundRequestUrl());
        }
    }

    private void number(String number) {
        String subject = (kind == ChannelKind.VOICE ? "caller " : "sender ") + number;
        Page<IncomingPhoneNumber> page = asked(
                subject,
                client -> new IncomingPhoneNumberReader(account.accountSid())
                        .setPhoneNumber(number)
                        .setPageSize(20L)
                        .firstPage(client));
        if (page == null) {
            return;
        }
        IncomingPhoneNumber owned = page.getRecords().stream()
                .filter(one -> one.getPhoneNumber() != null
                        && number.equals(one.getPhoneNumber().toString()))
                .findFirst()
                .orElse(null);
        if (owned == null && kind == ChannelKind.VOICE) {
            found(Level.WARNING, subject, "is no number of the account; calls are made if it is a verified caller id");
        } else if (owned == null) {
            found(Level.FAULT, subject, "is no number of the account");
        } else if (!carries(owned.getCapabilities())) {
            found(Level.FAULT, subject, kind == ChannelKind.VOICE ? "cannot call" : "cannot send texts");
        } else if (kind == ChannelKind.VOICE) {
            found(Level.OK, subject, "is the account's");
        } else if (given(owned.getSmsApplicationSid())) {
            found(Level.OK, subject, "is the account's; where answers go is said at its TwiML app");
        } else {
            answers(subject, owned.getSmsUrl());
        }
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** What is not said is taken for granted. */
    private boolean carries(@Nullable PhoneNumberCapabilities capabilities) {
        return capabilities == null || (kind == ChannelKind.VOICE ? capabilities.getVoice() : capabilities.getSms());
    }

    private void answers(String subject, @Nullable URI told) {
        String wanted = callbacks == null ? null : callbacks.publicBase() + TwilioCallbacks.SMS_PATH;
        if (wanted == null || (told != null && wanted.equals(told.toString()))) {
            found(Level.OK, subject, "is the account's");
        } else {
            found(
                    Level.WARNING,
                    subject,
                    "is the account's, but answers do not come in: its webhook of messages is "
                            + (told == null || told.toString().isEmpty() ? "not set" : told)
                            + ", and should be " + wanted);
        }
    }

    private <T> @Nullable T asked(String subject, Function<TwilioRestClient, T> call) {
        TwilioAnswer<T> answer = account.ask(call);
        if (answer instanceof TwilioAnswer.Read<T> read) {
            return read.value();
        }
        TwilioAnswer.Trouble<T> trouble = (TwilioAnswer.Trouble<T>) answer;
        boolean refused = trouble.stops() || trouble.outcome() instanceof SendOutcome.Refused;
        found(refused ? Level.FAULT : Level.UNANSWERED, subject, TwilioAnswer.words(trouble.outcome()));
        return null;
    }

    private void found(Level level, String subject, String message) {
        findings.add(new ChannelFinding(level, subject, message));
    }
}

package dev.tocsin.msgraph.channel;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.InternetMessageHeader;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import com.microsoft.kiota.RequestInformation;
import dev.tocsin.core.base.ApiException;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.Execution;
import dev.tocsin.core.base.TocsinException;
import dev.tocsin.core.notify.Channel;
import dev.tocsin.core.notify.ChannelFinding;
import dev.tocsin.core.notify.ChannelFinding.Level;
import dev.tocsin.core.notify.ChannelKind;
import dev.tocsin.core.notify.OutboundMessage;
import dev.tocsin.core.notify.SendOutcome;
import dev.tocsin.http.TransportResult;
import dev.tocsin.msgraph.AccessProblem;
import dev.tocsin.msgraph.GraphAccessException;
import dev.tocsin.msgraph.GraphTenant;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Mail from a mailbox of one tenant, such as the provider's own ({@code POST /users/{sender}/sendMail}, permission {@code Mail.Send}). One
 * message is one request: the service has no idempotency key, and a second request is a second mail. Thread-safe.
 */
public final class GraphMailChannel implements Channel {
    /** The header that carries {@link OutboundMessage#key}. */
    public static final String KEY_HEADER = "x-tocsin-message-key";

    private static final String PERMISSION = "Mail.Send";

    /** What Graph takes in one request, in bytes (concepts/outlook-large-attachments.md). */
    private static final int LARGEST_REQUEST = 4 * 1024 * 1024;

    private static final int ACCEPTED = 202;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern SENDER = Pattern.compile("[^\\s/\\\\?#%\\p{Cntrl}]{1,320}");

    private final String id;
    private final GraphTenant tenant;
    private final String sender;
    private final boolean saveToSentItems;

    /**
     * A channel.
     *
     * @param id its id among the host's channels, such as {@code graph-mail}
     * @param tenant the tenant of the mailbox
     * @param sender the mailbox: its user's object id or user name
     * @param saveToSentItems whether mails are kept among the mailbox's sent items
     * @throws ConfigurationException if the id is blank or the sender is not a user
     */
    public GraphMailChannel(String id, GraphTenant tenant, String sender, boolean saveToSentItems) {
        if (id.isBlank()) {
            throw new ConfigurationException("channel.id", "is missing");
        }
        if (!SENDER.matcher(sender).matches() || sender.equalsIgnoreCase("me")) {
            throw new ConfigurationException("channel.sender", "must be a user's object id or user name");
        }
        this.id = id;
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.sender = sender;
        this.saveToSentItems = saveToSentItems;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        RequestInformation request = request(message);
        int size = size(request);
        if (size > LARGEST_REQUEST) {
            return new SendOutcome.Refused(
                    "tooLarge", "the mail has " + size + " bytes, and Graph takes " + LARGEST_REQUEST);
        }
        TransportResult result = tenant.exchange(request);
        if (result instanceof TransportResult.Answered answered
                && answered.response().status() < 300) {
            int status = answered.response().status();
            return status == ACCEPTED
                    ? new SendOutcome.Accepted(null)
                    : new SendOutcome.Unknown("answered " + status + " instead of " + ACCEPTED);
        }
        TocsinException failure = tenant.failure("sending mail", request, result);
        if (failure.execution() != Execution.NOT_EXECUTED) {
            return new SendOutcome.Unknown(String.valueOf(failure.getMessage()));
        }
        // Without a token nothing was asked of Graph, and what the login service refuses is no fault of the mail.
        return result instanceof TransportResult.NotSent
                ? new SendOutcome.NotSent(
                        String.valueOf(failure.getMessage()),
                        failure.retryAfter().orElse(null))
                : outcome(failure);
    }

    private static SendOutcome outcome(TocsinException failure) {
        String message = String.valueOf(failure.getMessage());
        // A token that Graph refuses although it is new is no fault of the mail; a right that is missing stays missing.
        boolean tokenTrouble = failure instanceof GraphAccessException access
                && access.status() == UNAUTHORIZED
                && access.problem() == AccessProblem.OTHER;
        boolean refused = failure instanceof ApiException answer
                && !tokenTrouble
                && answer.status() != TOO_MANY_REQUESTS
                && answer.status() < 500
                && failure.retryAfter().isEmpty();
        return refused
                ? new SendOutcome.Refused(((ApiException) failure).code().orElse(null), message)
                : new SendOutcome.NotSent(message, failure.retryAfter().orElse(null));
    }

    private RequestInformation request(OutboundMessage message) {
        EmailAddress address = new EmailAddress();
        address.setAddress(message.to());
        Recipient recipient = new Recipient();
        recipient.setEmailAddress(address);
        ItemBody body = new ItemBody();
        body.setContentType(message.html() == null ? BodyType.Text : BodyType.Html);
        body.setContent(message.html() == null ? message.text() : message.html());
        InternetMessageHeader key = new InternetMessageHeader();
        key.setName(KEY_HEADER);
        key.setValue(ascii(message.key()));
        Message mail = new Message();
        mail.setSubject(message.subject() == null ? "" : message.subject());
        mail.setBody(body);
        mail.setToRecipients(List.of(recipient));
        mail.setInternetMessageHeaders(List.of(key));
        SendMailPostRequestBody send = new SendMailPostRequestBody();
        send.setMessage(mail);
        send.setSaveToSentItems(saveToSentItems);
        return tenant.client().users().byUserId(sender).sendMail().toPostRequestInformation(send);
    }

    /** Headers are ASCII: other characters are encoded as in a form. */
    private static String ascii(String key) {
        return key.chars().allMatch(c -> c >= ' ' && c <= '~') ? key : URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private static int size(RequestInformation request) {
        try {
            return request.content == null ? 0 : request.content.available();
        } catch (IOException e) {
            throw new IllegalStateException("the content is in memory", e);
        }
    }

    /**
     * {@inheritDoc} Here: whether a token is issued and carries the permission {@code Mail.Send}, and whether the tenant has the user whose
     * mailbox it is, if the app may read users. That there is a mailbox, and that no policy of Exchange keeps the app out of it, only a mail
     * would prove.
     */
    @Override
    public List<ChannelFinding> probe() {
        String subject = "mailbox " + sender + " of tenant " + tenant.tenantId();
        try {
            Set<String> granted = tenant.grantedPermissions();
            if (!granted.contains(PERMISSION)) {
                return List.of(
                        granted.isEmpty()
                                ? new ChannelFinding(
                                        Level.WARNING,
                                        subject,
                                        "the token names no permission; " + PERMISSION + " is needed")
                                : new ChannelFinding(
                                        Level.FAULT,
                                        subject,
                                        "the app has not the permission " + PERMISSION + " in this tenant"));
            }
        } catch (TocsinException e) {
            return List.of(new ChannelFinding(level(e), subject, String.valueOf(e.getMessage())));
        }
        RequestInformation user = tenant.client()
                .users()
                .byUserId(sender)
                .toGetRequestInformation(config -> config.queryParameters.select = new String[] {"id"});
        TransportResult result = tenant.exchange(user);
        int status = result instanceof TransportResult.Answered answered
                ? answered.response().status()
                : 0;
        if (status >= 200 && status < 300) {
            return List.of(new ChannelFinding(Level.OK, subject, "the app may send, and the user is there"));
        }
        TocsinException failure = tenant.failure("reading a user", user, result);
        if (status == FORBIDDEN) {
            return List.of(new ChannelFinding(
                    Level.OK, subject, "the app may send; whether the user is there it may not read"));
        }
        return List.of(new ChannelFinding(level(failure), subject, String.valueOf(failure.getMessage())));
    }

    /** What somebody has to set right, or what may be over a little later. */
    private static Level level(TocsinException failure) {
        boolean passing = failure.retryAfter().isPresent()
                || (failure instanceof ApiException answer
                        ? answer.status() == TOO_MANY_REQUESTS || answer.status() >= 500
                        : !(failure instanceof GraphAccessException));
        return passing ? Level.UNANSWERED : Level.FAULT;
    }

    @Override
    public String toString() {
        return "GraphMailChannel[" + id + " of " + tenant.tenantId() + "]";
    }
}

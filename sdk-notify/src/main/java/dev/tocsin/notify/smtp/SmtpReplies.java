package dev.tocsin.notify.smtp;

import dev.tocsin.core.base.BoundedText;
import dev.tocsin.core.base.ShownText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Reads what a mail server answered out of the mail library's exceptions. */
final class SmtpReplies {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@:;,()]+@([A-Za-z0-9.-]+)");
    private static final int MOST_CHARACTERS = 300;
    private static final int MOST_DEEP = 20;

    private SmtpReplies() {}

    /** The server's code, the most specific one; -1 if there is none, as where the connection was lost. */
    static int code(MessagingException failure) {
        int code = -1;
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        for (int i = 0; i < MOST_DEEP && !left.isEmpty(); i++) {
            Throwable one = left.remove();
            int own = ownCode(one);
            code = own > 0 ? own : code;
            if (one instanceof MessagingException nested && nested.getNextException() != null) {
                left.add(nested.getNextException());
            }
        }
        return code;
    }

    private static int ownCode(Throwable one) {
        if (one instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (one instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return one instanceof SMTPSendFailedException send ? send.getReturnCode() : -1;
    }

    /** What went wrong, fit for a log: on one line, without the names of people before the at sign. */
    static String words(MessagingException failure) {
        Throwable deepest = failure;
        for (int i = 0; i < MOST_DEEP; i++) {
            Exception next = deepest instanceof MessagingException nested ? nested.getNextException() : null;
            if (next == null) {
                break;
            }
            deepest = next;
        }
        String said = deepest.getMessage() == null ? "" : ": " + deepest.getMessage();
        String line = BoundedText.line(MOST_CHARACTERS, deepest.getClass().getSimpleName() + said);
        return ShownText.inLine(ADDRESS.matcher(String.valueOf(line)).replaceAll("…@$1"));
    }

    /** The id of a mail; null if it cannot be read back. */
    static @Nullable String id(MimeMessage letter) {
        try {
            return letter.getMessageID();
        } catch (MessagingException e) {
            return null;
        }
    }
}

package dev.tocsin.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.base.MspId;
import dev.tocsin.core.people.DirectoryRef;
import dev.tocsin.core.people.PersonRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotificationKeysTest {
    private static final PersonRef ADA = PersonRef.technician(MspId.SINGLE, "ada");
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void everyKeyIsFitForAnAddressAndDifferentFromTheOthers() {
        PersonRef odd = PersonRef.user(MspId.SINGLE, new DirectoryRef("a/b?c", "ü#%".repeat(60)));
        String hash = "0123456789abcdef".repeat(4);
        List<String> keys = List.of(
                NotificationKeys.ofStep(Long.MAX_VALUE, 2, 3, ADA, ChannelKind.SMS),
                NotificationKeys.ofStep(Long.MAX_VALUE, 2, 3, odd, ChannelKind.SMS),
                NotificationKeys.ofStep(Long.MAX_VALUE, 2, 3, ADA, ChannelKind.VOICE),
                NotificationKeys.ofStep(Long.MAX_VALUE, 3, 3, ADA, ChannelKind.SMS),
                NotificationKeys.ofReminder(Long.MAX_VALUE, 2, 3, ADA, ChannelKind.SMS),
                NotificationKeys.ofAffectedUser(1, odd, ChannelKind.SMS),
                NotificationKeys.ofTest(ADA, ChannelKind.EMAIL, NOW),
                NotificationKeys.ofQuestion(ADA, hash, NOW),
                NotificationKeys.ofAnswer("twilio", "SM" + "x".repeat(198)));
        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[A-Za-z0-9/_.-]{1,200}"));
        assertThat(NotificationKeys.textOfQuestion(keys.get(7))).contains(hash);
        assertThat(NotificationKeys.textOfQuestion(keys.get(0))).isEmpty();
    }
}

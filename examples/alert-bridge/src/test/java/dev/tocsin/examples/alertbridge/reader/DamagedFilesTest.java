package dev.tocsin.examples.alertbridge.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to the bytes of a file, reading it ends, and without an exception. */
class DamagedFilesTest {
    private static final Map<EventFormat, String> FILES = Map.of(
            EventFormat.NESSUS, "scan.nessus", EventFormat.ENTRA, "entra.jsonl", EventFormat.JSONL, "events.jsonl");

    @Test
    void noDamageMakesAReaderThrow() throws IOException {
        for (Map.Entry<EventFormat, String> file : FILES.entrySet()) {
            byte[] sound = bytes(file.getValue());
            for (int seed = 0; seed < 400; seed++) {
                byte[] damaged = damaged(sound, new Random(seed));
                assertThatCode(() -> read(file.getKey(), damaged))
                        .as("%s, seed %d", file.getValue(), seed)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aFileInTheWrongFormatGivesFaultsAndNoEvents() throws IOException {
        assertThat(read(EventFormat.NESSUS, bytes("entra.jsonl")).events).isEmpty();
        for (EventFormat wrong : new EventFormat[] {EventFormat.ENTRA, EventFormat.JSONL}) {
            CollectingSink sink = read(wrong, bytes("scan.nessus"));
            assertThat(sink.events).isEmpty();
            assertThat(sink.faults).isNotEmpty();
        }
    }

    private static CollectingSink read(EventFormat format, byte[] bytes) {
        return CollectingSink.of(format, CollectingSink.source(bytes).withCompany("contoso"));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(DamagedFilesTest.class.getResourceAsStream("/samples/" + name), name)) {
            return stream.readAllBytes();
        }
    }

    /** A few bytes changed, among them those that the formats are made of, or a piece copied elsewhere. */
    private static byte[] damaged(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        byte[] syntax = {'<', '>', '"', '&', '/', '{', '}', '[', ']', ',', ':', '\n', 0, (byte) 0xFF, (byte) 0xC3, '0'};
        for (int change = random.nextInt(8); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            if (random.nextInt(4) == 0) {
                int count = random.nextInt(Math.min(200, bytes.length - at));
                System.arraycopy(sound, random.nextInt(sound.length - count), bytes, at, count);
            } else {
                bytes[at] = syntax[random.nextInt(syntax.length)];
            }
        }
        return bytes;
    }
}

package dev.tocsin.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.core.base.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What calls say. */
class VoiceScriptTest {
    private static final URI ACTION = URI.create("https://alerts.example.com/voice/key?n=i1/e1&c=1");

    private final VoiceScript script = VoiceScript.standard();

    @Test
    void speaksWordsAsWordsWhateverTheyHold() throws Exception {
        String hostile = "</Say><Dial>+15550100</Dial> \"Tom\" & 'Jerry' \u0000\uFFFE ünï 😀";

        Document parsed = parsed(script.spoken(hostile));

        assertThat(parsed.getElementsByTagName("Dial").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("Say").item(0).getTextContent())
                .startsWith("</Say><Dial>+15550100</Dial> \"Tom\" & 'Jerry'")
                .endsWith("ünï 😀");
    }

    @Test
    void repeatsOnceAndHangsUpForAMachineWithoutListeningToKeys() throws Exception {
        Document parsed = parsed(script.spoken("Alert"));

        assertThat(parsed.getElementsByTagName("Say").getLength()).isEqualTo(2);
        assertThat(parsed.getElementsByTagName("Gather").getLength()).isZero();
        assertThat(parsed.getDocumentElement().getLastChild().getNodeName()).isEqualTo("Hangup");
    }

    @Test
    void asksForOneKeyAndSaysWhichThereAre() throws Exception {
        Document parsed = parsed(script.withKeys("Alert", ACTION));
        Element gather = (Element) parsed.getElementsByTagName("Gather").item(0);

        assertThat(gather.getAttribute("numDigits")).isEqualTo("1");
        assertThat(gather.getAttribute("method")).isEqualTo("POST");
        assertThat(gather.getAttribute("action")).isEqualTo(ACTION.toString());
        assertThat(gather.getTextContent())
                .isEqualTo("AlertPress 1 to acknowledge, 2 to close, or 3 to snooze.".repeat(2));
        assertThat(parsed.getDocumentElement().getLastChild().getNodeName()).isEqualTo("Hangup");
    }

    @Test
    void asksAQuestionWithoutTheUsualKeys() throws Exception {
        assertThat(parsed(script.asking("Press 2 again", ACTION))
                        .getDocumentElement()
                        .getTextContent())
                .isEqualTo("Press 2 againPress 2 again");
    }

    @Test
    void cutsWordsUntilTheScriptHasRoomAlsoWhereEachCharacterIsEscaped() throws Exception {
        for (String words : new String[] {"&".repeat(5000), "😀".repeat(5000), "a ".repeat(9000)}) {
            for (String made :
                    new String[] {script.spoken(words), script.withKeys(words, ACTION), script.last(words)}) {
                assertThat(made.length()).isBetween(3900, VoiceScript.LONGEST);
                assertThat(parsed(made).getDocumentElement().getTextContent()).contains("…");
            }
        }
    }

    @Test
    void speaksInALanguageAndVoice() throws Exception {
        Element say = (Element) parsed(new VoiceScript("en-GB", "Polly.Amy").last("Hello"))
                .getElementsByTagName("Say")
                .item(0);

        assertThat(say.getAttribute("language")).isEqualTo("en-GB");
        assertThat(say.getAttribute("voice")).isEqualTo("Polly.Amy");
    }

    @Test
    void refusesALanguageThatIsNoName() {
        assertThatThrownBy(() -> new VoiceScript("en\"><Dial>", null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("voice.language");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** Whether an answer fits the type of its question. */
final class AnswerRules {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}");

    private AnswerRules() {}

    /** What is legal, as words for an error; empty text if the answer fits. */
    static String fault(ObjectNode question, JsonNode answer, List<String> choices) {
        String type = question.path("fieldType").asText();
        if (ConfigurationSetup.isChoice(question)) {
            return choices.contains(answer.asText()) ? "" : "one of " + choices;
        }
        return switch (type) {
            case "Number", "Currency", "Percent" ->
                answer.isNumber()
                                || (answer.isTextual()
                                        && NUMBER.matcher(answer.textValue()).matches())
                        ? ""
                        : "a number";
            case "Date" -> answer.isTextual() && isMoment(answer.textValue()) ? "" : "a date in ISO 8601";
            case "Checkbox" -> answer.isBoolean() || answer.asText().matches("(?i)true|false") ? "" : "true or false";
            case "IPAddress" -> answer.isTextual() && isAddress(answer.textValue()) ? "" : "an IP address";
            case "Hyperlink" -> answer.isTextual() && isLink(answer.textValue()) ? "" : "an absolute web address";
            default -> answer.isTextual() ? "" : "a text";
        };
    }

    private static boolean isMoment(String text) {
        return DAY.matcher(text).matches()
                || (!text.matches(".*\\d:\\d{2}\\.\\d+.*")
                        && Moments.parse(text).isPresent());
    }

    private static boolean isAddress(String text) {
        return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
    }

    private static boolean isLink(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?|ftp");
        } catch (URISyntaxException notALink) {
            return false;
        }
    }
}

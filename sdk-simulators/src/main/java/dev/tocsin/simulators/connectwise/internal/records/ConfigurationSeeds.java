package dev.tocsin.simulators.connectwise.internal.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.query.Moments;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Plausible devices, the same one for the same id every time. */
final class ConfigurationSeeds {
    private static final List<String> MODELS = List.of("OptiPlex 7010", "EliteBook 840", "ThinkPad T14", "Surface 6");
    private static final List<String> SYSTEMS =
            List.of("Windows 11 Pro", "Windows 10 Pro", "Windows Server 2022", "macOS 15");
    private static final int HARDWARE_BASE = 0x1000000;

    private final List<Integer> companies;
    private final List<Integer> types;
    private final int status;
    private final ConfigurationSetup setup;
    private final Instant since;

    ConfigurationSeeds(
            List<Integer> companies, List<Integer> types, int status, ConfigurationSetup setup, Instant since) {
        this.companies = companies;
        this.types = types;
        this.status = status;
        this.setup = setup;
        this.since = since;
    }

    ObjectNode row(int id) {
        int index = id - ConfigurationStore.FIRST_ID;
        int type = types.get(index % types.size());
        String number = String.format(Locale.ROOT, "%07d", index);
        ObjectNode row = Json.object().put("id", id).put("name", "PC-" + number);
        row.putObject("type").put("id", type);
        row.putObject("status").put("id", status);
        row.putObject("company").put("id", companies.get(index % companies.size()));
        row.put("deviceIdentifier", "device-" + number)
                .put("serialNumber", "SN" + number)
                .put("modelNumber", MODELS.get(index % MODELS.size()))
                .put("tagNumber", "TAG" + number)
                .put("macAddress", hardwareAddress(index))
                .put("lastLoginName", "user" + index % 977)
                .put("ipAddress", "10." + (index >> 16 & 255) + "." + (index >> 8 & 255) + "." + (index & 255))
                .put("defaultGateway", "10." + (index >> 16 & 255) + "." + (index >> 8 & 255) + ".1")
                .put("osType", SYSTEMS.get(index % SYSTEMS.size()))
                .put("ram", "16 GB")
                .put("activeFlag", true)
                .put("billFlag", false)
                .put("needsRenewalFlag", false);
        ArrayNode questions = row.putArray("questions");
        for (ObjectNode question : setup.activeQuestions(type)) {
            if (question.path("question").asText().equals("Agent Version")) {
                ObjectNode answer = questions.addObject().put("answerId", id);
                answer.set("questionId", question.path("id"));
                answer.put("answer", "9." + index % 20);
            }
        }
        String entered = Moments.write(since.minusSeconds(3L * index));
        row.putObject("_info")
                .put("lastUpdated", entered)
                .put("updatedBy", "zadmin")
                .put("dateEntered", entered)
                .put("enteredBy", "zadmin");
        return row;
    }

    private static String hardwareAddress(int index) {
        String digits = String.format(Locale.ROOT, "%08X", HARDWARE_BASE + index);
        return "02:00:" + digits.substring(0, 2) + ":" + digits.substring(2, 4) + ":" + digits.substring(4, 6) + ":"
                + digits.substring(6);
    }
}

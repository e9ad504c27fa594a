package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Answer;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.twilio.internal.wire.Dates;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an account has, to look at: itself, its numbers, its messaging services. */
final class AccountRoutes {
    private static final String ACCOUNTS = "/2010-04-01/Accounts/";

    private final MessageFlow flow;
    private final Instant made;
    private final Listing<Owned> numbers = new Listing<>("incoming_phone_numbers", Owned::sid, this::json);

    AccountRoutes(MessageFlow flow, Clock clock) {
        this.flow = flow;
        made = clock.instant();
    }

    /** A number of an account. */
    private record Owned(SimAccount account, String number) {
        String sid() {
            return "PN"
                    + UUID.nameUUIDFromBytes((account.sid() + number).getBytes(StandardCharsets.UTF_8))
                            .toString()
                            .replace("-", "");
        }
    }

    Answer account(SimAccount account) {
        String uri = ACCOUNTS + account.sid();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("auth_token", account.authToken())
                .put("date_created", Dates.write(made))
                .put("date_updated", Dates.write(made))
                .put("friendly_name", "Simulated account")
                .put("owner_account_sid", account.sid())
                .put("sid", account.sid())
                .put("status", account.status())
                .put("type", "Full")
                .put("uri", uri + ".json");
        json.putObject("subresource_uris")
                .put("messages", uri + "/Messages.json")
                .put("calls", uri + "/Calls.json")
                .put("incoming_phone_numbers", uri + "/IncomingPhoneNumbers.json");
        return MessageRoutes.json(200, json);
    }

    Answer numbers(SimAccount account, Call call) {
        Form query = Form.queryOf(call);
        for (String field : List.of("Beta", "FriendlyName", "Origin")) {
            if (query.has(field)) {
                throw TwilioError.notPlayed(field);
            }
        }
        Optional<String> wanted = query.get("PhoneNumber");
        List<Owned> rows = account.numbers().stream()
                .filter(number -> wanted.isEmpty() || wanted.get().equals(number))
                .map(number -> new Owned(account, number))
                .toList();
        return MessageRoutes.json(200, numbers.page(call, rows));
    }

    private ObjectNode json(Owned owned) {
        SimAccount account = owned.account();
        String smsUrl = flow.inboundUrl(owned.number());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("account_sid", account.sid())
                .putNull("address_sid")
                .put("address_requirements", "none")
                .put("api_version", "2010-04-01")
                .put("beta", false)
                .put("date_created", Dates.write(made))
                .put("date_updated", Dates.write(made))
                .put("friendly_name", owned.number())
                .putNull("identity_sid")
                .put("phone_number", owned.number())
                .put("origin", "twilio")
                .put("sid", owned.sid())
                .putNull("sms_application_sid")
                .put("sms_fallback_method", "POST")
                .put("sms_fallback_url", "")
                .put("sms_method", "POST")
                .put("sms_url", smsUrl)
                .put("status_callback", "")
                .put("status_callback_method", "POST")
                .putNull("trunk_sid")
                .put("uri", ACCOUNTS + account.sid() + "/IncomingPhoneNumbers/" + owned.sid() + ".json")
                .put("voice_receive_mode", "voice")
                .putNull("voice_application_sid")
                .put("voice_caller_id_lookup", false)
                .put("voice_fallback_method", "POST")
                .put("voice_fallback_url", "")
                .put("voice_method", "POST")
                .put("voice_url", "")
                .put("emergency_status", "Inactive")
                .putNull("emergency_address_sid")
                .put("emergency_address_status", "unregistered")
                .putNull("bundle_sid")
                .put("status", "in-use")
                .put("type", "local");
        json.putObject("capabilities")
                .put("mms", false)
                .put("sms", true)
                .put("voice", true)
                .put("fax", false);
        return json;
    }

    /** A messaging service, by the API of messaging ({@code /v1/Services/{Sid}}), whose dates are of another form. */
    Answer service(SimAccount account, Call call, String sid) {
        if (account.pool(sid).isEmpty()) {
            throw TwilioError.notFound(call.path());
        }
        String date = made.truncatedTo(ChronoUnit.SECONDS).toString();
        String inbound = flow.inboundUrl(sid);
        String url = "https://messaging.twilio.com/v1/Services/" + sid;
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("sid", sid)
                .put("account_sid", account.sid())
                .put("friendly_name", "Simulated service")
                .put("date_created", date)
                .put("date_updated", date)
                .put("inbound_request_url", inbound.isEmpty() ? null : inbound)
                .put("inbound_method", "POST")
                .putNull("fallback_url")
                .put("fallback_method", "POST")
                .putNull("status_callback")
                .put("sticky_sender", false)
                .put("mms_converter", true)
                .put("smart_encoding", false)
                .put("scan_message_content", "inherit")
                .put("fallback_to_long_code", true)
                .put("area_code_geomatch", false)
                .put("synchronous_validation", false)
                .put("validity_period", 36_000)
                .put("url", url)
                .put("usecase", "undeclared")
                .put("us_app_to_person_registered", false)
                .put("use_inbound_webhook_on_number", false);
        json.putObject("links").put("phone_numbers", url + "/PhoneNumbers");
        return MessageRoutes.json(200, json);
    }
}

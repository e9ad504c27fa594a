package dev.tocsin.simulators.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.http.Call;
import dev.tocsin.simulators.twilio.internal.wire.Form;
import dev.tocsin.simulators.twilio.internal.wire.TwilioError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: {@code PageSize} (50 unless said, at most 1,000), {@code Page}, which is the client's own count, and
 * {@code PageToken}, which says where to go on and so keeps its place when rows are added. Addresses are relative.
 *
 * @param name the list's name in the answer
 * @param sid the id of a row
 * @param json a row as it is shown
 */
record Listing<T>(String name, Function<T, String> sid, Function<T, ObjectNode> json) {
    private static final int MOST = 1_000;

    /** @param rows all that match, in the list's order */
    ObjectNode page(Call call, List<T> rows) {
        Form query = Form.queryOf(call);
        int size = number(query, "PageSize", 50, 1, MOST);
        int page = number(query, "Page", 0, 0, Integer.MAX_VALUE);
        int start = start(query.get("PageToken").orElse(null), rows, size, page);
        int end = Math.min(rows.size(), start + size);
        List<T> shown = start < end ? rows.subList(start, end) : List.of();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("end", shown.isEmpty() ? page * (long) size : page * (long) size + shown.size() - 1);
        answer.put("first_page_uri", uri(call, query, size, 0, null));
        boolean more = end < rows.size();
        answer.put(
                "next_page_uri",
                more ? uri(call, query, size, page + 1, "PA" + sid.apply(shown.get(shown.size() - 1))) : null);
        answer.put("page", page).put("page_size", size);
        boolean before = page > 0 && !shown.isEmpty();
        answer.put(
                "previous_page_uri", before ? uri(call, query, size, page - 1, "PB" + sid.apply(shown.get(0))) : null);
        answer.put("start", page * (long) size);
        answer.put("uri", call.path() + (call.rawQuery().isEmpty() ? "" : "?" + call.rawQuery()));
        ArrayNode all = answer.putArray(name);
        shown.forEach(row -> all.add(json.apply(row)));
        return answer;
    }

    private int start(@Nullable String token, List<T> rows, int size, int page) {
        if (token == null) {
            return (int) Math.min(rows.size(), page * (long) size);
        }
        String row = token.length() < 2 ? "" : token.substring(2);
        int at = IntStream.range(0, rows.size())
                .filter(i -> sid.apply(rows.get(i)).equals(row))
                .findFirst()
                .orElseThrow(() -> TwilioError.invalidParameter("PageToken '" + token + "' is of no list"));
        return token.startsWith("PB") ? Math.max(0, at - size) : at + 1;
    }

    private static int number(Form query, String name, int ordinary, int least, int most) {
        String text = query.get(name).orElse(String.valueOf(ordinary));
        long value = text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw TwilioError.invalidParameter(name + " must be from " + least + " to " + most + ", not " + text);
        }
        return (int) value;
    }

    private static String uri(Call call, Form query, int size, int page, @Nullable String token) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        query.fields().stream()
                .filter(field -> !field.getKey().startsWith("Page"))
                .forEach(fields::add);
        fields.add(Map.entry("PageSize", String.valueOf(size)));
        fields.add(Map.entry("Page", String.valueOf(page)));
        if (token != null) {
            fields.add(Map.entry("PageToken", token));
        }
        return call.path() + "?" + new Form(fields).encoded();
    }
}

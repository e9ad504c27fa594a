package dev.tocsin.simulators.connectwise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Many companies as the customers of a large provider may look, the same every time. */
final class CompanyCrowd {
    private static final List<String> FIRST = List.of(
            "Northwind",
            "Bluebird",
            "Granite",
            "Harbour",
            "Lakeside",
            "Silver",
            "Maple",
            "Vertex",
            "Orchard",
            "Beacon",
            "Cobalt",
            "Prairie",
            "Summit",
            "Willow",
            "Atlas",
            "Juniper",
            "Crown",
            "Delta",
            "Evergreen",
            "Falcon");
    private static final List<String> SECOND = List.of(
            "Dental",
            "Logistics",
            "Foods",
            "Law",
            "Clinic",
            "Builders",
            "Media",
            "Energy",
            "Textiles",
            "Insurance",
            "Accounting",
            "Robotics",
            "Travel",
            "Schools",
            "Motors",
            "Optics",
            "Paper",
            "Software",
            "Brewing",
            "Farms");
    private static final List<String> FORM = List.of("Ltd", "Inc.", "LLC", "GmbH", "AG", "PLC", "& Sons");
    private static final List<List<String>> CITIES = List.of(
            List.of("Tampa", "FL", "336"),
            List.of("Albany", "NY", "122"),
            List.of("Boise", "ID", "837"),
            List.of("Austin", "TX", "787"),
            List.of("Salem", "OR", "973"),
            List.of("Denver", "CO", "802"));
    private static final List<String> STREETS =
            List.of("Main Street", "Oak Avenue", "Station Road", "Mill Lane", "Harbour View", "Park Row");

    private CompanyCrowd() {}

    static void plant(Manage manage, int count) {
        Random random = new Random(20_260_101);
        for (int i = 1; i <= count; i++) {
            manage.companies().create(company(random, i), "zadmin");
        }
    }

    private static ObjectNode company(Random random, int number) {
        String first = pick(random, FIRST);
        String second = pick(random, SECOND);
        List<String> city = pick(random, CITIES);
        String host = (first + "-" + second + number).toLowerCase(Locale.ROOT) + ".example";
        ObjectNode body = Json.object()
                .put("identifier", String.format(Locale.ROOT, "%s%s%06d", first, second, number))
                .put("name", first + " " + second + " " + number + " " + pick(random, FORM))
                .put("addressLine1", (1 + random.nextInt(999)) + " " + pick(random, STREETS))
                .put("city", city.get(0))
                .put("state", city.get(1))
                .put("zip", String.format(Locale.ROOT, "%s%02d", city.get(2), random.nextInt(100)))
                .put("phoneNumber", String.format(Locale.ROOT, "555%07d", random.nextInt(10_000_000)))
                .put("website", "https://www." + host)
                .put("accountNumber", String.format(Locale.ROOT, "A-%07d", number))
                .put("numberOfEmployees", 1 + random.nextInt(500))
                .put("annualRevenue", 10_000L * (1 + random.nextInt(5_000)))
                .put("invoiceToEmailAddress", "accounts@" + host)
                .put("leadFlag", random.nextInt(10) == 0);
        int draw = random.nextInt(100);
        body.putObject("status").put("name", draw < 90 ? "Active" : draw < 97 ? "Inactive" : "Credit Hold");
        body.putArray("types").addObject().put("name", draw % 10 == 0 ? "Prospect" : "Client");
        return body;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package dev.tocsin.core.rule;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.EventKind;
import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.event.SecurityEvent;
import dev.tocsin.core.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events and conditions for tests: a full event, an empty one, and random ones by a seed. */
final class Trial {
    static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final List<String> WORDS = List.of("a", "A", "b", "ab", "Chrome", "cafe\u0301", "CAFÉ", "7", "7.50");

    private Trial() {}

    static SecurityEvent.Builder empty() {
        return SecurityEvent.builder()
                .source("scanner")
                .sourceCompanyId("contoso")
                .externalId("x-1")
                .category(EventCategory.PROBLEMS)
                .severity(Severity.MEDIUM)
                .eventType("disk.full")
                .title("Disk is full")
                .occurredAt(AT);
    }

    static SecurityEvent.Builder full() {
        return empty().kind(EventKind.UPDATED)
                .deliveryId("d-1")
                .sequence(42L)
                .description("Volume D: of WEB-1")
                .asset("WEB-1")
                .product("Chrome")
                .os("Windows 11")
                .fix("KB123")
                .user(new EventUser("oid-1", "Ann@contoso.example"))
                .attributes(Map.of("cvss", "7.5", "ring", " Café ", "api_token", "s3cret"));
    }

    private static @Nullable String word(Random random) {
        return random.nextInt(4) == 0 ? null : WORDS.get(random.nextInt(WORDS.size()));
    }

    static SecurityEvent event(Random random) {
        String attribute = word(random);
        return empty().kind(EventKind.values()[random.nextInt(4)])
                .category(EventCategory.values()[random.nextInt(6)])
                .severity(Severity.values()[random.nextInt(5)])
                .sequence(random.nextBoolean() ? null : (long) random.nextInt(5))
                .occurredAt(AT.plusSeconds(random.nextInt(5)))
                .title(word(random))
                .asset(word(random))
                .product(word(random))
                .user(random.nextBoolean() ? null : new EventUser("oid", word(random)))
                .attributes(attribute == null ? Map.of() : Map.of("k", attribute))
                .build();
    }

    static Condition condition(Random random, int depth) {
        int kind = depth <= 1 ? 9 : random.nextInt(10);
        if (kind < 2) {
            return new Condition.All(conditions(random, depth - 1));
        }
        if (kind < 4) {
            return new Condition.Any(conditions(random, depth - 1));
        }
        return kind < 6 ? new Condition.Not(condition(random, depth - 1)) : term(random);
    }

    private static List<Condition> conditions(Random random, int depth) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            conditions.add(condition(random, depth));
        }
        return conditions;
    }

    private static Term term(Random random) {
        List<String> names = List.of(
                "category",
                "kind",
                "severity",
                "sequence",
                "occurredAt",
                "moment",
                "title",
                "asset",
                "product",
                "user.principalName",
                "attributes.k");
        EventField field =
                EventField.named(names.get(random.nextInt(names.size()))).orElseThrow();
        List<Operator> operators = new ArrayList<>(field.operators());
        Operator operator = operators.get(random.nextInt(operators.size()));
        List<String> operands = new ArrayList<>();
        int count = operator == Operator.EXISTS ? 0 : operator == Operator.IN ? 1 + random.nextInt(3) : 1;
        for (int i = 0; i < count; i++) {
            operands.add(operand(random, field, operator));
        }
        boolean text = field.type().textual() && !operator.compares() && operator != Operator.EXISTS;
        return Term.of(operator, field.name(), operands, text && random.nextBoolean());
    }

    private static String operand(Random random, EventField field, Operator operator) {
        return switch (field.type()) {
            case CHOICE, SEVERITY ->
                field.choices().get(random.nextInt(field.choices().size())).name();
            case INTEGER -> Integer.toString(random.nextInt(5));
            case MOMENT -> AT.plusSeconds(random.nextInt(5)).toString();
            case FLAG -> Boolean.toString(random.nextBoolean());
            case TEXT, ATTRIBUTE ->
                operator == Operator.MATCHES
                        ? List.of("^a", "(a|b)+$", "[^c]h", "é").get(random.nextInt(4))
                        : operator.compares() ? "7." + random.nextInt(9) : WORDS.get(random.nextInt(WORDS.size()));
        };
    }
}

package dev.tocsin.core.incident;

import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.rule.TemplateVariable;
import dev.tocsin.core.template.PlainText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the variables of a template stand for: each text in one line and of bounded length. Pure. */
final class TemplateValues {
    /** The most characters of a title. */
    static final int TITLE_LIMIT = 160;

    private static final int VALUE_LIMIT = 160;
    private static final int LONG_VALUE_LIMIT = 400;

    private TemplateValues() {}

    /**
     * The values by the variables' names.
     *
     * @param named how many members are listed at most
     * @param titleLimit the most characters of a title
     */
    static Map<String, Object> of(TextFacts facts, int named, int titleLimit) {
        Incident incident = facts.incident();
        List<Map<String, Object>> members = facts.members().stream()
                .limit(named)
                .map(member -> member(member, titleLimit))
                .toList();
        Map<String, Object> values = new HashMap<>();
        put(values, TemplateVariable.CATEGORY, incident.category().label());
        put(values, TemplateVariable.GROUP_BY, words(incident.groupBy()));
        put(values, TemplateVariable.DIMENSIONS, line(String.join(" / ", incident.dimensions()), LONG_VALUE_LIMIT));
        put(values, TemplateVariable.COMPANY, line(facts.companyName(), VALUE_LIMIT));
        put(values, TemplateVariable.RULE, line(facts.ruleName(), VALUE_LIMIT));
        put(values, TemplateVariable.SEVERITY, incident.severity());
        facts.members().stream().findFirst().ifPresent(worst -> {
            put(values, TemplateVariable.TITLE, title(worst, titleLimit));
            put(values, TemplateVariable.ASSET, asset(worst));
        });
        put(values, TemplateVariable.MEMBER_COUNT, incident.members());
        put(values, TemplateVariable.SUBJECTS, counted(incident.members(), noun(incident.category())));
        put(values, TemplateVariable.ACTIVE_COUNT, incident.active());
        put(
                values,
                TemplateVariable.RESOLVED_COUNT,
                incident.moments() ? 0 : Math.max(0, incident.members() - incident.active()));
        put(values, TemplateVariable.EVENT_COUNT, facts.events());
        put(values, TemplateVariable.MORE_COUNT, more(facts, members.size()));
        put(values, TemplateVariable.REOPEN_COUNT, incident.facts().reopens());
        put(values, TemplateVariable.TICKET, String.valueOf(incident.ticketId() == null ? "" : incident.ticketId()));
        put(
                values,
                TemplateVariable.PREVIOUS_TICKET,
                incident.previousTicketId() == null ? "" : incident.previousTicketId());
        put(values, TemplateVariable.INCIDENT, incident.id());
        put(values, TemplateVariable.REASON, line(facts.reason(), LONG_VALUE_LIMIT));
        put(values, TemplateVariable.SINGLE, incident.members() == 1);
        put(values, TemplateVariable.MOMENTS, incident.moments());
        put(values, TemplateVariable.MEMBERS, members);
        section(values, members, TemplateVariable.NEW, TemplateVariable.HAS_NEW, TemplateVariable.IS_NEW);
        section(values, members, TemplateVariable.AGAIN, TemplateVariable.HAS_AGAIN, TemplateVariable.IS_AGAIN);
        section(
                values,
                members,
                TemplateVariable.RESOLVED,
                TemplateVariable.HAS_RESOLVED,
                TemplateVariable.IS_RESOLVED);
        return values;
    }

    /** How many members are not listed; empty if none. */
    static String more(TextFacts facts, int named) {
        int more = facts.total() - named;
        return more <= 0 ? "" : facts.exact() ? Integer.toString(more) : more + "+";
    }

    private static void section(
            Map<String, Object> values,
            List<Map<String, Object>> members,
            TemplateVariable list,
            TemplateVariable any,
            TemplateVariable flag) {
        List<Map<String, Object>> chosen = new ArrayList<>();
        for (Map<String, Object> member : members) {
            if (Boolean.TRUE.equals(member.get(flag.key()))) {
                chosen.add(member);
            }
        }
        put(values, list, chosen);
        put(values, any, !chosen.isEmpty());
    }

    private static Map<String, Object> member(Member member, int titleLimit) {
        boolean resolved = member.state() == MemberState.RESOLVED;
        Map<String, Object> values = new HashMap<>();
        put(values, TemplateVariable.SEVERITY, member.severity());
        put(values, TemplateVariable.TITLE, title(member, titleLimit));
        put(values, TemplateVariable.ASSET, asset(member));
        put(values, TemplateVariable.FIRST_AT, at(member.firstAt()));
        put(values, TemplateVariable.LAST_AT, at(member.lastAt()));
        put(values, TemplateVariable.COUNT, member.count());
        put(values, TemplateVariable.REPEATED, member.count() > 1);
        put(values, TemplateVariable.IS_NEW, !member.told() && !resolved);
        put(values, TemplateVariable.IS_AGAIN, member.told() && !resolved);
        put(values, TemplateVariable.IS_RESOLVED, resolved);
        return values;
    }

    private static void put(Map<String, Object> values, TemplateVariable variable, Object value) {
        values.put(variable.key(), value);
    }

    static String title(Member member, int limit) {
        return line(member.title(), limit);
    }

    private static String asset(Member member) {
        String asset = member.asset();
        return asset == null ? "" : line(asset, VALUE_LIMIT);
    }

    private static String line(String text, int limit) {
        return PlainText.cut(PlainText.oneLine(text), limit);
    }

    private static String at(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String noun(EventCategory category) {
        return switch (category) {
            case PROBLEMS -> "problem";
            case SOLUTIONS -> "solution";
            case SYSTEM_CHANGES -> "change";
            case AZURE_AD_ERROR -> "error";
            case AZURE_AD_AUDIT, AD_AUDIT -> "entry";
        };
    }

    private static String counted(int count, String noun) {
        return count + " " + (count == 1 ? noun : noun.endsWith("y") ? noun.replaceAll("y$", "ies") : noun + "s");
    }
}

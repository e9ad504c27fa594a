package dev.tocsin.examples.alertbridge.config;

import dev.tocsin.connectwise.psa.ConnectWiseRule;
import dev.tocsin.core.base.ConfigurationException;
import dev.tocsin.core.base.MspId;
import dev.tocsin.core.event.EventCategory;
import dev.tocsin.core.event.GroupBy;
import dev.tocsin.core.event.Severity;
import dev.tocsin.core.rule.CategorySelection;
import dev.tocsin.core.rule.Condition;
import dev.tocsin.core.rule.EventSet;
import dev.tocsin.core.rule.IntegrationRule;
import dev.tocsin.core.rule.NoteType;
import dev.tocsin.core.rule.TicketTemplates;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The event sets and the integration rules of the file. */
final class RuleSections {
    private static final List<String> PLACES = List.of(
            "board", "source", "type", "subType", "item", "openStatus", "closedStatus", "priority", "priorities");

    private final Reading reading;
    private final List<EventSet> eventSets = new ArrayList<>();
    private final List<IntegrationRule> rules = new ArrayList<>();
    private final Set<String> eventSetNames = new LinkedHashSet<>();
    private final Set<String> ruleIds = new LinkedHashSet<>();
    private final List<BridgeConfiguration.Reference> missing = new ArrayList<>();

    RuleSections(Reading reading) {
        this.reading = reading;
    }

    List<EventSet> eventSets() {
        return eventSets;
    }

    List<IntegrationRule> rules() {
        return rules;
    }

    /** The ids of all rules, of faulty ones too. */
    Set<String> ruleIds() {
        return ruleIds;
    }

    /** The event sets that rules name and the file does not hold. */
    List<BridgeConfiguration.Reference> missing() {
        return missing;
    }

    void readEventSets(List<Section> sections) {
        for (Section section : sections) {
            String name = section.needed("name", "a name is legal, which rules use");
            if (!name.isBlank() && !eventSetNames.add(name)) {
                section.fault("name", "'" + name + "' is the name of two event sets");
            }
            Map<EventCategory, CategorySelection> categories = categories(section);
            section.end();
            if (!name.isBlank() && !categories.isEmpty()) {
                eventSets.add(new EventSet(MspId.SINGLE, name, categories));
            }
        }
    }

    private Map<EventCategory, CategorySelection> categories(Section section) {
        Map<EventCategory, CategorySelection> selected = new EnumMap<>(EventCategory.class);
        Section categories = section.section("categories");
        String legal = "legal are " + Section.names(EventCategory.values());
        if (categories == null || categories.names().isEmpty()) {
            section.fault("categories", "names no category; " + legal);
            return selected;
        }
        for (String name : categories.names()) {
            EventCategory category = Section.one(EventCategory.values(), name, EventCategory::label);
            Section selection = categories.section(name);
            if (category == null) {
                categories.fault(name, "is no category; " + legal);
            } else if (selection != null) {
                if (selected.containsKey(category)) {
                    categories.fault(name, "is given twice, once under its other name");
                }
                select(selection, category, selected);
            } else {
                categories.fault(
                        name,
                        "is empty; such as { groupBy: "
                                + category.legalGroupBys().iterator().next() + " }");
            }
        }
        return selected;
    }

    private static void select(
            Section section, EventCategory category, Map<EventCategory, CategorySelection> selected) {
        GroupBy groupBy = section.choice("groupBy", GroupBy.values());
        Severity minSeverity = section.choice("minSeverity", Severity.values());
        List<String> eventTypes = section.texts("eventTypes");
        Condition when = section.condition("when");
        section.end();
        String legal = "legal are " + category.legalGroupBys();
        if (!section.has("groupBy")) {
            section.fault("groupBy", "is missing; " + legal);
        } else if (groupBy != null && !category.legalGroupBys().contains(groupBy)) {
            section.fault("groupBy", groupBy + " is not legal for " + category.label() + "; " + legal);
        } else if (groupBy != null) {
            selected.put(
                    category,
                    new CategorySelection(
                            groupBy, minSeverity == null ? Severity.INFO : minSeverity, Set.copyOf(eventTypes), when));
        }
    }

    void readRules(List<Section> sections) {
        sections.forEach(this::readRule);
    }

    private void readRule(Section section) {
        String givenId = section.text("id");
        String name = section.needed("name", "a name is legal");
        String id = givenId == null || givenId.isBlank() ? name : givenId;
        String board = section.needed("board", "the name of a service board is legal");
        String openStatus = section.needed("openStatus", "the name of a status of the board is legal");
        String closedStatus = section.needed("closedStatus", "the name of a closing status of the board is legal");
        String priority = section.needed("priority", "the name of a priority is legal");
        String eventSet = section.needed("eventSet", "legal are " + eventSetNames);
        ConnectWiseRule rule = ConnectWiseRule.builder(MspId.SINGLE)
                .id(givenId)
                .name(name)
                .board(board)
                .source(section.text("source"))
                .type(section.text("type"))
                .subType(section.text("subType"))
                .item(section.text("item"))
                .openStatus(openStatus)
                .closedStatus(closedStatus)
                .priority(priority)
                .priorities(priorities(section.section("priorities")))
                .eventSet(eventSet);
        NoteType noteType = section.choice("noteType", NoteType.values());
        if (noteType != null) {
            rule.noteType(noteType);
        }
        rule.policy(PolicySection.read(section.section("policy")));
        rule.templates(templates(section.section("templates")));
        section.end();
        if (!id.isBlank() && !ruleIds.add(id)) {
            section.fault("id", "'" + id + "' is the id of two rules");
        }
        PLACES.forEach(field -> reading.standsAt("rules[" + id + "]." + field, section.line(field)));
        if (!eventSet.isBlank() && !eventSetNames.contains(eventSet)) {
            missing.add(new BridgeConfiguration.Reference(
                    BridgeConfiguration.Target.EVENT_SET,
                    eventSet,
                    new Fault(
                            reading.file(),
                            section.line("eventSet"),
                            section.place("eventSet"),
                            "'" + eventSet + "' is no event set; legal are " + eventSetNames)));
        }
        boolean whole = java.util.stream.Stream.of(name, board, openStatus, closedStatus, priority, eventSet)
                .noneMatch(String::isBlank);
        if (whole) {
            try {
                rules.add(rule.build());
            } catch (ConfigurationException e) {
                section.fault("policy", e);
            }
        }
    }

    private static TicketTemplates templates(@Nullable Section section) {
        if (section == null) {
            return TicketTemplates.DEFAULT;
        }
        TicketTemplates templates = new TicketTemplates(
                section.template(TicketTemplates.Part.SUMMARY),
                section.template(TicketTemplates.Part.FIRST_NOTE),
                section.template(TicketTemplates.Part.UPDATE_NOTE),
                section.template(TicketTemplates.Part.CLOSING_NOTE));
        section.end();
        return templates;
    }

    private static Map<Severity, String> priorities(@Nullable Section section) {
        Map<Severity, String> priorities = new EnumMap<>(Severity.class);
        if (section == null) {
            return priorities;
        }
        for (String name : section.names()) {
            Severity severity = Section.one(Severity.values(), name, Severity::name);
            String priority = section.text(name);
            if (severity == null) {
                section.fault(name, "is no severity; legal are " + Section.names(Severity.values()));
            } else if (priority == null || priority.isBlank()) {
                section.fault(name, "is empty; the name of a priority is legal");
            } else {
                priorities.put(severity, priority);
            }
        }
        return priorities;
    }
}

package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.ConfigurationBulk;
import dev.tocsin.simulators.connectwise.internal.records.ConfigurationSetup;
import dev.tocsin.simulators.connectwise.internal.records.Configurations;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.http.Answer;

/** Configurations, their types with questions and values, and their statuses. */
final class ConfigurationRoutes {
    private static final String ROOT = "/company/configurations";
    private static final String TYPES = ROOT + "/types";
    private static final String STATUSES = ROOT + "/statuses";

    ConfigurationRoutes(Router router, Answers answers, Manage manage, String member) {
        Configurations configurations = manage.configurations();
        Resource resource = new Resource(router, answers, member);
        setup(router, answers, resource, configurations.setup(), member);
        RecordKind kind = RecordKind.CONFIGURATION;
        router.add("GET", ROOT, t -> answers.list(t, t.query(kind), configurations.rows()));
        router.add("GET", ROOT + "/count", t -> answers.count(t.query(kind), configurations.rows()));
        router.add("POST", ROOT, t -> answers.created(t, configurations.create(t.body(), member)));
        router.add("GET", ROOT + "/{}", t -> answers.one(t, configurations.require(t.id(0))));
        router.add("PATCH", ROOT + "/{}", t -> answers.one(t, configurations.patch(t.id(0), t.body(), member)));
        router.add("PUT", ROOT + "/{}", t -> answers.one(t, configurations.replace(t.id(0), t.body(), member)));
        router.add("DELETE", ROOT + "/{}", t -> {
            configurations.delete(t.id(0));
            return Answer.empty(204);
        });
        router.add(
                "PATCH",
                ROOT + "/{}/changeType",
                t -> answers.one(t, configurations.changeType(t.id(0), t.body(), member)));
        String bulk = ROOT + "/bulk";
        ConfigurationBulk all = new ConfigurationBulk(configurations);
        router.add("POST", bulk, t -> Answers.json(207, all.carryOut(t.body(), member, all.creating())));
        router.add("PUT", bulk, t -> Answers.json(207, all.carryOut(t.body(), member, all.replacing())));
        router.add("DELETE", bulk, t -> Answers.json(207, all.carryOut(t.body(), member, all.deleting())));
    }

    private static void setup(
            Router router, Answers answers, Resource resource, ConfigurationSetup setup, String member) {
        resource.writable(TYPES, setup.types(), Resource::everything);
        resource.info(
                TYPES,
                TYPES + "/info",
                RecordKind.CONFIGURATION_TYPE_INFO,
                setup.types().table(),
                "id",
                "name",
                "inactiveFlag",
                "systemFlag",
                "_info");
        router.add("POST", TYPES + "/copy", t -> answers.created(t, setup.copyType(t.body(), member)));
        resource.writable(STATUSES, setup.statuses(), Resource::everything);
        resource.info(
                STATUSES,
                STATUSES + "/info",
                RecordKind.CONFIGURATION_STATUS_INFO,
                setup.statuses().table(),
                "id",
                "description",
                "closedFlag",
                "defaultFlag",
                "_info");
        String questions = TYPES + "/{}/questions";
        resource.writable(
                questions,
                setup.questions(),
                t -> new Resource.Scope(ConfigurationSetup.ofType(t.id(0)), setup.belowType(t.id(0))));
        resource.writable(questions + "/{}/values", setup.values(), t -> {
            var fixed = setup.belowQuestion(t.id(0), t.id(1));
            if (t.call().method().equals("POST")) {
                setup.requireChoices(t.id(1));
            }
            return new Resource.Scope(ConfigurationSetup.ofQuestion(t.id(1)), fixed);
        });
    }
}

package dev.tocsin.simulators.connectwise;

import dev.tocsin.simulators.connectwise.internal.query.RecordKind;
import dev.tocsin.simulators.connectwise.internal.records.Documents;
import dev.tocsin.simulators.connectwise.internal.records.Manage;
import dev.tocsin.simulators.connectwise.internal.wire.MultipartForm;
import dev.tocsin.simulators.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Documents: uploaded as multipart/form-data, downloaded as they came. */
final class DocumentRoutes {
    static final String ROOT = "/system/documents";

    DocumentRoutes(Router router, Answers answers, Manage manage, String member) {
        Documents documents = manage.documents();
        new Resource(router, answers, member)
                .list(
                        ROOT,
                        RecordKind.DOCUMENT,
                        t -> documents.of(
                                t.call().query().getOrDefault("recordType", ""),
                                t.call().query().getOrDefault("recordId", "")));
        router.add("POST", ROOT, t -> answers.created(t, documents.create(form(t), member)));
        router.add("GET", ROOT + "/{}", t -> answers.one(t, documents.table().require(t.id(0))));
        router.add("POST", ROOT + "/{}", t -> answers.one(t, documents.update(t.id(0), form(t), member)));
        router.add("DELETE", ROOT + "/{}", t -> {
            documents.delete(t.id(0));
            return Answer.empty(204);
        });
        router.add("GET", ROOT + "/{}/download", t -> download(documents, t.id(0)));
    }

    private static MultipartForm form(Target target) {
        return MultipartForm.read(
                target.call().header("Content-Type").orElse(""), target.call().body());
    }

    private static Answer download(Documents documents, int id) {
        String name = documents.table().require(id).path("fileName").asText();
        String plain = name.replaceAll("[^ -~]|[\"\\\\]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        String disposition = "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
        return new Answer(
                200,
                Map.of("Content-Type", documents.contentType(id), "Content-Disposition", disposition),
                documents.content(id));
    }
}

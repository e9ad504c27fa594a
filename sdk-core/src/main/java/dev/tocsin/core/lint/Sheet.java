package dev.tocsin.core.lint;

import dev.tocsin.core.base.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Collects findings about one subject after the other. Not thread-safe. */
final class Sheet {
    private final List<String> subjects = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    void about(String subject) {
        subjects.add(subject);
    }

    void fault(String place, String message) {
        add(Finding.Level.FAULT, place, message);
    }

    void warn(String place, String message) {
        add(Finding.Level.WARNING, place, message);
    }

    void faults(String place, List<FieldError> errors) {
        errors.forEach(error -> fault(error.field() == null ? place : error.field(), error.message()));
    }

    private void add(Finding.Level level, String place, String message) {
        Finding finding = new Finding(level, subjects.get(subjects.size() - 1), place, message);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    LintReport report() {
        return new LintReport(subjects, findings);
    }
}

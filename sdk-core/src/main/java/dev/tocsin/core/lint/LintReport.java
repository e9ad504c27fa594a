package dev.tocsin.core.lint;

import java.util.List;

/**
 * What a lint found.
 *
 * @param subjects what was looked at, in order
 * @param findings what was found, in the order of the subjects
 */
public record LintReport(List<String> subjects, List<Finding> findings) {
    /** Copies the lists. */
    public LintReport {
        subjects = List.copyOf(subjects);
        findings = List.copyOf(findings);
    }

    /** What was found about one subject. */
    public List<Finding> of(String subject) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .toList();
    }

    /** What cannot work. */
    public List<Finding> faults() {
        return findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAULT)
                .toList();
    }

    /** What hardly works as it is meant. */
    public List<Finding> warnings() {
        return findings.stream()
                .filter(finding -> finding.level() == Finding.Level.WARNING)
                .toList();
    }

    /** Whether all can work; there may be warnings. */
    public boolean isSound() {
        return faults().isEmpty();
    }
}

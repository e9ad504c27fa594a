package dev.tocsin.core.storm;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The words on a storm ticket. Pure. */
public final class StormText {
    /** How long a summary may be; ConnectWise refuses more ("a maximum length of 100"). */
    public static final int SUMMARY_LIMIT = 100;

    private static final int LONGEST_LINE = 400;

    private StormText() {}

    /** The summary, at most {@link #SUMMARY_LIMIT} characters: as many of the busiest assets as there is room for. */
    public static String summary(StormState storm, StormPolicy policy) {
        String text = numbers(storm);
        String joint = ", top assets: ";
        for (TopAssets.Counter counter : storm.assets().first(policy.namedAssets())) {
            String longer = text + joint + counter.asset();
            if (longer.length() > SUMMARY_LIMIT) {
                break;
            }
            text = longer;
            joint = ", ";
        }
        return NoteText.cut(text, SUMMARY_LIMIT);
    }

    private static String numbers(StormState storm) {
        return "Storm: " + count(storm.groups(), "group") + ", " + count(storm.events(), "event");
    }

    /**
     * The ticket's first note: why there is one ticket for many groups, and the numbers.
     *
     * @param why the reason for which the first group was absorbed
     */
    public static String firstNote(
            StormState storm, StormPolicy policy, String companyName, String ruleName, String why) {
        return body(
                storm,
                policy,
                "More came for " + line(companyName) + " under the rule '" + line(ruleName)
                        + "' than single tickets are made for: " + line(why)
                        + ". This ticket stands for all of it; it is brought up to date at most every "
                        + minutes(policy) + ". Nothing is dropped: once it is calm, what is still active gets tickets"
                        + " of its own.",
                "");
    }

    /** A note that brings the ticket up to date. */
    public static String update(StormState storm, StormPolicy policy, Instant now, String marker) {
        String calm = storm.calmFrom().isAfter(now) ? "" : " It is calm since " + at(storm.calmFrom()) + ".";
        return body(
                storm,
                policy,
                "About " + count(storm.rate().perMinute(now), "new group") + " in the last minute." + calm,
                marker);
    }

    /**
     * The note before the ticket is closed.
     *
     * @param why the reason for which it is over
     */
    public static String closing(StormState storm, StormPolicy policy, String why, String marker) {
        return body(storm, policy, "Over: " + line(why) + ".", marker);
    }

    private static String body(StormState storm, StormPolicy policy, String words, String marker) {
        List<String> parts = new ArrayList<>();
        StringJoiner named = new StringJoiner(", ");
        List<TopAssets.Counter> first = storm.assets().first(policy.namedAssets());
        first.forEach(counter -> named.add(
                counter.asset() + " (" + (counter.slack() > 0 ? "about " : "") + number(counter.events()) + ")"));
        int more = storm.assets().counters().size() - first.size();
        parts.add(numbers(storm)
                + (first.isEmpty() ? "" : ", top assets: " + named + (more > 0 ? " … and " + more + " more" : "")));
        parts.add(number(storm.held()) + " groups are active in it, " + number(storm.resolved()) + " were resolved, "
                + number(storm.promoted()) + " got tickets of their own. Worst severity " + storm.worst() + ". Since "
                + at(storm.since()) + ".");
        parts.add(words);
        return NoteText.fit(parts, "", marker, policy.noteBytes());
    }

    private static String minutes(StormPolicy policy) {
        long seconds = policy.updateInterval().toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static String line(String text) {
        return NoteText.cut(text.strip().replaceAll("[\\s\\p{Z}\\p{Cc}]+", " "), LONGEST_LINE);
    }

    private static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String at(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }
}

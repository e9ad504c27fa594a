package dev.tocsin.examples.alertbridge.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML file with the line where it begins. */
sealed interface YamlNode {
    /** The line, counted from 1. */
    int line();

    /** What people call this kind of piece. */
    String kind();

    /**
     * A single value.
     *
     * @param text what the file says, without quotes
     * @param empty whether the file says nothing, or null
     * @param lastLine the line where it ends
     */
    record Scalar(int line, String text, boolean empty, int lastLine) implements YamlNode {
        @Override
        public String kind() {
            return empty ? "nothing" : "a single value";
        }
    }

    /** A list. */
    record Items(int line, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Names with their values.
     *
     * @param lines the line of each name
     */
    record Fields(int line, Map<String, YamlNode> fields, Map<String, Integer> lines) implements YamlNode {
        @Override
        public String kind() {
            return "fields with names";
        }
    }
}

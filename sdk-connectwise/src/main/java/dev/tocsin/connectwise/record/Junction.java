package dev.tocsin.connectwise.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several conditions joined by and, or by or. Made by {@link Conditions} only. */
final class Junction implements Condition {
    private final boolean all;
    private final List<Condition> parts;

    Junction(boolean all, List<Condition> parts) {
        this.all = all;
        this.parts = List.copyOf(parts);
    }

    boolean all() {
        return all;
    }

    List<Condition> parts() {
        return parts;
    }

    @Override
    public String expression() {
        return parts.stream().map(Condition::expression).collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
    }

    @Override
    public Condition not() {
        List<Condition> opposites = new ArrayList<>();
        parts.forEach(part -> opposites.add(part.not()));
        return new Junction(!all, opposites);
    }

    @Override
    public String toString() {
        return expression();
    }
}

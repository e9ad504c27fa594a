package dev.tocsin.simulators.connectwise;

/**
 * A named record, such as a board or a priority. Immutable.
 *
 * @param id its id
 * @param name its name; for a member the identifier
 */
public record SimRef(int id, String name) {
    @Override
    public String toString() {
        return name + " (" + id + ")";
    }
}

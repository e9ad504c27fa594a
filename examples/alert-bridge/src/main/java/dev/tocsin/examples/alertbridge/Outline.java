package dev.tocsin.examples.alertbridge;

import java.util.ArrayList;
import java.util.List;

/** Lines that hang below each other like the branches of a tree. Not thread-safe. */
final class Outline {
    private final String text;
    private final List<Outline> branches = new ArrayList<>();

    /** @param text what stands at the root; later lines of it are indented */
    Outline(String text) {
        this.text = text;
    }

    /** Adds a branch and answers it. */
    Outline add(String branch) {
        Outline added = new Outline(branch);
        branches.add(added);
        return added;
    }

    /** The picture, each line with its end. */
    String draw(boolean unicode) {
        StringBuilder picture = new StringBuilder();
        picture.append(text).append('\n');
        branches(picture, "", unicode);
        return picture.toString();
    }

    private void branches(StringBuilder picture, String before, boolean unicode) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            String deeper = before + (last ? "   " : unicode ? "│  " : "|  ");
            List<String> lines = branches.get(i).text.lines().toList();
            picture.append(before)
                    .append(last ? (unicode ? "└─ " : "`- ") : unicode ? "├─ " : "|- ")
                    .append(lines.isEmpty() ? "" : lines.get(0))
                    .append('\n');
            lines.stream()
                    .skip(1)
                    .forEach(line -> picture.append(deeper).append(line).append('\n'));
            branches.get(i).branches(picture, deeper, unicode);
        }
    }
}

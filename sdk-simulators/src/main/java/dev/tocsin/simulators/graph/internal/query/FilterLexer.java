package dev.tocsin.simulators.graph.internal.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into words, quoted texts and the signs {@code ( ) , :}. */
final class FilterLexer {
    /**
     * One piece.
     *
     * @param text what it says, without quotes
     * @param quoted whether it was in quotes
     */
    record Piece(String text, boolean quoted) {
        boolean is(String sign) {
            return !quoted && text.equalsIgnoreCase(sign);
        }
    }

    private FilterLexer() {}

    static List<Piece> cut(String filter) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < filter.length()) {
            char c = filter.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '\'') {
                at = quoted(filter, at + 1, pieces);
            } else if (isSign(filter, at)) {
                pieces.add(new Piece(String.valueOf(c), false));
                at++;
            } else {
                int end = at;
                while (end < filter.length() && isWord(filter, end)) {
                    end++;
                }
                pieces.add(new Piece(filter.substring(at, end), false));
                at = end;
            }
        }
        return pieces;
    }

    private static boolean isWord(String filter, int at) {
        char c = filter.charAt(at);
        return !Character.isWhitespace(c) && c != '\'' && !isSign(filter, at);
    }

    private static boolean isSign(String filter, int at) {
        char c = filter.charAt(at);
        // A colon between digits belongs to a time of day.
        boolean inTime = at > 0 && Character.isDigit(filter.charAt(at - 1));
        return c == '(' || c == ')' || c == ',' || c == ':' && !inTime;
    }

    private static int quoted(String filter, int from, List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < filter.length(); at++) {
            char c = filter.charAt(at);
            if (c != '\'') {
                text.append(c);
            } else if (at + 1 < filter.length() && filter.charAt(at + 1) == '\'') {
                text.append('\'');
                at++;
            } else {
                pieces.add(new Piece(text.toString(), true));
                return at + 1;
            }
        }
        throw FilterParser.invalid("There is an unterminated string literal in '" + filter + "'.");
    }
}

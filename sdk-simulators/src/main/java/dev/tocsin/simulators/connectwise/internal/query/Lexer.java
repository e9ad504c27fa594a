package dev.tocsin.simulators.connectwise.internal.query;

import dev.tocsin.simulators.connectwise.internal.wire.ApiError;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a condition into tokens. A quote inside a text cannot be escaped: the vendor documents no way, so the first quote
 * of the same kind ends the text and a backslash is an ordinary character.
 */
final class Lexer {
    private static final int MAX_LENGTH = 100_000;

    private final String source;
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    /**
     * All tokens, the last one being the end.
     *
     * @throws ApiError 400 if a character or literal is not understood
     */
    static List<Token> tokens(String source) {
        if (source.length() > MAX_LENGTH) {
            throw ApiError.connectWiseApi(400, "The condition is longer than " + MAX_LENGTH + " characters.");
        }
        Lexer lexer = new Lexer(source);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at == source.length()) {
            return new Token(Token.Kind.END, "", at);
        }
        int start = at;
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            return enclosed(Token.Kind.TEXT, c, start);
        }
        if (c == '[') {
            return enclosed(Token.Kind.MOMENT, ']', start);
        }
        if (isWordStart(c)) {
            while (at < source.length() && isWordPart(source.charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.WORD, source.substring(start, at), start);
        }
        if (Character.isDigit(c) || ((c == '-' || c == '+') && digitFollows())) {
            at++;
            while (at < source.length() && (Character.isDigit(source.charAt(at)) || source.charAt(at) == '.')) {
                at++;
            }
            return new Token(Token.Kind.NUMBER, source.substring(start, at), start);
        }
        return symbol(c, start);
    }

    private Token symbol(char c, int start) {
        at++;
        if ((c == '!' || c == '<' || c == '>') && at < source.length() && source.charAt(at) == '=') {
            at++;
        }
        String symbol = source.substring(start, at);
        if (!List.of("=", "!=", "<", "<=", ">", ">=", "(", ")", ",").contains(symbol)) {
            throw Grammar.fault(source, start, "unexpected character");
        }
        return new Token(Token.Kind.SYMBOL, symbol, start);
    }

    private Token enclosed(Token.Kind kind, char end, int start) {
        int close = source.indexOf(end, start + 1);
        if (close < 0) {
            throw Grammar.fault(source, start, "a literal is not closed");
        }
        at = close + 1;
        return new Token(kind, source.substring(start + 1, close), start);
    }

    private boolean digitFollows() {
        return at + 1 < source.length() && Character.isDigit(source.charAt(at + 1));
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '/' || c == '.';
    }
}

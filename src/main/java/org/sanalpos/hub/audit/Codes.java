package org.sanalpos.hub.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Finds the constants of this package's enumerations by the names that the contract has for them. */
final class Codes {
    private Codes() {}

    static <T> Optional<T> find(T[] values, Function<T, String> code, String text) {
        return Arrays.stream(values)
                .filter(value -> code.apply(value).equals(text))
                .findFirst();
    }

    static <T> T of(T[] values, Function<T, String> code, String text) {
        return find(values, code, text).orElseThrow(() -> new IllegalArgumentException("unknown code " + text));
    }
}

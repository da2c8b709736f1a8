package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Cases;

class CursorTest {
    private static final List<Class<?>> KINDS = List.of(String.class, Double.class, Long.class);

    static Stream<Arguments> cursors() {
        return Cases.of(200, CursorTest::cursor);
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void whatIsEncodedIsDecoded(Cursor cursor) {
        assertThat(Cursor.decode(cursor.encode(), KINDS)).isEqualTo(cursor);
    }

    @ParameterizedTest
    @MethodSource("cursors")
    void aCursorFitsIntoAUrlAsItIs(Cursor cursor) {
        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOfASearchWithoutSortHasNoKeys() {
        assertThat(Cursor.decode(new Cursor(7, List.of()).encode(), List.of())).isEqualTo(new Cursor(7, List.of()));
    }

    @Test
    void aCursorOfAnotherSearchIsRefused() {
        String cursor = new Cursor(7, List.of("a")).encode();

        assertRefused(cursor, List.of());
        assertRefused(cursor, List.of(Double.class));
        assertRefused(cursor, List.of(String.class, String.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "!", "x", "7\u0001", "7\u0001x1", "7\u0001dmuch", "7\u0001l1.5", "seven\u0001l1", "7\u0001t*"
            })
    void aTamperedCursorIsRefused(String content) {
        String cursor = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));

        assertRefused(content, List.of(Object.class));
        assertRefused(cursor, List.of(Object.class));
    }

    private static void assertRefused(String cursor, List<Class<?>> kinds) {
        assertThatThrownBy(() -> Cursor.decode(cursor, kinds)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Cursor cursor(RandomGenerator random) {
        List<Object> keys = new ArrayList<>(
                Arrays.asList(Cases.text(random, 300), random.nextDouble(-1e13, 1e13), random.nextLong()));
        if (random.nextBoolean()) {
            keys.set(random.nextInt(keys.size()), null);
        }
        return new Cursor(random.nextLong(), keys);
    }
}

package org.painbridge.server;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Seeded random cases for property tests; the seed is in the test name, so a failure can be replayed. */
public final class Cases {
    /** Characters that have a meaning somewhere on the way of a value: in searches, SQL, JSON, cursors, indexes. */
    private static final int[] AWKWARD =
            "\\,|$%_!'\"-+.: \t\u0001éßİŁ\u0301\u4E00\uD842\uDFB7".codePoints().toArray();

    private Cases() {}

    public static <T> Stream<Arguments> of(int count, Function<RandomGenerator, T> generator) {
        return LongStream.range(0, count)
                .mapToObj(seed -> Arguments.of(Named.of("seed " + seed, generator.apply(random(seed)))));
    }

    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Text of letters and awkward characters, possibly empty. */
    public static String text(RandomGenerator random, int longest) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(longest + 1);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    random.nextInt(3) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextInt('a', 'z' + 1));
        }
        return text.toString();
    }
}

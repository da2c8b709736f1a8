package org.painbridge;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Seeded random cases for property tests; the seed is in the test name, so a failure can be replayed. */
public final class Cases {
    private Cases() {}

    public static <T> Stream<Arguments> of(int count, Function<RandomGenerator, T> generator) {
        return LongStream.range(0, count)
                .mapToObj(seed -> Arguments.of(Named.of(
                        "seed " + seed,
                        generator.apply(
                                RandomGeneratorFactory.of("L64X128MixRandom").create(seed)))));
    }
}

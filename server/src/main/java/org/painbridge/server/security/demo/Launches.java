package org.painbridge.server.security.demo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The launches that EMRs have begun, in memory, bounded. Each is of one app, counts once and for minutes; for whom the app was
 * opened is for {@link Grants} to keep, which asks as soon as it is taken.
 */
final class Launches {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, LaunchContext> open;
    private final Cache<String, LaunchContext> taken;

    Launches(Clock clock) {
        open = cache(LIFE, clock);
        taken = cache(LIFE, clock);
    }

    private static Cache<String, LaunchContext> cache(Duration life, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(life)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What the app is given as {@code launch}. */
    String begin(LaunchContext context) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String launch = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(launch, context);
        return launch;
    }

    /** Empty where it is unknown, used, over, or another app's: which, is not told. */
    Optional<LaunchContext> open(String launch, String app) {
        return Optional.ofNullable(open.getIfPresent(launch))
                .filter(context -> context.app().equals(app));
    }

    /** Whether it was still open; only one of several who ask at once takes it. */
    boolean take(String launch, LaunchContext context) {
        boolean first = open.asMap().remove(launch, context);
        if (first) {
            taken.put(launch, context);
        }
        return first;
    }

    /** For the grant that is given for it. */
    Optional<LaunchContext> taken(String launch) {
        return Optional.ofNullable(taken.getIfPresent(launch));
    }
}

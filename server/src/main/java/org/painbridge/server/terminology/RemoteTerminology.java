package org.painbridge.server.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another terminology server, asked about codes that are not here. Only canonical URLs, codes and languages go out: no
 * text that a client wrote. Answers are kept for an hour. After several failures in a row it is left alone for a while.
 */
final class RemoteTerminology {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteTerminology.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final long MOST_KEPT_BYTES = 32L << 20;
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(4)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(30))
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();

    private final RemoteHttp http;
    private final FhirContext context;
    private final CircuitBreaker breaker = CircuitBreaker.of("terminology", BREAKER);
    private final Cache<String, RemoteHttp.Response> answers = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_KEPT_BYTES)
            .weigher((String question, RemoteHttp.Response answer) -> question.length() + answer.body().length)
            .build();

    RemoteTerminology(RemoteHttp http, FhirContext context) {
        this.http = http;
        this.context = context;
    }

    /** What came of a question. */
    sealed interface Reply {
        record Answered(Resource resource) implements Reply {}

        /** It refused: as a rule because it does not know what the question is about. */
        record Unknown() implements Reply {}

        /** It did not answer, or not in FHIR. */
        record Silent() implements Reply {}
    }

    Reply get(RemoteQuestion question) {
        return ask(question.path(), null);
    }

    /** @param parameters may hold value sets, which have codes only */
    Reply post(String path, Parameters parameters) {
        return ask(path, context.newJsonParser().encodeResourceToString(parameters));
    }

    private Reply ask(String path, @Nullable String body) {
        String key = path + '\n' + body;
        RemoteHttp.Response known = answers.getIfPresent(key);
        if (known != null) {
            return reply(known);
        }
        try {
            return breaker.executeCallable(() -> {
                RemoteHttp.Response response = http.send(path, body);
                Reply reply = reply(response);
                answers.put(key, response);
                return reply;
            });
        } catch (CallNotPermittedException e) {
            return new Reply.Silent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Silent();
        } catch (IOException | DataFormatException e) {
            LOG.warn("The terminology server did not answer: {}", e.toString());
            return new Reply.Silent();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply reply(RemoteHttp.Response response) {
        if (response.status() != 200) {
            return new Reply.Unknown();
        }
        String json = new String(response.body(), StandardCharsets.UTF_8);
        return new Reply.Answered((Resource) context.newJsonParser()
                .setParserErrorHandler(new LenientErrorHandler(false))
                .parseResource(json));
    }
}

package org.painbridge.server.imaging.cdshooks;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.outgoing.GuardedHttp;

/** One GET from a client's FHIR server. A server that fails several times in a row is left alone for a while. */
final class ClientFetch {
    private static final String FHIR_JSON = "application/fhir+json";
    /** A server that does not have a type is not ill. */
    private static final int NOT_IMPLEMENTED = 501;

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(8)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(15))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private final GuardedHttp http;
    private final HookJson json;
    private final FhirReader fhir;
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(BREAKER);

    ClientFetch(GuardedHttp http, HookJson json, FhirReader fhir) {
        this.http = http;
        this.json = json;
        this.fhir = fhir;
    }

    /** What came of it. */
    sealed interface Reply {
        record Answered(FhirReader.Contents contents) implements Reply {}

        /** @param why quotes neither the URL, which names the patient, nor the answer */
        record Failed(String why) implements Reply {}
    }

    Reply get(ClientServer server, URI url, String about) {
        CircuitBreaker breaker = breakers.circuitBreaker(server.origin());
        try {
            GuardedHttp.Response response = breaker.executeCallable(() -> answered(server, url));
            return response.status() == 200
                    ? new Reply.Answered(fhir.contents(json.readChart(response.body()), about))
                    : new Reply.Failed("fhirServer answers with status " + response.status());
        } catch (CallNotPermittedException e) {
            return new Reply.Failed("fhirServer has failed too often and is left alone for a while");
        } catch (IOException e) {
            return new Reply.Failed("fhirServer does not answer");
        } catch (RequestProblem e) {
            return new Reply.Failed("fhirServer answers with something that is not FHIR R4");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private GuardedHttp.Response answered(ClientServer server, URI url) throws IOException {
        GuardedHttp.Response response = http.get(url, FHIR_JSON, server.token());
        if (response.status() >= 500 && response.status() != NOT_IMPLEMENTED) {
            throw new IOException("HTTP status " + response.status());
        }
        return response;
    }
}

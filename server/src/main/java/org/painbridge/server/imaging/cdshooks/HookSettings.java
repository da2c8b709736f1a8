package org.painbridge.server.imaging.cdshooks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.outgoing.AllowedServers;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the CDS Hooks service; where the chart comes from is in {@link ChartSettings}.
 *
 * @param mode of all clients; a client's own can only be quieter
 * @param baseUrl of the services as clients see it; tokens of clients name it, or what is under it, as {@code aud}
 * @param trust whether clients must prove who they are
 * @param tokenLife longest time from {@code iat} to {@code exp} of a client's token
 * @param corsOrigins origins of browsers that may call
 * @param systemActions where system actions stand in an answer
 * @param noCriteria PAMA code of an order that no criterion covers
 * @param mechanism what {@code pama-rating-qcdsm-consulted} says
 * @param maxBody most bytes of a call
 * @param maxOrders most draft orders of a call
 * @param answerWithin time after which no further order of a call is looked at
 * @param silencedScenarios ids of scenarios whose ratings are recorded and shown to nobody
 * @param keepRecords how long decisions that nobody saw, and feedback to cards, are kept
 * @param clients by a name of ours
 */
@Validated
@ConfigurationProperties("painbridge.cds-hooks")
public record HookSettings(
        @DefaultValue("live") Mode mode,

        @Pattern(
                regexp = "https?://[^\\s?#]+[^\\s?#/]",
                message = "must be an http or https URL without slash at the end")
        @DefaultValue("http://localhost:8080/cds-services")
        String baseUrl,

        @DefaultValue("off") Trust trust,
        @DefaultValue("5m") Duration tokenLife,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("both") Place systemActions,
        @DefaultValue("no-criteria-apply") NoCriteria noCriteria,
        @DefaultValue("PainBridge") String mechanism,
        @DefaultValue("8MB") DataSize maxBody,
        @Min(1) @Max(1000) @DefaultValue("500") int maxOrders,
        @DefaultValue("2s") Duration answerWithin,
        @DefaultValue Set<String> silencedScenarios,
        @DefaultValue("366d") Duration keepRecords,
        @DefaultValue Map<String, Client> clients) {
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final Duration LONGEST_KEPT = Duration.ofDays(3660);

    public HookSettings {
        require(isWithin(tokenLife, LONGEST_LIFE), "token-life is above 0 and at most 1h, not " + tokenLife);
        require(
                isWithin(answerWithin, LONGEST_ANSWER),
                "answer-within is above 0 and at most 30s, not " + answerWithin);
        require(isWithin(keepRecords, LONGEST_KEPT), "keep-records is above 0 and at most 3660d, not " + keepRecords);
        require(maxBody.toBytes() > 0, "max-body is above 0, not " + maxBody);
        corsOrigins = List.copyOf(corsOrigins);
        silencedScenarios = Set.copyOf(silencedScenarios);
        clients = Map.copyOf(clients);
    }

    /** What is done with a call, the quietest last. */
    public enum Mode {
        LIVE,
        /** Decisions are recorded, and nobody sees them. */
        SHADOW,
        /** Nothing is decided. */
        OFF;

        Mode quieter(@Nullable Mode other) {
            return other == null || compareTo(other) >= 0 ? this : other;
        }
    }

    /** Of tokens (CDS Hooks, "Trusting CDS Clients"). */
    public enum Trust {
        /** They are not looked at. */
        OFF,
        /** A call without one is served; one with a bad one is not. */
        OPTIONAL,
        REQUIRED
    }

    /** CDS Hooks 2.0 has system actions at the root of the answer, the Argonaut guide within its extension. */
    public enum Place {
        ROOT,
        EXTENSION,
        BOTH
    }

    /** PAMA material disagrees with itself (design/imaging.md, section 1, fact 5). */
    public enum NoCriteria {
        NO_CRITERIA_APPLY,
        NO_GUIDELINES_APPLY;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A client, usually a site or an EMR. What it leaves out is as for all.
     *
     * @param issuer {@code iss} of its tokens
     * @param jku URL of its keys; a token may name no other
     * @param keys its keys (JWK Set) in place of {@code jku}
     * @param fhirServers FHIR servers of its own, as {@code painbridge.cds-hooks.chart.fhir-servers}; a call that names one of
     *     them without a token counts as the client's
     * @param language of its users where the call does not say
     * @param smartApp launch URL of the SMART app that its cards link to
     */
    public record Client(
            @Nullable String issuer,
            @Nullable String jku,
            @Nullable Resource keys,
            @Nullable List<String> fhirServers,
            @Nullable Mode mode,
            @Nullable Place systemActions,
            @Nullable NoCriteria noCriteria,
            @Nullable String language,
            @Nullable String smartApp) {
        public Client {
            fhirServers = fhirServers == null ? List.of() : List.copyOf(fhirServers);
            require(
                    issuer == null || (jku == null) != (keys == null),
                    "clients.*: an issuer has either a jku or keys: " + issuer);
            require(
                    jku == null || AllowedServers.isSafe(jku),
                    "clients.*.jku is https, or http on this machine: " + jku);
            require(
                    smartApp == null || AllowedServers.isSafe(smartApp),
                    "clients.*.smart-app is https without query, or http on this machine: " + smartApp);
            new AllowedServers("fhir-servers", fhirServers);
        }
    }

    private static boolean isWithin(Duration duration, Duration longest) {
        return duration.isPositive() && duration.compareTo(longest) <= 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("painbridge.cds-hooks." + message);
        }
    }
}

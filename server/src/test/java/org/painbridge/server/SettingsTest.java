package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.careplan.CarePlanSettings;
import org.painbridge.server.fhirserver.RestSettings;
import org.painbridge.server.imaging.ImagingSettings;
import org.painbridge.server.imaging.cdshooks.ChartSettings;
import org.painbridge.server.imaging.cdshooks.HookSettings;
import org.painbridge.server.samples.SampleSettings;
import org.painbridge.server.security.SecuritySettings;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.StoreSettings;
import org.painbridge.server.terminology.TerminologySettings;
import org.painbridge.server.validation.ValidationSettings;
import org.painbridge.server.validation.ValidationSettings.OnWrite;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class SettingsTest {
    private static final List<Class<?>> TYPES = List.of(
            StoreSettings.class,
            ConsentSettings.class,
            RestSettings.class,
            ImagingSettings.class,
            HookSettings.class,
            ChartSettings.class,
            CarePlanSettings.class,
            SampleSettings.class,
            SecuritySettings.class,
            TerminologySettings.class,
            ValidationSettings.class);
    private static final SpringValidatorAdapter VALIDATOR =
            new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator());

    @Test
    void withoutAnySettingTheDefaultsHold() {
        assertThat(bind(StoreSettings.class, Map.of()).maxCount()).isEqualTo(200);
        assertThat(bind(StoreSettings.class, Map.of()).queryTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(bind(ConsentSettings.class, Map.of()).overrideFor()).isEqualTo(Duration.ofHours(4));
        assertThat(bind(RestSettings.class, Map.of()).maxBody()).isEqualTo(DataSize.ofMegabytes(32));
        assertThat(bind(ImagingSettings.class, Map.of()).maxAlternatives()).isEqualTo(10);
        assertThat(bind(HookSettings.class, Map.of()).trust()).isEqualTo(HookSettings.Trust.OFF);
        assertThat(bind(ChartSettings.class, Map.of()).fhirServers()).isEmpty();
        assertThat(bind(CarePlanSettings.class, Map.of()).respondWithin()).isEqualTo(Duration.ofDays(14));
        assertThat(bind(SampleSettings.class, Map.of()).load()).isFalse();
        assertThat(bind(TerminologySettings.class, Map.of()).remoteUrl()).isEqualTo("off");
        assertThat(bind(ValidationSettings.class, Map.of()).onWrite()).isEqualTo(OnWrite.DECLARED);
        assertThat(bind(ValidationSettings.class, Map.of()).required()).isEmpty();
    }

    @Test
    void theLargestAndSmallestAllowedValuesAreTaken() {
        var store = Map.of("painbridge.store.default-count", "1000", "painbridge.store.max-count", "1000");
        var rest = Map.of("painbridge.rest.max-body", "512MB", "painbridge.rest.compress-from", "0B");
        var patient = Map.of("painbridge.store.query-timeout", "24h");
        var plan = Map.of("painbridge.careplan.respond-within", "366d");

        assertThat(bind(StoreSettings.class, store).defaultCount()).isEqualTo(1000);
        assertThat(bind(StoreSettings.class, patient).queryTimeout()).isEqualTo(Duration.ofHours(24));
        assertThat(bind(RestSettings.class, rest).compressFrom().toBytes()).isZero();
        for (String url : List.of("https://tx.example.org/r4", "http://localhost:8081/fhir", "http://[::1]/fhir")) {
            var terminology = Map.of("painbridge.terminology.remote-url", url);
            assertThat(bind(TerminologySettings.class, terminology).remoteUrl()).isEqualTo(url);
        }
        assertThat(bind(CarePlanSettings.class, plan).respondWithin()).isEqualTo(Duration.ofDays(366));
    }

    @ParameterizedTest
    @CsvSource({
        "store, base-url, '', baseUrl, http or https URL",
        "store, base-url, localhost:8080/fhir, baseUrl, http or https URL",
        "store, base-url, ftp://localhost/fhir, baseUrl, http or https URL",
        "store, base-url, http://localhost/fhir?x=1, baseUrl, http or https URL",
        "store, time-zone, America/Nowhere, time-zone, America/Nowhere",
        "store, default-count, 0, defaultCount, greater than or equal to 1",
        "store, default-count, -5, defaultCount, greater than or equal to 1",
        "store, default-count, many, default-count, many",
        "store, default-count, 201, default-count (201), max-count (200)",
        "store, max-count, 1001, maxCount, less than or equal to 1000",
        "store, max-included, 0, maxIncluded, greater than or equal to 1",
        "store, max-included, 10001, maxIncluded, less than or equal to 10000",
        "store, query-timeout, 999ms, query-timeout, at least 1s",
        "store, query-timeout, 25h, query-timeout, at most 24h",
        "consent, override-for, 0s, override-for, above 0",
        "consent, override-for, 25h, override-for, at most 24h",
        "consent, privacy-contact, privacy@example.org, privacy-contact, Type/id",
        "rest, max-body, 0B, max-body, above 0",
        "rest, max-body, -1MB, max-body, above 0",
        "rest, max-body, 513MB, max-body, at most 512MB",
        "rest, max-body, large, max-body, large",
        "rest, max-bundle-answer, 0B, max-bundle-answer, above 0",
        "rest, max-bundle-answer, 513MB, max-bundle-answer, at most 512MB",
        "rest, max-bundle-entries, 0, maxBundleEntries, greater than or equal to 1",
        "rest, max-bundle-entries, 100001, maxBundleEntries, less than or equal to 100000",
        "rest, max-depth, 7, maxDepth, greater than or equal to 8",
        "rest, max-depth, 501, maxDepth, less than or equal to 500",
        "rest, compress-from, -1KB, compress-from, negative",
        "imaging, max-alternatives, -1, maxAlternatives, greater than or equal to 0",
        "imaging, max-alternatives, 51, maxAlternatives, less than or equal to 50",
        "cds-hooks, mode, sometimes, mode, sometimes",
        "cds-hooks, base-url, http://localhost/cds-services/, baseUrl, without slash at the end",
        "cds-hooks, trust, blind, trust, blind",
        "cds-hooks, token-life, 0s, token-life, above 0",
        "cds-hooks, token-life, 61m, token-life, at most 1h",
        "cds-hooks, max-body, 0B, max-body, above 0",
        "cds-hooks, max-orders, 0, maxOrders, greater than or equal to 1",
        "cds-hooks, max-orders, 1001, maxOrders, less than or equal to 1000",
        "cds-hooks, answer-within, 0s, answer-within, above 0",
        "cds-hooks, answer-within, 31s, answer-within, at most 30s",
        "cds-hooks, keep-records, 0s, keep-records, above 0",
        "cds-hooks, keep-records, 3661d, keep-records, at most 3660d",
        "cds-hooks, clients.emr.issuer, https://emr.example.org, clients, either a jku or keys",
        "cds-hooks, clients.emr.jku, http://emr.example.org/keys, jku, https",
        "cds-hooks, clients.emr.fhir-servers, http://emr.example.org/r4, clients, https",
        "cds-hooks.chart, fhir-servers, http://emr.example.org/r4, fhir-servers, https",
        "cds-hooks.chart, fetch-timeout, 0s, fetch-timeout, above 0",
        "cds-hooks.chart, fetch-timeout, 31s, fetch-timeout, at most 30s",
        "cds-hooks.chart, max-fetch, 0B, max-fetch, above 0",
        "cds-hooks.chart, max-fetch, 65MB, max-fetch, at most 64MB",
        "careplan, respond-within, 0s, respond-within, above 0",
        "careplan, respond-within, -14d, respond-within, above 0",
        "careplan, respond-within, 367d, respond-within, at most 366d",
        "careplan, respond-within, soon, respond-within, soon",
        "careplan, max-entries, 0, max-entries, 1 to 5000",
        "careplan, acknowledge-within, 0s, acknowledge-within, above 0",
        "careplan, look-for-overdue-every, -1s, look-for-overdue-every, 0 to 1d",
        "careplan, look-for-overdue-every, 2d, look-for-overdue-every, 0 to 1d",
        "terminology, max-expansion, 0, maxExpansion, greater than or equal to 1",
        "terminology, max-expansion, 100001, maxExpansion, less than or equal to 100000",
        "terminology, remote-url, http://tx.example.org/r4, remote-url, https",
        "terminology, remote-url, ftp://localhost/r4, remote-url, https",
        "terminology, remote-url, https://tx.example.org/r4?key=1, remote-url, https",
        "terminology, remote-url, https://user:word@tx.example.org/r4, remote-url, https",
        "terminology, remote-url, https://, remote-url, https",
        "terminology, remote-url, somewhere, remote-url, https",
        "terminology, remote-timeout, 0s, remote-timeout, above 0",
        "terminology, remote-timeout, 31s, remote-timeout, at most 30s",
        "validation, on-write, sometimes, on-write, sometimes",
        "validation, max-parallel, 0, maxParallel, greater than or equal to 1",
        "validation, max-parallel, 65, maxParallel, less than or equal to 64",
        "validation, max-wait, -1s, max-wait, 0 to 1m",
        "validation, max-wait, 61s, max-wait, 0 to 1m",
        "security, cors-origins, *, cors-origins, not all of them",
        "security, issuer, https://sso.example.org, jwk-set, goes with painbridge.security.issuer",
        "security, clock-skew, soon, clock-skew, soon",
        "samples, load, perhaps, load, perhaps",
        "samples, location, '', location, end with a slash",
        "samples, location, classpath:samples, location, end with a slash",
        "samples, location, samples/, location, begin with classpath: or file:",
    })
    void theServerRefusesToStartWith(String group, String name, String value, String where, String why) {
        Class<?> type = TYPES.stream()
                .filter(settings -> prefix(settings).equals("painbridge." + group))
                .findFirst()
                .orElseThrow();

        Throwable refused = catchThrowable(() -> bind(type, Map.of(prefix(type) + "." + name, value)));

        String messages = ExceptionUtils.getThrowableList(refused).stream()
                .map(Throwable::getMessage)
                .toList()
                .toString();
        assertThat(messages).contains(prefix(type), where, why);
    }

    @Test
    void theProfilesThatATypeMustFollowAreAList() {
        var required =
                Map.of("painbridge.validation.required.ServiceRequest", "https://a.example/1,https://a.example/2");

        assertThat(bind(ValidationSettings.class, required).required())
                .containsExactly(Map.entry("ServiceRequest", List.of("https://a.example/1", "https://a.example/2")));
    }

    @Test
    void requiredProfilesWithoutAnyCheckMakeNoSense() {
        var settings = Map.of(
                "painbridge.validation.required.Task", "https://a.example/1", "painbridge.validation.on-write", "none");

        Throwable refused = catchThrowable(() -> bind(ValidationSettings.class, settings));

        assertThat(ExceptionUtils.getRootCauseMessage(refused))
                .contains("required has no effect with", "on-write=none");
    }

    private static <T> T bind(Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate(prefix(type), Bindable.of(type), new ValidationBindHandler(VALIDATOR));
    }

    private static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }
}

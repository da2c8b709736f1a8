package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.Validation;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.careplan.CarePlanSettings;
import org.painbridge.server.fhirserver.RestSettings;
import org.painbridge.server.imaging.ImagingSettings;
import org.painbridge.server.samples.SampleSettings;
import org.painbridge.server.store.StoreSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

class SettingsTest {
    private static final SpringValidatorAdapter VALIDATOR =
            new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator());

    @Test
    void withoutAnySettingTheDefaultsHold() {
        assertThat(bind(StoreSettings.class, Map.of()).maxCount()).isEqualTo(200);
        assertThat(bind(RestSettings.class, Map.of()).maxBody()).isEqualTo(DataSize.ofMegabytes(32));
        assertThat(bind(ImagingSettings.class, Map.of()).maxAlternatives()).isEqualTo(10);
        assertThat(bind(CarePlanSettings.class, Map.of()).respondWithin()).isEqualTo(Duration.ofDays(14));
        assertThat(bind(SampleSettings.class, Map.of()).load()).isFalse();
    }

    @Test
    void theLargestAndSmallestAllowedValuesAreTaken() {
        var store = Map.of("painbridge.store.default-count", "1000", "painbridge.store.max-count", "1000");
        var rest = Map.of("painbridge.rest.max-body", "512MB", "painbridge.rest.compress-from", "0B");
        var plan = Map.of("painbridge.careplan.respond-within", "366d");

        assertThat(bind(StoreSettings.class, store).defaultCount()).isEqualTo(1000);
        assertThat(bind(RestSettings.class, rest).compressFrom().toBytes()).isZero();
        assertThat(bind(CarePlanSettings.class, plan).respondWithin()).isEqualTo(Duration.ofDays(366));
    }

    @ParameterizedTest
    @CsvSource({
        "base-url, '', baseUrl, http or https URL",
        "base-url, localhost:8080/fhir, baseUrl, http or https URL",
        "base-url, ftp://localhost/fhir, baseUrl, http or https URL",
        "base-url, http://localhost/fhir?x=1, baseUrl, http or https URL",
        "time-zone, America/Nowhere, time-zone, America/Nowhere",
        "default-count, 0, defaultCount, greater than or equal to 1",
        "default-count, -5, defaultCount, greater than or equal to 1",
        "default-count, many, default-count, many",
        "default-count, 201, default-count (201), max-count (200)",
        "max-count, 1001, maxCount, less than or equal to 1000",
        "max-included, 0, maxIncluded, greater than or equal to 1",
        "max-included, 10001, maxIncluded, less than or equal to 10000",
    })
    void theStoreRefusesToStartWith(String name, String value, String where, String why) {
        assertRefused(StoreSettings.class, name, value, where, why);
    }

    @ParameterizedTest
    @CsvSource({
        "max-body, 0B, max-body, above 0",
        "max-body, -1MB, max-body, above 0",
        "max-body, 513MB, max-body, at most 512MB",
        "max-body, large, max-body, large",
        "max-bundle-entries, 0, maxBundleEntries, greater than or equal to 1",
        "max-bundle-entries, 100001, maxBundleEntries, less than or equal to 100000",
        "max-depth, 7, maxDepth, greater than or equal to 8",
        "max-depth, 501, maxDepth, less than or equal to 500",
        "compress-from, -1KB, compress-from, negative",
    })
    void theRestInterfaceRefusesToStartWith(String name, String value, String where, String why) {
        assertRefused(RestSettings.class, name, value, where, why);
    }

    @ParameterizedTest
    @CsvSource({
        "max-alternatives, -1, maxAlternatives, greater than or equal to 0",
        "max-alternatives, 51, maxAlternatives, less than or equal to 50",
    })
    void imagingRefusesToStartWith(String name, String value, String where, String why) {
        assertRefused(ImagingSettings.class, name, value, where, why);
    }

    @ParameterizedTest
    @CsvSource({
        "respond-within, 0s, respond-within, above 0",
        "respond-within, -14d, respond-within, above 0",
        "respond-within, 367d, respond-within, at most 366d",
        "respond-within, soon, respond-within, soon",
    })
    void carePlansRefuseToStartWith(String name, String value, String where, String why) {
        assertRefused(CarePlanSettings.class, name, value, where, why);
    }

    @ParameterizedTest
    @CsvSource({
        "load, perhaps, load, perhaps",
        "location, '', location, end with a slash",
        "location, classpath:samples, location, end with a slash",
        "location, samples/, location, begin with classpath: or file:",
    })
    void sampleDataRefuseToStartWith(String name, String value, String where, String why) {
        assertRefused(SampleSettings.class, name, value, where, why);
    }

    private static void assertRefused(Class<?> type, String name, String value, String where, String why) {
        var setting = Map.of(prefix(type) + "." + name, value);

        Throwable refused = catchThrowable(() -> bind(type, setting));

        String messages = ExceptionUtils.getThrowableList(refused).stream()
                .map(Throwable::getMessage)
                .toList()
                .toString();
        assertThat(messages).contains(prefix(type), where, why);
    }

    private static <T> T bind(Class<T> type, Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate(prefix(type), Bindable.of(type), new ValidationBindHandler(VALIDATOR));
    }

    private static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }
}

package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** docs/configuration.md and the settings of the program agree, in both directions. */
class ConfigurationDocTest {
    private static final Map<String, List<String>> PAGE =
            Page.of("docs/configuration.md").rows();
    private static final Map<String, Parameter> SETTINGS = settings();

    @Test
    void thePageHasExactlyTheSettingsOfTheProgram() {
        assertThat(ofPage(true).keySet()).containsExactlyInAnyOrderElementsOf(SETTINGS.keySet());
    }

    @Test
    void thePageGivesEachSettingItsDefaultLimitsAndMeaning() {
        SETTINGS.forEach((key, setting) -> {
            List<String> row = PAGE.get(key);

            assertThat(row)
                    .as(key)
                    .hasSize(4)
                    .allSatisfy(cell -> assertThat(cell).isNotBlank());
            assertThat(row.get(1)).as(key).isEqualTo(defaultOf(setting));
            if (setting.isAnnotationPresent(Min.class)) {
                assertThat(row.get(2))
                        .as(key)
                        .startsWith(setting.getAnnotation(Min.class).value() + " to ");
            }
            if (setting.isAnnotationPresent(Max.class)) {
                assertThat(row.get(2))
                        .as(key)
                        .endsWith(" to " + setting.getAnnotation(Max.class).value());
            }
        });
    }

    @Test
    void thePageGivesTheSettingsOfSpringAsWeSetThem() {
        assertThat(ofPage(false)).containsExactlyInAnyOrderEntriesOf(springSettings());
    }

    private static String defaultOf(Parameter setting) {
        String[] values = setting.getAnnotation(DefaultValue.class).value();
        return String.join("", values).isEmpty() ? "(empty)" : "`" + values[0] + "`";
    }

    private static Map<String, String> ofPage(boolean ours) {
        Map<String, String> rows = new TreeMap<>();
        PAGE.forEach((key, cells) -> {
            if (key.startsWith("painbridge.") == ours) {
                rows.put(key, cells.get(1).replace("`", "").replace("(empty)", ""));
            }
        });
        return rows;
    }

    private static Map<String, Parameter> settings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, Parameter> settings = new LinkedHashMap<>();
        scanner.findCandidateComponents("org.painbridge").forEach(found -> {
            Class<?> type = type(String.valueOf(found.getBeanClassName()));
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (Parameter component : components(type)) {
                settings.put(prefix + "." + kebab(component.getName()), component);
            }
        });
        return settings;
    }

    private static Parameter[] components(Class<?> type) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        assertThat(type.isRecord() && constructors.length == 1)
                .as(type.getName())
                .isTrue();
        return constructors[0].getParameters();
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kebab(String name) {
        String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return ConfigurationPropertyName.of(kebab).toString();
    }

    private static Map<String, String> springSettings() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        Properties all = Objects.requireNonNull(yaml.getObject());
        return all.entrySet().stream()
                .filter(entry -> Stream.of("server.", "spring.datasource.")
                        .anyMatch(entry.getKey().toString()::startsWith))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().toString()));
    }
}

package org.painbridge.server.imaging.cdshooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets the browsers of the configured origins call the services; without any, browsers are told nothing. */
@Configuration(proxyBeanMethods = false)
class CorsConfiguration {
    private static final String[] PATHS = {"/cds-services", "/cds-services/*"};

    @Bean
    FilterRegistrationBean<CorsFilter> cdsCors(HookSettings settings) {
        var rules = new org.springframework.web.cors.CorsConfiguration();
        rules.setAllowedOrigins(settings.corsOrigins());
        rules.setAllowedMethods(List.of("GET", "POST"));
        rules.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept", "Accept-Language"));
        rules.setMaxAge(Duration.ofMinutes(30));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules);
        var registration = new FilterRegistrationBean<>(new CorsFilter(source));
        registration.addUrlPatterns(PATHS);
        registration.setEnabled(!settings.corsOrigins().isEmpty());
        registration.setOrder(Integer.MIN_VALUE + 101);
        return registration;
    }
}

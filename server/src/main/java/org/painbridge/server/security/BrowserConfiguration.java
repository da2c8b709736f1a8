package org.painbridge.server.security;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets apps in the browsers of the configured origins call FHIR, and a demo issuer; without any, browsers are told nothing. */
@Configuration(proxyBeanMethods = false)
class BrowserConfiguration {
    private static final int BEFORE_THE_SIGN_IN = Integer.MIN_VALUE + 102;

    @Bean
    FilterRegistrationBean<CorsFilter> fhirCors(SecuritySettings settings) {
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules(settings.corsOrigins()));
        var registration = new FilterRegistrationBean<>(new CorsFilter(source));
        registration.addUrlPatterns("/fhir/*", "/oauth2/token", "/oauth2/revoke");
        registration.setEnabled(!settings.corsOrigins().isEmpty());
        registration.setOrder(BEFORE_THE_SIGN_IN);
        return registration;
    }

    /** No credentials: a token is sent by the app, not by the browser of itself. */
    private static CorsConfiguration rules(List<String> origins) {
        var rules = new CorsConfiguration();
        rules.setAllowedOriginPatterns(origins);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "Accept",
                "Prefer",
                "If-Match",
                "If-None-Match",
                "If-None-Exist",
                "If-Modified-Since"));
        rules.setExposedHeaders(List.of("Location", "Content-Location", "ETag", "Last-Modified", "X-Request-ID"));
        rules.setMaxAge(Duration.ofMinutes(30));
        return rules;
    }
}

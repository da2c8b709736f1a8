package org.painbridge.server.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Jobs and their files beside the FHIR base, which tell of what is stored: what is asked of them is in the trail, by whom too. */
final class AuditedPages implements WebMvcConfigurer {
    static final List<String> PATHS =
            List.of("/imaging-backtest/", "/nms-indicators/", "/population-run/", "/product-import/");

    private final Interactions interactions;

    AuditedPages(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        HandlerInterceptor signedIn = new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                interactions.signedIn(request);
                return true;
            }
        };
        registry.addInterceptor(signedIn)
                .addPathPatterns(PATHS.stream().map(path -> path + "**").toList());
    }
}

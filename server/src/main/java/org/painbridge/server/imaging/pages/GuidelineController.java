package org.painbridge.server.imaging.pages;

import java.net.URI;
import java.time.Duration;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Scenario;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.imaging.Guidelines;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves the pages: {@code /guideline/[version]/[language]} and {@code .../[scenario]}; docs/guideline-pages.md. */
@RestController
class GuidelineController {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Duration FRESH = Duration.ofHours(1);

    private final Guidelines guidelines;
    private final ProcedureCatalogue procedures;

    GuidelineController(Guidelines guidelines, ProcedureCatalogue procedures) {
        this.guidelines = guidelines;
        this.procedures = procedures;
    }

    /** To the index of the pack in force, in the language of the reader. */
    @GetMapping(Frame.ROOT)
    ResponseEntity<Void> start(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String language) {
        String index = Frame.address(guidelines.inForce().rules(), Language.of(language), "");
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(index))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    @GetMapping(Frame.ROOT + "/style.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/css;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(FRESH))
                .body(new ClassPathResource("guideline/style.css"));
    }

    @GetMapping(Frame.ROOT + "/{version}/{language}")
    ResponseEntity<String> index(@PathVariable String version, @PathVariable String language) {
        return page(new IndexPage(rules(version), language(language)).html());
    }

    @GetMapping(Frame.ROOT + "/{version}/{language}/{scenario}")
    ResponseEntity<String> scenario(
            @PathVariable String version, @PathVariable String language, @PathVariable String scenario) {
        RuleSet rules = rules(version);
        Scenario found = rules.scenarios().stream()
                .filter(each -> each.id().equals(scenario))
                .findFirst()
                .orElseThrow(GuidelineController::nothing);
        return page(new ScenarioPage(rules, procedures, language(language)).html(found));
    }

    private RuleSet rules(String version) {
        return guidelines.all().stream()
                .map(ImagingAppropriateness::rules)
                .filter(rules -> rules.ref().version().equals(version))
                .findFirst()
                .orElseThrow(GuidelineController::nothing);
    }

    private static Language language(String code) {
        for (Language language : Language.values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        throw nothing();
    }

    private static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static ResponseEntity<String> page(String html) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(FRESH))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(html);
    }
}

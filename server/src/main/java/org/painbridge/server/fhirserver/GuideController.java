package org.painbridge.server.fhirserver;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The implementation guide as a FHIR package, for validators and code generators: {@code GET /guide/package.tgz}. */
@RestController
class GuideController {

    @GetMapping("/guide/package.tgz")
    ResponseEntity<Resource> guide() {
        ContentDisposition file =
                ContentDisposition.attachment().filename("painbridge.tgz").build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/gzip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(new InputStreamResource(Guide.open(Guide.PACKAGE)));
    }
}

package org.painbridge.server.fhirserver;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is refused beside FHIR and CDS Hooks, in the same form; Spring would answer with time and path, or in HTML. */
@RestController
class ErrorPage implements ErrorController {

    @RequestMapping("/error")
    ResponseEntity<String> refuse(HttpServletRequest request) {
        // Whoever asks for this page by its address gets what is at any other address.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .body(HttpRefusal.of(status));
    }
}

package org.painbridge.server.planted;

import org.springframework.http.ResponseEntity;

/** A store that answers HTTP. */
public record AnswersHttp(ResponseEntity<String> answer) {}

package org.painbridge.server.planted;

import org.springframework.context.annotation.Bean;

/** A class beside the configurations that declares a bean. */
public record DeclaresABean() {
    @Bean
    String name() {
        return "planted";
    }
}

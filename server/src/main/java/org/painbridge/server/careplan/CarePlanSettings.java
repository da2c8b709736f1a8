package org.painbridge.server.careplan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of care-plan exchange.
 *
 * @param respondWithin time that a family physician has to answer a pushed plan where the sender names no date
 */
@ConfigurationProperties("painbridge.careplan")
public record CarePlanSettings(@DefaultValue("14d") Duration respondWithin) {}

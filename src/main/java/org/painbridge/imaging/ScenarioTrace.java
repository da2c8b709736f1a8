package org.painbridge.imaging;

import java.util.Optional;

/**
 * How one candidate scenario stood.
 *
 * @param state whether its conditions hold
 * @param cell how it rates the ordered procedure; empty when it does not
 * @param headline whether it made the verdict, or still may
 */
public record ScenarioTrace(Scenario scenario, FactState state, Optional<ImagingOption> cell, boolean headline) {}

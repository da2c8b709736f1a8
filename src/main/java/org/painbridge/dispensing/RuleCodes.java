package org.painbridge.dispensing;

import java.util.Optional;

/**
 * What other systems call the finding.
 *
 * @param nms response code of Ontario's Narcotics Monitoring System
 * @param pmix alert category of the US prescription monitoring exchange
 */
public record RuleCodes(Optional<String> nms, Optional<String> pmix) {}

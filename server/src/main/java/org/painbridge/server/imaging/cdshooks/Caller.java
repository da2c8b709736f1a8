package org.painbridge.server.imaging.cdshooks;

import java.util.Optional;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.fhir.PamaRating;
import org.painbridge.server.imaging.cdshooks.HookSettings.Mode;
import org.painbridge.server.imaging.cdshooks.HookSettings.Place;
import org.painbridge.server.outgoing.AllowedServers;

/**
 * Who calls, and how this client wants its answers.
 *
 * @param name of ours, for records and figures
 * @param servers that may be asked for its charts
 * @param language of its users
 * @param app launch URL of the SMART app that its cards link to
 */
record Caller(
        String name,
        Mode mode,
        Place systemActions,
        PamaRating rating,
        AllowedServers servers,
        Optional<Language> language,
        Optional<String> app) {}

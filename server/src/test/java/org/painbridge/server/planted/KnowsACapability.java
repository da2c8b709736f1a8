package org.painbridge.server.planted;

import org.painbridge.server.imaging.ImagingSettings;

/** A part of the server that imports a capability. */
public record KnowsACapability(ImagingSettings settings) {}

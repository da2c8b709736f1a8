package org.painbridge.planted;

import java.net.http.HttpClient;

/** An engine that speaks HTTP. */
public record AsksTheNetwork(HttpClient client) {}

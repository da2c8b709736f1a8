package org.painbridge.server.imaging.cdshooks;

/**
 * What a call asked and was not, or not wholly, answered: for whoever connects the client. It stands in the extension of the
 * answer and quotes no data.
 *
 * @param about a reference, or a path in the call
 */
record Note(String about, String text) {}

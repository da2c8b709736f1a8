package org.painbridge.dispensing;

/** A few words that a sentence takes from wording.yaml in its own language. */
record Phrase(String key) {}

package org.painbridge.dispensing;

/** What a guard heeds, or why a rule is not raised. */
record Label(String code, BilingualText text) {}

package org.painbridge.dispensing;

/** A rule as its file states it: what it is, how it works, what it says. */
record Rule(RuleInfo info, Operator operator, Wording wording) {}

package org.painbridge.dispensing;

/** A rule that a dispense would break but for what its guards heed, with what that is. */
public record NotRaised(RuleInfo rule, BilingualText sentence) {}

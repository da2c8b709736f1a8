package org.painbridge.server.terminology;

import java.util.Collection;
import org.painbridge.clinical.Terminology;
import org.painbridge.server.store.CodeMembership;

/** The value sets of the terminology module. */
final class ShippedMembership implements CodeMembership {
    private final Terminology terminology;

    ShippedMembership(Terminology terminology) {
        this.terminology = terminology;
    }

    @Override
    public Collection<Code> ofValueSet(String urlOrReference) throws UnknownCodes {
        try {
            return terminology.codeSet(urlOrReference).codes().stream()
                    .map(code -> new Code(code.system(), code.code()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UnknownCodes("The value set " + urlOrReference + " is not on this server");
        }
    }

    @Override
    public Collection<Code> below(String system, String code) throws UnknownCodes {
        throw new UnknownCodes("The code system " + system + " is not on this server");
    }

    @Override
    public Collection<Code> above(String system, String code) throws UnknownCodes {
        throw new UnknownCodes("The code system " + system + " is not on this server");
    }
}

package org.painbridge.server.terminology;

import org.jspecify.annotations.Nullable;

/** What answers questions about codes, over one set of definitions. */
record TerminologyServices(
        CodeSystems systems, ValueSets sets, Expander expander, CodeChecker checker, Translator translator) {

    /** @param remote null where no other server is asked */
    static TerminologyServices of(Definitions definitions, Grammars grammars, @Nullable RemoteTerminology remote) {
        CodeSystems systems = new CodeSystems(definitions, grammars, remote);
        ValueSets sets = new ValueSets(definitions, remote);
        Expander expander = new Expander(definitions, sets, systems);
        return new TerminologyServices(
                systems, sets, expander, new CodeChecker(sets, expander, systems), new Translator(definitions, remote));
    }
}

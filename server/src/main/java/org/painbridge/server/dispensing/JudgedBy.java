package org.painbridge.server.dispensing;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.RuleInfo;

/** By what stored dispenses were judged: a table of products, and rules in their versions. */
public final class JudgedBy {
    private JudgedBy() {}

    /** SHA-256: another one where a product, an ingredient, or the version or state of a rule is another. */
    public static String fingerprint(ProductTables products, List<RuleInfo> applied) {
        Stream<String> rules = applied.stream()
                .map(rule -> rule.key().id() + "@" + rule.key().version() + " "
                        + rule.alerting().state())
                .sorted();
        return Sha256.hex(
                Stream.concat(Stream.of(products.fingerprint()), rules).collect(Collectors.joining("\n")));
    }
}

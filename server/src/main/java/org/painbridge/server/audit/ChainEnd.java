package org.painbridge.server.audit;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a chain ended at some time, as the trail itself notes it now and then.
 *
 * @param hash of its last row, in hexadecimal digits
 */
record ChainEnd(int chain, long link, String hash) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}):([0-9]{1,18}):([0-9a-f]{64})");

    static ChainEnd of(AuditRow row) {
        return new ChainEnd(
                row.place().chain(), row.place().link(), HexFormat.of().formatHex(row.hash()));
    }

    static String text(Collection<ChainEnd> ends) {
        return ends.stream()
                .map(end -> end.chain + ":" + end.link + ":" + end.hash)
                .collect(Collectors.joining(" "));
    }

    /** What is not of this form is left out: its row will not have its hash. */
    static List<ChainEnd> parse(String text) {
        return FORM.matcher(text)
                .results()
                .map(found ->
                        new ChainEnd(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2)), found.group(3)))
                .toList();
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }
}

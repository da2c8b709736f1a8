package org.painbridge.server.audit;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** @param hash of the row before that one */
    static ChainEnd before(AuditRow row, byte[] hash) {
        return new ChainEnd(
                row.place().chain(), row.place().link() - 1, HexFormat.of().formatHex(hash));
    }

    static String text(Collection<ChainEnd> ends) {
        return ends.stream()
                .map(end -> end.chain + ":" + end.link + ":" + end.hash)
                .collect(Collectors.joining(" "));
    }

    /** Of two of the same chain. */
    static ChainEnd later(ChainEnd one, ChainEnd other) {
        return one.link >= other.link ? one : other;
    }

    /** What is not of this form is left out: its row will not have its hash. */
    static List<ChainEnd> parse(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
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

package org.painbridge.imaging;

/**
 * Names the rules a verdict was made by, so that it can be made again.
 *
 * @param hash SHA-256 over all files of the pack, {@code sha256:...}
 * @param notice what a reader must know before use
 */
public record RuleSetRef(String canonical, String version, String hash, Localized notice) {
    public String versioned() {
        return canonical + "|" + version;
    }
}

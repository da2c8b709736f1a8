package org.painbridge.imaging;

/**
 * The pack of low back pain with one fault.
 *
 * @param what is wrong, in words
 * @param text of the file with the fault
 * @param line that the refusal has to name
 * @param reason a part of what the refusal has to say
 */
record BrokenPack(String what, String file, String text, int line, String reason) implements PackFiles {
    static final String PACK = "pack.yaml";
    static final String SOURCES = "sources.yaml";
    static final String COMMON = "criteria/common.yaml";
    static final String CRITERIA = "criteria/low-back-pain.yaml";
    static final String SAFETY = "criteria/safety.yaml";
    static final String GATES = "gates.yaml";
    static final String RULES = "rules/low-back-pain.yaml";

    /** @param now takes the place of the first {@code was}; the line of the mark § in it is to be named */
    static BrokenPack of(String what, String file, String was, String now, String reason) {
        String right = ImagingPack.lowBackPain().read(file);
        int at = right.indexOf(was);
        if (at < 0 || !now.contains("§")) {
            throw new IllegalArgumentException(file + " has no " + was + ", or there is no mark in " + now);
        }
        String marked = right.substring(0, at) + now + right.substring(at + was.length());
        int line = (int) marked.substring(0, marked.indexOf('§')).lines().count();
        boolean atStart = marked.charAt(marked.indexOf('§') - 1) == '\n';
        return new BrokenPack(what, file, marked.replace("§", ""), atStart ? line + 1 : line, reason);
    }

    @Override
    public String read(String name) {
        return name.equals(file) ? text : ImagingPack.lowBackPain().read(name);
    }

    @Override
    public String toString() {
        return what + " in " + file;
    }
}

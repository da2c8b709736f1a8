package org.painbridge.server.dispensing.jobs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the jobs of a kind do. */
@FunctionalInterface
public interface JobWork {
    /**
     * What came of a job.
     *
     * @param files by name
     * @param summary for the log; no patient's data
     */
    record Made(Map<String, byte[]> files, String summary) {
        public static Made ofTexts(Map<String, String> files, String summary) {
            Map<String, byte[]> made = new LinkedHashMap<>();
            files.forEach((name, text) -> made.put(name, text.getBytes(StandardCharsets.UTF_8)));
            return new Made(made, summary);
        }
    }

    /**
     * Comes again from the beginning if it was cut off.
     *
     * @param sent what was sent
     * @param progress is told what is being done
     * @throws JobRefused if what was sent is no good
     */
    Made run(String id, byte[] sent, Consumer<String> progress);

    /** Every few seconds, before open jobs are looked for: may add one. */
    default void beforeJobs() {}
}

package org.painbridge.dispensing.parquet;

/**
 * What DuckDB may use of the process that it is in, and the one folder that it may read and write.
 *
 * @param folder exists; DuckDB puts there, too, what does not fit into its memory
 * @param memoryMegabytes beside the heap of Java
 */
public record Fence(String folder, int threads, int memoryMegabytes) {
    private static final int LEAST_MEMORY = 64;

    public Fence {
        if (folder.isBlank() || folder.contains("'")) {
            throw new IllegalArgumentException("A folder has a name without an apostrophe: " + folder);
        }
        if (threads < 1 || memoryMegabytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("DuckDB needs a thread and " + LEAST_MEMORY + " megabytes or more, not "
                    + threads + " and " + memoryMegabytes);
        }
    }
}

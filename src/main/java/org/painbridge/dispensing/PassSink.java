package org.painbridge.dispensing;

/** Takes what the population pass finds, patient by patient. */
public interface PassSink {
    /** News of a rule that is active or on trial: the first finding of an episode, or one that goes further. */
    void found(FoundRow finding);

    /**
     * The daily dose of opioids for pain over days on which it did not change.
     *
     * @param toDay the last of them
     * @param mmeMilli thousandths of a milligram a day
     * @param complete whether all that was supplied is in it
     */
    void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete);

    /** Days on which an opioid and a benzodiazepine (or the like) were both in use. */
    void overlap(long patient, int fromDay, int toDay);
}

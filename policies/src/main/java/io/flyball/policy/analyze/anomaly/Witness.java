package io.flyball.policy.analyze.anomaly;

/** One way to look at the newest sample. */
interface Witness {
    /**
     * How rare what it sees is, in decades: 0 is usual or not known yet, 3 is once in a thousand samples, 6 the most.
     *
     * @param recent values, the newest included
     * @param before lowest, highest and mean of a longer time, without the newest
     */
    double surprise(long epochMillis, RecentValues recent, LongMemory before);

    /** What it saw in the sample it was asked about last, in words with numbers. */
    String words();

    /** Size of its state. */
    long bytes();
}

package io.flyball.policy.headroom;

/**
 * What was said at the end of a bucket, until it is known what came.
 *
 * @param levels by {@link Level}
 * @param uppers what each level promised not to be exceeded; NaN where it promised nothing
 */
record Lesson(long bucket, double[] levels, double[] uppers) {}

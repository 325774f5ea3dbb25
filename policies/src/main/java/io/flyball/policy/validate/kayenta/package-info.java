/**
 * Kayenta's judge (Spinnaker's automated canary analysis), decision for decision: for users who trust it, and to compare
 * ours with it. It takes the samples of a window for independent, which JVM metrics are not; see {@code
 * SequentialJudge}.
 */
package io.flyball.policy.validate.kayenta;

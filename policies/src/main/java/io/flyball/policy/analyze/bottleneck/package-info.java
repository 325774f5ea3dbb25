/**
 * What limits a JVM: eight causes, each judged from utilisation, saturation and errors of its resource, from what the
 * worker threads spend their time on, and from the laws of queues; then causes are told from their symptoms. Pure
 * functions over samples. What to do about a cause belongs to other packages.
 */
package io.flyball.policy.analyze.bottleneck;

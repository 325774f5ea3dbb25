/**
 * Ways to a JVM of this host: the process table, attach, MBeans. Nothing here decides; no Pekko and no
 * names of metrics or knobs may enter.
 */
package io.flyball.agent.jvm;

/**
 * Turns knobs of one JVM. {@code NodeSettings} decides, as plain values, what is written and when it is undone;
 * knobs write; the state file remembers before anything is written. No Pekko.
 */
package io.flyball.agent.act;

/**
 * Finds JVMs and reads them: one monitor actor per JVM, one small reader per source. A value that cannot be
 * read is left out, never replaced by zero.
 */
package io.flyball.agent.sense;

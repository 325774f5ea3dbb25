/**
 * The one command {@code flyball}. Client verbs speak HTTP and load nothing of the server, the agent or the
 * simulator, so that they start fast; the verbs {@code server, agent, demo} load theirs when called.
 */
package io.flyball.cli;

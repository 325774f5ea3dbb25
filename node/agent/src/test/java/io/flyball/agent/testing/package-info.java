/** JVMs to watch, started and stopped by tests. */
package io.flyball.agent.testing;

/** The agent's configuration: read once, checked as a whole, every mistake named with path, value and rule. */
package io.flyball.agent.settings;

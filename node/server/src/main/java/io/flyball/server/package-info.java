/** A planner member as a whole: {@code ServerMain} starts the parts and ties them together. */
package io.flyball.server;

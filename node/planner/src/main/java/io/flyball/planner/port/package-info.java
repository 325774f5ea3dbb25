/** What planner shells need from a member: durable control state, history, directives. Implemented by the server. */
package io.flyball.planner.port;

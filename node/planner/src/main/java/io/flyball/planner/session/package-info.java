/**
 * The member's end of a link: what an agent told, in plain values, and the actor that owns the socket's two ends. Knows
 * neither HTTP nor the place where reports are stored.
 */
package io.flyball.planner.session;

/** The one writer of each key of control state that people change: policies and freezes. */
package io.flyball.planner.control;

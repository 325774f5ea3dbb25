/** What a policy would have done on a recorded load: the planner's own code against virtual instances. */
package io.flyball.simulator.whatif;

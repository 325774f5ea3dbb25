/** How much a load rises before more instances are there, learned from how it rose before. */
package io.flyball.policy.headroom;

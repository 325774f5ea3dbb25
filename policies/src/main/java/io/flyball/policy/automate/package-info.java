/**
 * What happens by itself: when a schedule is due, when a threshold fires, which action follows. Pure functions of the
 * time and the readings given to them. Nothing here may know the policy document, which is read into these values.
 */
package io.flyball.policy.automate;

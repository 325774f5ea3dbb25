/**
 * Whether a change did good: treated nodes before and after against untouched nodes over the same time. One number per
 * node per window, since samples of one node are not independent. Pure functions.
 */
package io.flyball.policy.validate;

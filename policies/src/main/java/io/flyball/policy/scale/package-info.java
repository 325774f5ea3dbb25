/**
 * How many instances a service needs: proposals of rules, then guards, HPA v2 to the letter where it has the same words.
 * Pure functions over plain values; no clock, no policy text.
 */
package io.flyball.policy.scale;
